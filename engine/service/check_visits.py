"""Visits and settlements agree: each visit followed its rules, and each settlement that it rests on is its own and stands."""

from collections.abc import Iterator
from decimal import Decimal

from engine.errors import Refusal
from engine.ledger.store import Reading
from engine.ledger.visit_columns import KeptVisit, columns_of
from engine.model.codes import Event, Kind
from engine.model.settlement import Settlement
from engine.model.visit import Cancelled, Handed, Paid, Registration, Visit
from engine.model.visit_event import CalledOff, Reduced, Registered, Settled, Undone, VisitRow
from engine.service.visit_rules import after


def visit_breaches(books: Reading) -> Iterator[str]:
    """One English sentence a breach."""
    for kept in books.all_visits():
        number, first = kept.rows[0].visit, kept.rows[0].event
        visit = _replayed(kept.rows)
        if visit is None or not isinstance(first, Registered) or first.registration.visit != number:
            yield f"visit {number}: what happened to it cannot have happened so"
            continue
        yield from (f"visit {number}: {wrong}" for wrong in _wrong(books, kept, visit))


def _replayed(rows: tuple[VisitRow, ...]) -> Visit | None:
    visit: Visit | None = None
    try:
        for row in rows:
            visit = after(visit, row.event)
    except (Refusal, ValueError, ArithmeticError):
        return None
    return visit


def _wrong(books: Reading, kept: KeptVisit, visit: Visit) -> Iterator[str]:
    registration = visit.registration
    place = books.institution(registration.institution)
    if place is None or place.kind is not Kind.HOSPITAL or books.person(registration.person) is None:
        yield "its patient is not there, or its place is no hospital"
    if any(columns != columns_of(row.event, registration) for row, columns in zip(kept.rows, kept.columns, strict=True)):
        yield "its columns are not those of its events"
    if registration.settlement is not None and not _charged(books, registration):
        yield f"settlement {registration.settlement} is not that of its fee"
    yield from _settlements(books, kept.rows, registration)
    fee = registration.settlement if not isinstance(visit, Cancelled) else None
    for number in (fee, visit.settlement if isinstance(visit, Paid) else None):
        if number is not None and books.undone_by(number) is not None:
            yield f"settlement {number}, which it rests on, was undone"


def _settlements(books: Reading, rows: tuple[VisitRow, ...], registration: Registration) -> Iterator[str]:
    now: str | None = None
    for row in rows:
        event = row.event
        if isinstance(event, Settled | Reduced):
            before, now = now, event.settlement
            if not _is(books, now, registration, event.lines, replaces=before):
                yield f"settlement {now} is not that of its bill"
        elif isinstance(event, Undone | CalledOff):
            rested = now if isinstance(event, Undone) else registration.settlement
            if (event.settlement or rested) and not _undid(books, event.settlement, rested):
                yield f"settlement {event.settlement} does not undo {rested}"
            now = None


def _charged(books: Reading, registration: Registration) -> bool:
    paid = books.settlement(registration.settlement or "")
    return (
        paid is not None
        and paid.event is Event.SALE
        and (paid.holder, paid.institution, paid.key) == (registration.person, registration.institution, registration.key)
        and [line.code for line in paid.lines] == [registration.fee]
    )


def _is(books: Reading, number: str, registration: Registration, lines: tuple[Handed, ...], *, replaces: str | None) -> bool:
    paid = books.settlement(number)
    return (
        paid is not None
        and paid.event is Event.SALE
        and (paid.holder, paid.institution, paid.replaces) == (registration.person, registration.institution, replaces)
        and _sold(paid) == sorted((line.item, line.quantity, line.trace) for line in lines)
    )


def _sold(paid: Settlement) -> list[tuple[str, Decimal, tuple[str, ...]]]:
    return sorted((line.code, line.quantity, line.trace) for line in paid.lines)


def _undid(books: Reading, undo: str | None, original: str | None) -> bool:
    record = None if undo is None else books.settlement(undo)
    return record is not None and record.undoes == original
