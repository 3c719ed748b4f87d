"""What the service asks of a database. SQLite keeps it in `sqlite`; another engine is another class with these methods.

A `Books` hands out transactions. Inside `write()` everything happens wholly or not at all, and no other writer moves in between:
`lock` names the
personal accounts about to change, in sorted order, for engines that lock rows, and `lock_purses_of` a holder whose own and granted
accounts they are (SQLite's single writer needs no more than the transaction itself).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from engine.ledger.entry import BookedEntry, Entry
from engine.ledger.store_closings import ClosingRows, ClosingRowsAdded
from engine.ledger.store_journal import JournalRows
from engine.ledger.store_private import PrivateRows, PrivateRowsAdded
from engine.ledger.store_tills import TillRows, TillRowsAdded
from engine.ledger.store_visits import VisitRows, VisitRowsAdded
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.movement import Movement, Transfer
from engine.model.person import Person
from engine.model.private import PrivateSale
from engine.model.purse import Balance, Pool
from engine.model.settlement import Settlement
from engine.model.year import Accrual, Counted
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCredential:
    """What the books know of a code: never the code itself, only its keyed hash. `used`: somebody has settled with it."""

    hash: bytes
    person: str
    shown_by: str | None
    issued_at: datetime
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """What stands under an idempotency key, a settlement or a private sale, and the hash of the content it was asked with."""

    content: bytes
    settlement: Settlement | None = None
    private: PrivateSale | None = None

    @property
    def number(self) -> str:
        """Of the one or the other."""
        record = self.settlement or self.private
        return "" if record is None else record.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """How many entries there are, and the hash that the last one is chained by: written down elsewhere, it tells these books from others.

    `chain` is empty where nothing was booked yet.
    """

    entries: int
    chain: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMovement:
    """A movement as the books keep it: the entry's number, what its columns say beside the record, and its postings, sorted.

    Columns: event, holder, at, occasion.
    """

    entry: int
    columns: tuple[object, ...]
    postings: tuple[tuple[str, int, int], ...]
    movement: Movement


class Reading(TillRows, PrivateRows, VisitRows, JournalRows, ClosingRows, Protocol):
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
    def pools_to(self, beneficiary: str, year: str) -> Sequence[Pool]:
        """The grants in force, in listing order, each with its authoriser, the authoriser's balance and what it has paid in `year`."""

    def grant_used(self, grant: int, year: str) -> Money: ...
    def grant_before(self, grant: int, settlement: str) -> Grant | None:
        """By its id, also one that was revoked since, with the place it had when this settlement was about to be booked."""

    def person_at(self, person: str, at: datetime) -> Person | None:
        """As registered at that moment."""

    def balance_before(self, person: str, settlement: str) -> Balance | None:
        """What the account held when this settlement was about to be booked; None without one."""

    def bindings_at(self, person: str, at: datetime) -> Sequence[Binding]:
        """Family accounts in force at that moment, as owner or member."""

    def credential(self, code_hash: bytes) -> IssuedCredential | None: ...
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

    def records(self) -> Iterator[tuple[Settlement, Sequence[tuple[str, int, int]]]]:
        """Every settlement in the order they were booked, with its postings (account, fen, prior-year fen); read as they are asked for."""

    def drawn(self) -> Iterator[tuple[Grant, str, Money]]:
        """What each grant has paid in each year, those that were revoked too; read as they are asked for."""

    def chain_head(self) -> ChainHead: ...
    def entries(self) -> Iterator[BookedEntry]:
        """Every entry that moves money, opening balances too, in the order they were booked; read as they are asked for."""

    def account_total(self, prefix: str) -> Money:
        """The sum of all postings to the accounts whose names begin so."""

    # time, and movements

    def clock_shift(self) -> int:
        """Seconds by which the simulator's clock runs ahead of the machine's."""

    def last_month_begun(self) -> str | None:
        """As "2026-01"; None before the books' first day."""

    def next_return(self) -> datetime | None:
        """When the first of the waiting transfers goes back."""

    def not_prior_year(self) -> Mapping[str, Money]:
        """By person: the current-year part of each personal account that has one."""

    def wallet(self, person: str) -> Money | None:
        """None for somebody who never accepted a transfer."""

    def wallets(self) -> Mapping[str, Money]: ...
    def account_balance(self, account: str) -> Money:
        """The sum of all postings to one account."""

    def transfer(self, transfer: str) -> Transfer | None: ...
    def transfers_waiting(self, *, due: datetime | None = None) -> Sequence[Transfer]:
        """In the order they were sent; with `due`, those that go back by then, in the order they do."""

    def transfers_sent(self, sender: str, day: str) -> int:
        """How many a person sent on a day, whatever became of them."""

    def movement(self, movement: str) -> Movement | None: ...
    def movements(self) -> Iterator[KeptMovement]:
        """All of them, in the order they were booked."""

    def transfer_rows(self) -> Mapping[str, tuple[object, ...]]:
        """The projection of transfers by id: sender, recipient, day, due, ended."""

    def check(self) -> Sequence[str]:
        """Every invariant that the database can judge by itself; one sentence in English a breach."""


class Writing(Reading, TillRowsAdded, PrivateRowsAdded, VisitRowsAdded, ClosingRowsAdded, Protocol):
    """A transaction that may add to the books. Nothing in them is ever changed or deleted."""

    def lock(self, people: Iterable[str]) -> None: ...
    def lock_purses_of(self, holder: str) -> None: ...
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
    def order_grants(self, grants: Iterable[Grant], at: datetime) -> None:
        """Give each its place, from 1; whatever was set before no longer counts."""

    def add_credential(self, credential: IssuedCredential) -> None: ...
    def use_credential(self, code_hash: bytes, settlement: str) -> None: ...
    def next_settlement_id(self, day: date) -> str: ...
    def post(self, settlement: Settlement, entry: Entry, *, content: bytes | None) -> None:
        """Book it: the record, its postings, the balances and counters they move, the trace codes of its packs.

        Raises BooksError `would-go-below-zero` if a guarded one would, `trace-code-oversold` if more than a pack would be sold.
        """

    def advance_clock(self, seconds: int, at: datetime) -> None:
        """From now on the clock runs so far ahead; only ever further."""

    def begin_month(self, month: str, at: datetime) -> None: ...
    def record(self, movement: Movement) -> None:
        """Book a movement, once an occasion. Raises BooksError `would-go-below-zero`."""


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
