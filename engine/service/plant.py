"""Differences for training: which rows make one in a till's record, and which take them back. The bureau's books are never touched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from engine.errors import Refusal, RefusalCode
from engine.model.codes import Event
from engine.model.till import Note, Plant, TillEvent, TillRow, standing
from engine.money import Money
from engine.service.reconcile import twins

_FEN = Money(1)
_LATER = timedelta(minutes=1)
#: After every row there is.
_LAST = 2**62


def planted(rows: Sequence[TillRow], kind: Plant, sale: str | None, at: datetime, institution: str) -> tuple[TillRow, ...]:
    """The rows to add: one difference on the newest sale that bears it, or on the one named. Raises Refusal `nothing-to-plant`."""
    counted = standing(rows)
    for row in reversed(counted):
        note = row.note
        if note is None or note.event is not Event.SALE or row.planted is not None or sale not in {None, note.settlement}:
            continue
        if not _touched(note, rows) and _bears(note, kind, counted):
            return _made(kind, row, note, counted, at)
    raise Refusal(RefusalCode.NOTHING_TO_PLANT, kind=kind.value, institution=institution)


def mended(rows: Sequence[TillRow], at: datetime) -> tuple[TillRow, ...]:
    """Strikes of all that is planted, and of what was noted again meanwhile because its note was struck for training."""
    plants = [row for row in standing(rows) if row.planted is not None]
    strikes = [_strike(row, at, None) for row in plants]
    noted: set[str] = set()
    for row in standing([*rows, *(replace(strike, number=_LAST + place) for place, strike in enumerate(strikes))]):
        if row.note is None:
            continue
        if row.note.settlement in noted and plants and row.number > plants[0].number:
            strikes.append(_strike(row, at, None))
        noted.add(row.note.settlement)
    return tuple(strikes)


def _touched(note: Note, rows: Sequence[TillRow]) -> bool:
    """Whether a difference is planted on this sale already: a second would hide the first."""
    own = {note.settlement} | {row.note.settlement for row in rows if row.note is not None and row.note.undoes == note.settlement}
    plants = [row for row in standing(rows) if row.planted is not None]
    return any(row.settlement in own or (row.note is not None and twins(row.note, note)) for row in plants)


def _bears(note: Note, kind: Plant, counted: Sequence[TillRow]) -> bool:
    """Of two sales that look alike anyway, the one that is missing would be taken for doubled; what was undone is no double's twin."""
    notes = [row.note for row in counted if row.note is not None]
    if kind is Plant.MISSING:
        return not any(twins(other, note) for other in notes)
    return kind is not Plant.DOUBLED or all(other.undoes != note.settlement for other in notes)


def _made(kind: Plant, row: TillRow, note: Note, counted: Sequence[TillRow], at: datetime) -> tuple[TillRow, ...]:
    number = f"{row.day:%Y%m%d}T{counted[-1].number + 1:06d}"  # no settlement has such a number
    refund = next((other for other in counted if other.note is not None and other.note.undoes == note.settlement), None)
    match kind:
        case Plant.MISSING:
            return (_strike(row, at, kind),)
        case Plant.EXTRA:
            return (_noted(row, replace(note, settlement=number, key=number, basket=f"{note.basket} {number}"), at, kind),)
        case Plant.DOUBLED:
            again = note.at + _LATER if (note.at + _LATER).date() == row.day else note.at - _LATER
            return (_noted(row, replace(note, settlement=number, key=number, at=again), at, kind),)
        case Plant.FEN:
            return _strike(row, at, kind), _noted(row, replace(note, cash=note.cash + _FEN), at, kind)
        case Plant.HALF_REFUND:
            return (_noted(row, _refunded(note, number), at, kind) if refund is None else _strike(refund, at, kind),)


def _refunded(note: Note, number: str) -> Note:
    return replace(
        note,
        settlement=number,
        event=Event.REFUND,
        key=None,
        undoes=note.settlement,
        total=-note.total,
        fund=-note.fund,
        own_account=-note.own_account,
        mutual_aid=-note.mutual_aid,
        cash=-note.cash,
    )


def _strike(row: TillRow, at: datetime, kind: Plant | None) -> TillRow:
    return TillRow(
        institution=row.institution,
        day=row.day,
        kind=TillEvent.STRIKE,
        at=at,
        settlement=row.settlement,
        strikes=row.number,
        planted=kind,
    )


def _noted(row: TillRow, note: Note, at: datetime, kind: Plant) -> TillRow:
    return replace(row, number=0, at=at, settlement=note.settlement, note=note, planted=kind)
