"""A digest beside every entry, and a chain through all of them.

A record changed behind the books' back is seen even where all sums still hold, and so is one taken out or put in between.
"""

from collections.abc import Sequence
from hashlib import sha256

from engine.ledger.body import encode

#: event, at, settlement, key, content, holder, undoes, body - in this order, as the row keeps them.
Columns = tuple[object, ...]
#: account, fen, prior-year fen
PostingRow = tuple[object, object, object]


def digest_of(columns: Columns, postings: Sequence[PostingRow]) -> bytes:
    """SHA-256 over an entry's columns and its postings in their order."""
    return sha256(encode([columns, postings])).digest()


def chain_link(before: object, digest: object) -> bytes:
    """What the entry after the one chained by `before` (None: the first of all) is chained by; SQLite calls it too, in a migration."""
    return sha256((before if isinstance(before, bytes) else b"") + (digest if isinstance(digest, bytes) else b"")).digest()


def closing_digest(columns: Columns, sealed: Sequence[object] | None) -> bytes:
    """Over a closing's columns and the chain of the last entry it covers (`sealed`, one value), so that it belongs to these books alone."""
    return digest_of((*columns, None if sealed is None else sealed[0]), [])
