"""SQLite: what an institution keeps beside the settlements - its tills' records, and visits - and the bureau's settlements of one day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import apsw

from engine.ledger.body import built, decode, encode
from engine.ledger.sqlite_visits import VisitReading, VisitWriting
from engine.model.settlement import Settlement
from engine.model.till import Note, TillEvent, TillRow

_COLUMNS = "id, institution, day, kind, at, sign_no, operator, settlement, strikes, planted, body"
TILL_ROW = f"SELECT {_COLUMNS} FROM till_record WHERE"  # noqa: S608 - our own names


class TillReading(VisitReading):
    """Mixed into `SqliteReading`."""

    _execute: Callable[..., apsw.Cursor]

    def settlements_on(self, day: date) -> Sequence[Settlement]:
        """A settlement's number begins with its day, which its index finds."""
        number = f"{day:%Y%m%d}"
        rows = self._execute("SELECT body FROM entry WHERE settlement BETWEEN ? AND ? ORDER BY id", (number, number + ":"))
        return [decode(bytes(body), Settlement) for (body,) in rows]

    def till_rows(self, institution: str, day: date) -> Sequence[TillRow]:
        return list(self._till(f"{TILL_ROW} institution = ? AND day = ? ORDER BY id", institution, day.isoformat()))

    def till_rows_of(self, institution: str, settlement: str) -> Sequence[TillRow]:
        return list(self._till(f"{TILL_ROW} institution = ? AND settlement = ? ORDER BY id", institution, settlement))

    def till_session(self, institution: str) -> TillRow | None:
        sql = f"{TILL_ROW} institution = ? AND kind IN ('sign-in', 'sign-out') ORDER BY id DESC LIMIT 1"
        newest = next(self._till(sql, institution), None)
        return newest if newest is not None and newest.kind is TillEvent.SIGN_IN else None

    def _till(self, sql: str, *values: str) -> Iterator[TillRow]:
        for number, institution, day, kind, at, sign_no, operator, settlement, strikes, planted, body in self._execute(sql, values):
            row = built(
                TillRow,
                number=number,
                institution=institution,
                day=day,
                kind=kind,
                at=at,
                sign_no=sign_no,
                operator=operator,
                settlement=settlement,
                strikes=strikes,
                planted=planted,
            )
            yield row if body is None else replace(row, note=decode(bytes(body), Note))


class TillWriting(VisitWriting):
    """Mixed into `SqliteWriting`."""

    _execute: Callable[..., apsw.Cursor]

    def add_till_row(self, row: TillRow) -> None:
        values = (
            row.institution,
            row.day.isoformat(),
            row.kind.value,
            row.at.isoformat(),
            row.sign_no,
            row.operator,
            row.settlement,
            row.strikes,
            None if row.planted is None else row.planted.value,
            None if row.note is None else encode(row.note),
        )
        names = _COLUMNS.removeprefix("id, ")
        self._execute(f"INSERT INTO till_record ({names}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - our own names
