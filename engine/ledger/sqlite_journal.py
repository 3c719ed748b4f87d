"""SQLite: the journal, and looking for records, newest first.

No index of its own: each would be a page more to write at every sale (decision 0006). A number and a day are found by the
settlement's; for the rest the statement walks back from the newest, and not farther than `REACH` entries in one go.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.ledger.body import decode
from engine.ledger.sqlite_movements import entry_number
from engine.model.codes import Event
from engine.model.private import PrivateEvent, PrivateSale
from engine.model.settlement import Settlement
from engine.model.sought import Found, Named, Page, Sought

REACH = 20_000
_WHOLE = 14
_TEXT = "CAST({} AS TEXT)"
_LINES = f"json_each({_TEXT.format('e.body')}, '$.lines')"
_SUM = f"SELECT sum(l.value ->> '$.total') FROM {_LINES} AS l"  # noqa: S608 - our own words
_TOTAL = f"abs(coalesce(json_extract({_TEXT.format('e.body')}, '$.figures.total'), ({_SUM})))"
_PRIVATE = "event IN ('private-sale', 'private-refund', 'private-reversal')"
_PRIVATELY = f"SELECT id FROM entry WHERE {_PRIVATE} AND at BETWEEN ? AND ?"  # noqa: S608 - our own words
#: By the two indexes that know a day: OR would walk through all entries.
_ON_DAY = f"e.id IN (SELECT id FROM entry WHERE settlement BETWEEN ? AND ? UNION ALL {_PRIVATELY})"  # noqa: S608 - our own words
#: A private sale is numbered after its entry, behind the day.
_NUMBER = "coalesce(e.settlement, replace(substr(e.at, 1, 10), '-', '') || printf('%06d', e.id))"
_UNDONE = f"(SELECT u.event FROM entry AS u WHERE u.undoes = {_NUMBER})"  # noqa: S608 - our own words
_NAME = f"json_extract({_TEXT.format('body')}, '$.name')"
_HOLDER = f"(SELECT {_NAME} FROM registry WHERE kind = 'person' AND id = e.holder ORDER BY seq DESC LIMIT 1)"  # noqa: S608 - our own words


@dataclass(slots=True)
class _Where:
    """Conditions and their values, in one order."""

    parts: list[str] = field(default_factory=list)
    values: list[str | int] = field(default_factory=list)

    def add(self, part: str, *values: str | int) -> None:
        self.parts.append(part)
        self.values += values


class JournalReading:
    """Mixed into `SqliteReading`."""

    _execute: Callable[..., Iterator[tuple[Any, ...]]]

    def settlements(self, *, newest: int | None = None) -> Sequence[Settlement]:
        order = "ORDER BY id" if newest is None else f"ORDER BY id DESC LIMIT {int(newest)}"
        rows = self._execute(f"SELECT body FROM entry WHERE settlement IS NOT NULL {order}")  # noqa: S608 - a number
        return [decode(body, Settlement) for (body,) in rows]

    def settlement_count(self) -> int:
        ((count,),) = self._execute("SELECT count(*) FROM entry WHERE settlement IS NOT NULL")
        return int(count)

    def find(self, sought: Sought, *, before: int | None, most: int) -> Page:
        """`engine.ledger.store_journal.JournalRows.find`."""
        if before is None:
            ((before,),) = self._execute("SELECT coalesce(max(id), 0) + 1 FROM entry")
        by_number = sought.day is not None or len(sought.number) >= _WHOLE
        lowest = 1 if by_number else max(1, before - REACH)
        where = _conditions(sought)
        where.add("e.id < ? AND e.id >= ?", before, lowest)
        rows = list(
            self._execute(
                f"SELECT e.id, e.settlement IS NOT NULL, e.body, {_HOLDER}, {_UNDONE} FROM entry AS e"  # noqa: S608 - our own words; what is asked for is bound
                f" WHERE {' AND '.join(where.parts)} ORDER BY e.id DESC LIMIT ?",
                (*where.values, most + 1),
            )
        )
        full = len(rows) > most
        found = tuple(_found(*row[1:]) for row in rows[:most])
        return Page(found=found, older=rows[most - 1][0] if full else lowest if lowest > 1 else None, reached=full or lowest == 1)


def _found(settled: int, body: bytes, holder: str | None, undone_by: str | None) -> Found:
    if not settled:
        private = decode(body, PrivateSale)
        return Found(record=private, holder="", undone_by=None if undone_by is None else PrivateEvent(undone_by))
    record = decode(body, Settlement)
    return Found(record=record, holder=holder or record.holder, undone_by=None if undone_by is None else Event(undone_by))


def _conditions(sought: Sought) -> _Where:
    where = _Where()
    where.add(f"(e.settlement IS NOT NULL OR e.{_PRIVATE})")
    if len(sought.number) >= _WHOLE:
        where.add(f"(e.settlement = ? OR (e.id = ? AND {_NUMBER} = ?))", sought.number, entry_number(sought.number) or 0, sought.number)
    elif sought.number:
        where.add(f"instr({_NUMBER}, ?) > 0", sought.number)
    if sought.day is not None:
        first, day = f"{sought.day:%Y%m%d}", sought.day.isoformat()
        where.add(_ON_DAY, first, first + ":", day, day + "U")
    if sought.events:
        events = sorted(event.value for event in sought.events)
        where.add(f"e.event IN ({_marks(len(events))})", *events)
    if sought.undone is not None:
        where.add(f"{_UNDONE} IS {'NOT ' if sought.undone else ''}NULL")
    if sought.least is not None:
        where.add(f"{_TOTAL} >= ?", sought.least.fen)
    if sought.most is not None:
        where.add(f"{_TOTAL} <= ?", sought.most.fen)
    for named in sought.named:
        _add_named(where, named)
    return where


def _add_named(where: _Where, named: Named) -> None:
    people = f"SELECT id FROM registry WHERE kind = 'person' AND {_NAME} LIKE ? ESCAPE '\\'"  # noqa: S608 - our own words
    sold = f"SELECT 1 FROM {_LINES} AS l WHERE l.value ->> '$.code' IN ({_marks(len(named.items))})"  # noqa: S608 - our own words
    pattern = "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in named.holder).replace("*", "%")
    held = f"(e.settlement IS NOT NULL AND e.holder IN ({people}))"
    parts = ([held] if named.holder else []) + ([f"EXISTS ({sold})"] if named.items else [])
    where.add(f"({' OR '.join(parts) or '0'})", *([f"%{pattern}%"] if named.holder else []), *sorted(named.items))


def _marks(count: int) -> str:
    return ", ".join("?" * count)
