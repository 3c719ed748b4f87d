"""How a visit's event lies in its row: under which kind, and what stands beside the body so that it can be looked up by."""

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
COLUMNS = "kind, day, institution, person, department, settlement, key"
_NAMES = {shape: kind for kind, shape in KINDS.items()}


def columns_of(event: VisitEvent, registration: Registration) -> tuple[str | None, ...]:
    """In the order of `COLUMNS`; `registration` is that of the visit."""
    match event:
        case Registered():
            settlement, key = event.registration.settlement, event.registration.key
        case Settled() | Reduced() | Undone() | CalledOff():
            settlement, key = event.settlement, None
        case _:
            settlement, key = None, None
    day = registration.at.date().isoformat()
    return _NAMES[type(event)], day, registration.institution, registration.person, registration.department, settlement, key
