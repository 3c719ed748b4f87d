"""SQLite: visits to a hospital, an event a row."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

import apsw
from msgspec import ValidationError, convert

from engine.ledger.body import decode, encode
from engine.ledger.cells import Cell, as_bytes
from engine.ledger.store_visits import KeptVisit
from engine.ledger.visit_columns import COLUMNS, KINDS, columns_of
from engine.model.visit import Registration
from engine.model.visit_event import VisitRow


class VisitReading:
    """Mixed into `SqliteReading`."""

    _execute: Callable[..., apsw.Cursor]

    def visit_rows(self, visit: str) -> Sequence[VisitRow]:
        rows = self._execute("SELECT visit, kind, at, body FROM visit_event WHERE visit = ? ORDER BY id", (visit,))
        return [_row(*row) for row in rows]

    def visits_at(self, institution: str, *, person: str | None, newest: int) -> Sequence[str]:
        rows = self._execute(
            "SELECT visit FROM visit_event WHERE kind = 'registered' AND institution = ?1 AND (?2 IS NULL OR person = ?2)"
            " ORDER BY id DESC LIMIT ?3",
            (institution, person, newest),
        )
        return [str(visit) for (visit,) in rows][::-1]

    def visit_of_settlement(self, settlement: str) -> str | None:
        return self._visit_where("SELECT visit FROM visit_event WHERE settlement = ?", settlement)

    def visit_by_key(self, key: str) -> str | None:
        return self._visit_where("SELECT visit FROM visit_event WHERE key = ?", key)

    def visits_on(self, day: date) -> int:
        return self._how_many("SELECT count(*) FROM visit_event WHERE kind = 'registered' AND day = ?", day.isoformat())

    def queue(self, institution: str, department: str, day: date) -> int:
        sql = "SELECT count(*) FROM visit_event WHERE kind = 'registered' AND institution = ? AND department = ? AND day = ?"
        return self._how_many(sql, institution, department, day.isoformat())

    def all_visits(self) -> Iterator[KeptVisit]:
        rows = self._execute(f"SELECT visit, kind, at, body, {COLUMNS} FROM visit_event ORDER BY visit, id")  # noqa: S608 - our own names
        for _, of_one in groupby(rows, key=lambda row: row[0]):
            whole = list(of_one)
            yield KeptVisit(rows=tuple(_row(*row[:4]) for row in whole), columns=tuple(tuple(row[4:]) for row in whole))

    def _visit_where(self, sql: str, value: str) -> str | None:
        row = self._execute(sql, (value,)).fetchone()
        return None if row is None else str(row[0])

    def _how_many(self, sql: str, *values: str) -> int:
        return sum(int(str(count)) for (count,) in self._execute(sql, values))


class VisitWriting:
    """Mixed into `SqliteWriting`."""

    _execute: Callable[..., apsw.Cursor]

    def add_visit_row(self, row: VisitRow, registration: Registration) -> None:
        values = (row.visit, row.at.isoformat(), encode(row.event), *columns_of(row.event, registration))
        names = f"visit, at, body, {COLUMNS}"
        self._execute(f"INSERT INTO visit_event ({names}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - our own names


def _row(visit: Cell, kind: Cell, at: Cell, body: Cell) -> VisitRow:
    if kind not in KINDS:
        msg = f"a visit's event is of no kind that is known: {kind!s:.40}"
        raise ValidationError(msg)
    return VisitRow(visit=str(visit), at=convert(at, datetime), event=decode(as_bytes(body), KINDS[str(kind)]))
