"""SQLite: closings, and what falls into a span of entries or days."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import apsw

from engine.ledger.accounts import drawer
from engine.ledger.body import decode, encode
from engine.ledger.cells import Cell, as_bytes, as_money
from engine.ledger.digest import chain_link, closing_digest
from engine.ledger.sqlite_tills import TILL_ROW, TillReading
from engine.ledger.store_closings import KeptClosing
from engine.model.codes import Event
from engine.model.movement import MoneyEvent, Movement
from engine.model.settlement import Settlement
from engine.model.takings import PERSONAL, Closing, Flow
from engine.model.till import TillRow
from engine.money import Money

_PERSONAL = ", ".join(f"'{event.value}'" for event in sorted(PERSONAL))
_NOT_PRIVATE = ", ".join(f"'{event.value}'" for event in (Event.SALE, Event.REFUND, Event.REVERSAL, MoneyEvent.FLOAT, MoneyEvent.COUNT))
_SETTLEMENTS = """
    SELECT body FROM entry WHERE id > ? AND id <= ? AND settlement IS NOT NULL AND CAST(body AS TEXT) ->> '$.institution' = ? ORDER BY id"""
_CASH = """
    SELECT e.event, count(DISTINCT e.id), coalesce(sum(max(p.amount, 0)), 0), coalesce(sum(max(-p.amount, 0)), 0)
    FROM entry AS e LEFT JOIN posting AS p ON p.entry = e.id AND p.account = (SELECT id FROM account WHERE name = ?1)
    WHERE e.id > ?2 AND e.id <= ?3 AND (p.amount IS NOT NULL OR e.event = 'count' AND e.holder = ?4)
    GROUP BY e.event ORDER BY min(e.id)"""
_PEOPLE = f"""
    SELECT event, count(*), coalesce(sum(coalesce(CAST(body AS TEXT) ->> '$.amount', CAST(body AS TEXT) ->> '$.figures.total')), 0), 0
    FROM entry WHERE id > ? AND id <= ? AND event IN ({_PERSONAL}) GROUP BY event ORDER BY min(id)"""  # noqa: S608 - our own names
_PRIVATE = f"""
    SELECT substr(a.name, 8), substr(e.at, 1, 10), sum(p.amount) FROM entry AS e
    JOIN posting AS p ON p.entry = e.id JOIN account AS a ON a.id = p.account AND substr(a.name, 1, 7) = 'drawer:'
    WHERE e.event NOT IN ({_NOT_PRIVATE}) AND substr(e.at, 1, 10) BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 2, 1"""  # noqa: S608 - the same
_KEPT = "SELECT institution, number, after, upto, at, body FROM closing"


class ClosingReading(TillReading, ABC):
    """The part of `engine.ledger.store.Reading` that is about closings and reports."""

    _execute: Callable[..., apsw.Cursor]

    @abstractmethod
    def _rows(self, sql: str, *values: Cell) -> Iterator[tuple[Cell, ...]]: ...

    @abstractmethod
    def _row(self, sql: str, *values: Cell) -> tuple[Cell, ...] | None: ...

    def last_entry(self) -> int:
        row = self._row("SELECT coalesce(max(id), 0) FROM entry")
        return 0 if row is None else int(str(row[0]))

    def closing(self, institution: str, number: int | None = None) -> Closing | None:
        sql = "SELECT body FROM closing WHERE institution = ?1 AND (?2 IS NULL OR number = ?2) ORDER BY number DESC LIMIT 1"
        row = self._row(sql, institution, number)
        return None if row is None else decode(as_bytes(row[0]), Closing)

    def closings(self) -> Iterator[KeptClosing]:
        for *columns, body in self._rows(f"{_KEPT} ORDER BY id"):
            yield KeptClosing(columns=tuple(columns), closing=decode(as_bytes(body), Closing))

    def settlements_in(self, institution: str, after: int, upto: int) -> Iterator[Settlement]:
        for (body,) in self._rows(_SETTLEMENTS, after, upto, institution):
            yield decode(as_bytes(body), Settlement)

    def cash_in(self, institution: str, after: int, upto: int) -> Sequence[Flow]:
        return self._flows(_CASH, drawer(institution), after, upto, institution)

    def last_count(self, institution: str, after: int, upto: int) -> Movement | None:
        sql = "SELECT body FROM entry WHERE id > ? AND id <= ? AND event = 'count' AND holder = ? ORDER BY id DESC LIMIT 1"
        row = self._row(sql, after, upto, institution)
        return None if row is None else decode(as_bytes(row[0]), Movement)

    def personal_in(self, after: int, upto: int) -> Sequence[Flow]:
        return self._flows(_PEOPLE, after, upto)

    def _flows(self, sql: str, *values: Cell) -> Sequence[Flow]:
        return [
            Flow(event=str(event), count=int(str(count)), came=as_money(came), went=as_money(went))
            for event, count, came, went in self._rows(sql, *values)
        ]

    def notes_between(self, institution: str, first: str, last: str) -> Sequence[TillRow]:
        return list(self._till(f"{TILL_ROW} institution = ? AND settlement BETWEEN ? AND ? ORDER BY id", institution, first, last))

    def settlements_between(self, first: date, last: date) -> Iterator[Settlement]:
        sql = "SELECT body FROM entry WHERE settlement BETWEEN ? AND ? ORDER BY id"
        for (body,) in self._rows(sql, f"{first:%Y%m%d}", f"{last:%Y%m%d}:"):
            yield decode(as_bytes(body), Settlement)

    def private_cash_between(self, first: date, last: date) -> Iterator[tuple[str, date, Money]]:
        for place, day, amount in self._rows(_PRIVATE, first.isoformat(), last.isoformat()):
            yield str(place), date.fromisoformat(str(day)), as_money(amount)


class ClosingWriting(ClosingReading):
    """The part of `engine.ledger.store.Writing` that is about closings."""

    @abstractmethod
    def _run(self, sql: str, *values: Cell) -> None: ...

    def add_closing(self, closing: Closing) -> None:
        takings = closing.takings
        columns = (closing.institution, closing.number, takings.after, takings.upto, closing.at.isoformat(), encode(closing))
        before = self._row("SELECT chain FROM closing ORDER BY id DESC LIMIT 1")
        sealed = self._row("SELECT chain FROM entry WHERE id = ?", takings.upto)
        digest = closing_digest(columns, sealed)
        chain = chain_link(None if before is None else before[0], digest)
        names = "institution, number, after, upto, at, body, digest, chain"
        self._run(f"INSERT INTO closing ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *columns, digest, chain)  # noqa: S608 - our own names
