"""SQLite: the statements for money events that are no settlements, and for time."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from engine.ledger.accounts import wallet
from engine.ledger.body import decode, encode
from engine.ledger.booking_movements import movement_entry
from engine.ledger.cells import Cell, as_bytes, as_money
from engine.ledger.entry import Entry
from engine.ledger.store import KeptMovement
from engine.model.movement import MoneyEvent, Movement, Transfer
from engine.money import Money

#: Eight digits of the day, then the entry's own number, which SQLite keeps in 64 bits.
_LONGEST = 26
#: Neither a settlement nor an opening balance, nor a private sale, which has columns of its own kind.
_MOVED = "settlement IS NULL AND event NOT IN ('opening', 'private-sale', 'private-refund', 'private-reversal')"
_TRANSFER = "SELECT e.body, t.ended FROM transfer AS t JOIN entry AS e ON e.occasion = 'wallet-sent ' || t.id WHERE "


def entry_number(number: str) -> int | None:
    """The entry that a movement or a private sale is numbered after; None for what is no such number."""
    own = number[8:]
    return int(own) if own.isascii() and own.isdigit() and len(number) <= _LONGEST else None


class MovementReading(ABC):
    """The part of `engine.ledger.store.Reading` that is about movements and time."""

    @abstractmethod
    def _rows(self, sql: str, *values: Cell) -> Iterator[tuple[Cell, ...]]: ...

    @abstractmethod
    def _row(self, sql: str, *values: Cell) -> tuple[Cell, ...] | None: ...

    def clock_shift(self) -> int:
        row = self._row("SELECT seconds FROM clock_shift ORDER BY id DESC LIMIT 1")
        return 0 if row is None else int(str(row[0]))

    def last_month_begun(self) -> str | None:
        row = self._row("SELECT max(month) FROM month_begun")
        return None if row is None or row[0] is None else str(row[0])

    def next_return(self) -> datetime | None:
        row = self._row("SELECT min(due) FROM transfer WHERE ended IS NULL")
        return None if row is None or row[0] is None else datetime.fromisoformat(str(row[0]))

    def not_prior_year(self) -> Mapping[str, Money]:
        sql = (
            "SELECT substr(name, 10), balance - prior_year FROM account"
            " WHERE guarded = 1 AND prior_year < balance AND substr(name, 1, 9) = 'personal:' ORDER BY id"
        )
        return {str(person): as_money(part) for person, part in self._rows(sql)}

    def wallet(self, person: str) -> Money | None:
        row = self._row("SELECT balance FROM account WHERE name = ?", wallet(person))
        return None if row is None else as_money(row[0])

    def wallets(self) -> Mapping[str, Money]:
        rows = self._rows("SELECT substr(name, 8), balance FROM account WHERE guarded = 1 AND substr(name, 1, 7) = 'wallet:' ORDER BY id")
        return {str(person): as_money(balance) for person, balance in rows}

    def account_balance(self, account: str) -> Money:
        row = self._row(
            "SELECT coalesce(sum(p.amount), 0) FROM account AS a JOIN posting AS p ON p.account = a.id WHERE a.name = ?", account
        )
        return as_money(row[0] if row else 0)

    def transfer(self, transfer: str) -> Transfer | None:
        return next(self._transfers("t.id = ?", transfer), None)

    def transfers_waiting(self, *, due: datetime | None = None) -> Sequence[Transfer]:
        if due is None:
            return list(self._transfers("t.ended IS NULL ORDER BY e.id"))
        return list(self._transfers("t.ended IS NULL AND t.due <= ? ORDER BY t.due, e.id", due.isoformat()))

    def _transfers(self, where: str, *values: Cell) -> Iterator[Transfer]:
        for body, ended in self._rows(_TRANSFER + where, *values):
            yield Transfer(sent=decode(as_bytes(body), Movement), ended=None if ended is None else str(ended))

    def transfers_sent(self, sender: str, day: str) -> int:
        row = self._row("SELECT count(*) FROM transfer WHERE sender = ? AND day = ?", sender, day)
        return int(str(row[0])) if row else 0

    def movement(self, movement: str) -> Movement | None:
        entry = entry_number(movement)
        if entry is None:
            return None
        row = self._row(f"SELECT body FROM entry WHERE id = ? AND {_MOVED}", entry)  # noqa: S608 - our own words
        found = None if row is None else decode(as_bytes(row[0]), Movement)
        return found if found is not None and found.id == movement else None

    def movements(self) -> Iterator[KeptMovement]:
        postings: dict[Cell, list[tuple[str, int, int]]] = {}
        select = "SELECT e.id, a.name, p.amount, p.prior_year FROM entry AS e JOIN posting AS p ON p.entry = e.id JOIN account AS a"
        sql = f"{select} ON a.id = p.account WHERE {_MOVED}"
        for entry, account, amount, prior_year in self._rows(sql):
            postings.setdefault(entry, []).append((str(account), as_money(amount).fen, as_money(prior_year).fen))
        columns = f"SELECT id, event, holder, at, occasion, body FROM entry WHERE {_MOVED} ORDER BY id"  # noqa: S608
        for entry, *told, body in self._rows(columns):
            yield KeptMovement(
                entry=int(str(entry)),
                columns=tuple(told),
                postings=tuple(sorted(postings.get(entry, ()))),
                movement=decode(as_bytes(body), Movement),
            )

    def transfer_rows(self) -> Mapping[str, tuple[object, ...]]:
        rows = self._rows("SELECT id, sender, recipient, day, due, ended FROM transfer")
        return {str(number): tuple(columns) for number, *columns in rows}


class MovementWriting(MovementReading):
    """The part of `engine.ledger.store.Writing` that is about movements and time."""

    @abstractmethod
    def _run(self, sql: str, *values: Cell) -> None: ...

    @abstractmethod
    def _enter(self, columns: tuple[Cell, ...], entry: Entry, occasion: str | None = None) -> None: ...

    def advance_clock(self, seconds: int, at: datetime) -> None:
        self._run("INSERT INTO clock_shift (seconds, at) VALUES (?, ?)", seconds, at.isoformat())

    def begin_month(self, month: str, at: datetime) -> None:
        self._run("INSERT INTO month_begun (month, at) VALUES (?, ?)", month, at.isoformat())

    def record(self, movement: Movement) -> None:
        if movement.event is MoneyEvent.WALLET_ACCEPTED and self.wallet(movement.holder) is None:
            self._run("INSERT INTO account (name, guarded) VALUES (?, 1)", wallet(movement.holder))
        columns = (movement.event.value, movement.at.isoformat(), None, None, None, movement.holder, None, encode(movement))
        self._enter(columns, movement_entry(movement), movement.occasion)
        if movement.due is not None:
            self._run(
                "INSERT INTO transfer (id, sender, recipient, day, due) VALUES (?, ?, ?, ?, ?)",
                movement.id,
                movement.holder,
                movement.other,
                movement.at.date().isoformat(),
                movement.due.isoformat(),
            )
        if movement.ends:
            self._run("UPDATE transfer SET ended = ? WHERE id = ?", movement.id, movement.ends)
