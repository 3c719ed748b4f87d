"""A digest beside every entry, so that a record changed behind the books' back is seen even where all sums still hold."""

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
