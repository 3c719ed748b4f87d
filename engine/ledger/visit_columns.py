"""How a visit's event lies in its row: under which kind, and what stands beside the body so that it can be looked up by."""

from dataclasses import dataclass
from datetime import datetime

from msgspec import ValidationError, convert

from engine.ledger.body import decode
from engine.ledger.cells import Cell, as_bytes
from engine.model.visit import Registration
from engine.model.visit_event import (
    BroughtBack,
    CalledOff,
    HandedOut,
    Ordered,
    Reduced,
    Registered,
    Settled,
    Undone,
    VisitEvent,
    VisitRow,
)

KINDS: dict[str, type[VisitEvent]] = {
    "registered": Registered,
    "ordered": Ordered,
    "settled": Settled,
    "reduced": Reduced,
    "handed-out": HandedOut,
    "brought-back": BroughtBack,
    "undone": Undone,
    "called-off": CalledOff,
}
_NAMES = {shape: kind for kind, shape in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVisit:
    """A visit as the books keep it: its rows, and what the columns of each say beside its body (`engine.ledger.sqlite_visits.COLUMNS`)."""

    rows: tuple[VisitRow, ...]
    columns: tuple[tuple[object, ...], ...]


def columns_of(event: VisitEvent, registration: Registration) -> tuple[str | None, ...]:
    """In the order of `engine.ledger.sqlite_visits.COLUMNS`; `registration` is that of the visit."""
    match event:
        case Registered():
            settlement, key = event.registration.settlement, event.registration.key
        case Settled() | Reduced() | Undone() | CalledOff():
            settlement, key = event.settlement, None
        case _:
            settlement, key = None, None
    day = registration.at.date().isoformat()
    return _NAMES[type(event)], day, registration.institution, registration.person, registration.department, settlement, key


def row_of(visit: Cell, kind: Cell, at: Cell, body: Cell) -> VisitRow:
    """Raises msgspec.ValidationError or DecodeError when the cells are none."""
    if kind not in KINDS:
        msg = f"a visit's event is of no kind that is known: {kind!s:.40}"
        raise ValidationError(msg)
    return VisitRow(visit=str(visit), at=convert(at, datetime), event=decode(as_bytes(body), KINDS[str(kind)]))
