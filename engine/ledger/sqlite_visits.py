"""SQLite: visits to a hospital, an event a row. What reads the events is imported with the first of them: a pharmacy has none."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from engine.ledger.body import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    import apsw

    from engine.ledger.visit_columns import KeptVisit
    from engine.model.visit import Registration
    from engine.model.visit_event import VisitRow

COLUMNS = "kind, day, institution, person, department, settlement, key"


class VisitReading:
    """Mixed into `SqliteReading`."""

    _execute: Callable[..., apsw.Cursor]

    def visit_rows(self, visit: str) -> Sequence[VisitRow]:
        from engine.ledger.visit_columns import row_of

        rows = self._execute("SELECT visit, kind, at, body FROM visit_event WHERE visit = ? ORDER BY id", (visit,))
        return [row_of(*row) for row in rows]

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
        from engine.ledger.visit_columns import KeptVisit, row_of

        rows = self._execute(f"SELECT visit, kind, at, body, {COLUMNS} FROM visit_event ORDER BY visit, id")  # noqa: S608 - our own names
        for _, of_one in groupby(rows, key=lambda row: row[0]):
            whole = list(of_one)
            yield KeptVisit(rows=tuple(row_of(*row[:4]) for row in whole), columns=tuple(tuple(row[4:]) for row in whole))

    def _visit_where(self, sql: str, value: str) -> str | None:
        row = self._execute(sql, (value,)).fetchone()
        return None if row is None else str(row[0])

    def _how_many(self, sql: str, *values: str) -> int:
        return sum(int(str(count)) for (count,) in self._execute(sql, values))


class VisitWriting:
    """Mixed into `SqliteWriting`."""

    _execute: Callable[..., apsw.Cursor]

    def add_visit_row(self, row: VisitRow, registration: Registration) -> None:
        from engine.ledger.visit_columns import columns_of

        values = (row.visit, row.at.isoformat(), encode(row.event), *columns_of(row.event, registration))
        names = f"visit, at, body, {COLUMNS}"
        self._execute(f"INSERT INTO visit_event ({names}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - our own names
