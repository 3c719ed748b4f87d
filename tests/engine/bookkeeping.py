"""Books filled by hand, past the service: for the tests of the databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.ledger.booking import entry_of, opening_entry
from engine.ledger.sqlite import SqliteBooks
from engine.ledger.store import IssuedCredential
from engine.model.codes import Event
from tests.engine.settlements import a_settlement
from tests.engine.town import MORNING, a_grant, balance, employee, hospital

if TYPE_CHECKING:
    from pathlib import Path

    from engine.ledger.store import Books
    from engine.model.settlement import Settlement


def opened(books: Books, **has: str) -> None:
    """Personal accounts with an opening balance each, "all" or "all/prior-year"."""
    with books.write() as writing:
        for person, amount in has.items():
            writing.put_person(employee(person), MORNING)
            writing.open_account(person, opening_entry(person, balance(*amount.split("/"))), MORNING)


def post(books: Books, record: Settlement, content: bytes | None = None) -> None:
    code = IssuedCredential(hash=record.id.encode(), person=record.holder, shown_by=None, issued_at=MORNING)
    with books.write() as writing:
        writing.put_institution(hospital(), MORNING)
        writing.add_grant(a_grant("daughter", "he"), MORNING)
        if record.event is Event.SALE:
            writing.add_credential(code)
            writing.use_credential(code.hash, record.id)
        writing.post(record, entry_of(record), content=content)


def filled(file: Path) -> SqliteBooks:
    books = SqliteBooks(file)
    with books.write() as writing:
        for person in ("he", "daughter"):
            writing.put_person(employee(person), MORNING)
            writing.open_account(person, opening_entry(person, balance("100", "40")), MORNING)
        writing.put_institution(hospital(), MORNING)
        writing.add_grant(a_grant("daughter", "he"), MORNING)
        writing.add_credential(IssuedCredential(hash=b"1", person="he", shown_by=None, issued_at=MORNING))
        writing.use_credential(b"1", a_settlement().id)
        writing.post(a_settlement(), entry_of(a_settlement()), content=None)
    return books
