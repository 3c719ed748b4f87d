"""SQLite: is each record still what was written, and can it be read?

A digest seals each entry with its postings, and each closing. The other facts carry none: triggers alone keep them from being changed.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from msgspec import MsgspecError

from engine.ledger.body import built, decode
from engine.ledger.digest import chain_link, closing_digest, digest_of
from engine.ledger.store import IssuedCredential
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person

T = TypeVar("T")
Rows = Callable[..., Iterator[tuple[object, ...]]]

_REGISTRY: dict[object, type[Person | Institution | Item]] = {"person": Person, "institution": Institution, "item": Item}


def changed(rows: Rows) -> Iterator[str]:
    """Entries whose columns or postings are not those that were booked, or that do not follow the entry before them."""
    postings = """
        SELECT a.name, p.amount, p.prior_year FROM posting AS p JOIN account AS a ON a.id = p.account
        WHERE p.entry = ? ORDER BY p.line"""
    entries = "SELECT id, chain, digest, event, at, settlement, key, content, holder, undoes, body FROM entry ORDER BY id"
    before: bytes | None = None
    for entry, chain, digest, *columns in rows(entries):
        if digest_of(tuple(columns), [(name, amount, prior) for name, amount, prior in rows(postings, entry)]) != digest:
            yield f"entry {entry} is not what was booked"
        if chain_link(before, _bytes(digest)) != chain:
            yield f"entry {entry} does not follow the one before it: the chain is broken"
        before = _bytes(chain)


def closings_changed(rows: Rows) -> Iterator[str]:
    """Closings that are not what was written, or that do not follow the one before them."""
    before: object = None
    sql = "SELECT id, chain, digest, institution, number, after, upto, at, body FROM closing ORDER BY id"
    for row, chain, digest, *columns in rows(sql):
        sealed = next(rows("SELECT chain FROM entry WHERE id = ?", columns[3]), None)
        if closing_digest(tuple(columns), sealed) != digest:
            yield f"closing Z{columns[1]} of {columns[0]} is not what was written"
        if chain_link(before, digest) != chain:
            yield f"closing {row} does not follow the one before it: the chain is broken"
        before = chain


def unreadable(rows: Rows) -> Iterator[str]:
    """Rows that make no value, or another than the one they are kept under."""
    for kind, key, body in rows("SELECT kind, id, body FROM registry"):
        thing = _tried(partial(decode, _bytes(body), _REGISTRY[kind]))
        if thing is None or key != (thing.code if isinstance(thing, Item) else thing.id):
            yield f"{kind} {key} cannot be read, or is another"
    for number, authoriser, beneficiary, body in rows("SELECT id, authoriser, beneficiary, body FROM grant_"):
        grant = _tried(partial(decode, _bytes(body), Grant))
        if grant is None or (number, authoriser, beneficiary) != (grant.id, grant.authoriser, grant.beneficiary):
            yield f"grant {number} cannot be read, or is another"
    for number, owner, member, relation in rows("SELECT id, owner, member, relation FROM binding"):
        if _tried(partial(built, Binding, owner=owner, member=member, relation=relation)) is None:
            yield f"binding {number} cannot be read"
    for person, issued_at in rows("SELECT person, issued_at FROM credential"):
        if _tried(partial(built, IssuedCredential, hash=b"", person=person, shown_by=None, issued_at=issued_at)) is None:
            yield f"a code of {person} cannot be read"


def _tried(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except MsgspecError:
        return None


def _bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else b""
