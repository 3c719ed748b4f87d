"""A visit as the books have it, and the next row of one, also when its settlement was undone or reduced."""

from datetime import datetime

from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Reading, Writing
from engine.model.settlement import Settlement
from engine.model.visit import Handed, Registration, Visit
from engine.model.visit_event import CalledOff, Reduced, Undone, VisitEvent, VisitRow
from engine.service.visit_rules import after


def visit_of(books: Reading, number: str) -> Visit:
    """What its rows add up to. Raises Refusal `unknown-visit`."""
    visit: Visit | None = None
    for row in books.visit_rows(number):
        visit = after(visit, row.event)
    if visit is None:
        raise Refusal(RefusalCode.UNKNOWN_VISIT, visit=number[:80])
    return visit


def add(books: Writing, visit: Visit, event: VisitEvent, at: datetime) -> Visit:
    """The visit with one more event, which is in the books. Raises Refusal where it does not fit."""
    then = after(visit, event)
    registration: Registration = visit.registration
    books.add_visit_row(VisitRow(visit=registration.visit, at=at, event=event), registration)
    return then


def handed(settlement: Settlement) -> tuple[Handed, ...]:
    """The lines of a settlement as a visit keeps them."""
    return tuple(Handed(item=line.code, quantity=line.quantity, trace=line.trace) for line in settlement.lines)


def go_with(  # noqa: PLR0917 - all of them plain
    books: Writing, number: str, original: Settlement, undo: Settlement, remaining: Settlement | None, at: datetime
) -> None:
    """As `engine.service.visit_follows.follow`, for the visit of this number."""
    visit = visit_of(books, number)
    add(books, visit, _what_follows(visit, original, undo, remaining), at)


def _what_follows(visit: Visit, original: Settlement, undo: Settlement, remaining: Settlement | None) -> VisitEvent:
    if visit.registration.settlement != original.id:
        return Undone(settlement=undo.id) if remaining is None else Reduced(settlement=remaining.id, lines=handed(remaining))
    if remaining is not None:
        raise Refusal(RefusalCode.REGISTRATION_WHOLE, visit=visit.registration.visit)
    return CalledOff(settlement=undo.id)
