"""What the service asks of a database. SQLite keeps it in `sqlite`; another engine is another class with these methods.

A `Books` hands out transactions. Inside `write()` everything happens wholly or not at all, and no other writer moves in between:
`lock` names the
personal accounts about to change, in sorted order, for engines that lock rows (SQLite's single writer needs no more than the
transaction itself).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from engine.ledger.entry import BookedEntry, Entry
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.settlement import Settlement
from engine.model.till import TillRow
from engine.model.year import Accrual, Counted
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCredential:
    """What the books know of a code: never the code itself, only its keyed hash."""

    hash: bytes
    person: str
    shown_by: str | None
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """The settlement under an idempotency key, and the hash of the content it was asked with."""

    settlement: Settlement
    content: bytes


class Reading(Protocol):
    """One consistent view of the books."""

    def people(self) -> Sequence[Person]: ...
    def person(self, person: str) -> Person | None: ...
    def institutions(self) -> Sequence[Institution]: ...
    def institution(self, institution: str) -> Institution | None: ...
    def items(self) -> Sequence[Item]: ...
    def item(self, code: str) -> Item | None: ...
    def item_as_of(self, code: str, at: datetime) -> Item | None:
        """As the register had it then; the oldest it has where that is later."""

    def balance(self, person: str) -> Balance | None:
        """None for somebody without a personal account."""

    def balances(self) -> Mapping[str, Balance]: ...
    def counted(self, person: str, group: str, period: str) -> Counted: ...
    def counted_in_year(self, person: str, year: str) -> Counted:
        """All benefit groups together."""

    def bindings_of(self, owner: str) -> Sequence[Binding]:
        """In force, in listing order."""

    def bindings_to(self, member: str) -> Sequence[Binding]: ...
    def grants_to(self, beneficiary: str) -> Sequence[Grant]:
        """In force, in listing order."""

    def grants_by(self, authoriser: str) -> Sequence[Grant]: ...
    def grant_used(self, grant: int, year: str) -> Money: ...
    def credential(self, code_hash: bytes) -> IssuedCredential | None: ...
    def credential_used(self, code_hash: bytes) -> bool: ...
    def settlement(self, settlement: str) -> Settlement | None: ...
    def by_key(self, key: str) -> Keyed | None: ...
    def undone_by(self, settlement: str) -> Settlement | None:
        """The refund or reversal of a settlement."""

    def trace_sold(self, code: str) -> int:
        """How much of its pack is sold and not given back, in parts of `engine.model.trace.ONE_PACK`."""

    def trace_sale(self, code: str) -> Settlement | None:
        """The first sale of it that was not undone."""

    def trace_uses(self) -> Mapping[str, Mapping[str, int]]:
        """By settlement: what it sold (or, negative, gave back) of the pack of each code."""

    def settlements(self, *, newest: int | None = None) -> Sequence[Settlement]:
        """In the order they were booked; the `newest` N only, newest first, when a number is given."""

    def settlement_count(self) -> int: ...

    def postings(self) -> Mapping[str, Sequence[tuple[str, int, int]]]:
        """By settlement: (account, fen, prior-year fen)."""

    def entries(self) -> Iterator[BookedEntry]:
        """Every entry that moves money, opening balances too, in the order they were booked; read as they are asked for."""

    def account_total(self, prefix: str) -> Money:
        """The sum of all postings to the accounts whose names begin so."""

    def settlements_on(self, day: date) -> Sequence[Settlement]:
        """Of all institutions, booked on this China day, in the order they were booked."""

    def till_rows(self, institution: str, day: date) -> Sequence[TillRow]:
        """A till's own record of a day, in its order, struck rows included."""

    def till_rows_of(self, institution: str, settlement: str) -> Sequence[TillRow]:
        """Notes of a settlement, and their strikes."""

    def till_session(self, institution: str) -> TillRow | None:
        """The sign-in that still lasts."""

    def check(self) -> Sequence[str]:
        """Every invariant that the database can judge by itself; one sentence in English a breach."""


class Writing(Reading, Protocol):
    """A transaction that may add to the books. Nothing in them is ever changed or deleted."""

    def lock(self, people: Iterable[str]) -> None: ...
    def put_person(self, person: Person, at: datetime) -> None: ...
    def put_institution(self, institution: Institution, at: datetime) -> None: ...
    def put_item(self, item: Item, at: datetime) -> None: ...
    def open_account(self, person: str, entry: Entry, at: datetime) -> None: ...
    def open_counter(self, person: str, accruals: Iterable[Accrual], at: datetime) -> None: ...
    def add_binding(self, binding: Binding, at: datetime) -> None: ...
    def remove_binding(self, binding: Binding, at: datetime) -> None: ...
    def add_grant(self, grant: Grant, at: datetime) -> Grant:
        """The grant with its id."""

    def revoke_grant(self, grant: Grant, at: datetime) -> None: ...
    def add_credential(self, credential: IssuedCredential) -> None: ...
    def use_credential(self, code_hash: bytes, settlement: str) -> None: ...
    def add_till_row(self, row: TillRow) -> None:
        """Its number is given by the books."""

    def next_settlement_id(self, day: date) -> str: ...
    def post(self, settlement: Settlement, entry: Entry, *, content: bytes | None) -> None:
        """Book it: the record, its postings, the balances and counters they move, the trace codes of its packs.

        Raises BooksError `would-go-below-zero` if a guarded one would, `trace-code-oversold` if more than a pack would be sold.
        """


class Books(Protocol):
    """The books of one simulator."""

    url: str

    def read(self) -> AbstractContextManager[Reading]: ...
    def write(self) -> AbstractContextManager[Writing]: ...
    def copy_to(self, path: Path) -> None:
        """A whole copy of one moment, safe on the disk, in a file that is not there yet or empty; other tills may go on writing.

        Raises BooksError `no-room-for-copy`, `copy-failed`; what is at `path` then is worth nothing.
        """

    def close(self) -> None: ...
