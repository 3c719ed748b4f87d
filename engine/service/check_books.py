"""Every invariant of the books, by the database and by the accountant's page."""

from collections.abc import Iterator

from engine.errors import BooksError
from engine.ledger.booking import entry_of
from engine.ledger.store import Reading
from engine.model.codes import Care, Event
from engine.model.explanation import explained
from engine.model.settlement import Settlement
from engine.money import total
from engine.service.check_closings import closing_breaches
from engine.service.check_movements import movement_breaches
from engine.service.check_private import private_breaches
from engine.service.check_returns import ReturnCheck
from engine.service.check_traces import TraceCheck
from engine.service.check_visits import visit_breaches
from engine.service.context import Context

_PARTS = ("total", "off_catalogue", "over_limit", "first_share", "in_scope")


def check_books(context: Context) -> list[str]:
    """One English sentence a breach; empty when the books balance. What cannot be read is a breach too, never an exception.

    Settlements are read one at a time. The limits of grants are judged, those of grants that were revoked too. A ceiling of the fund is
    not: it stands in an edition, and the books keep no editions.
    """
    found: list[str] = []
    try:
        with context.books.read() as books:
            found += books.check()
            for breach in _records(books):
                found.append(breach)
            for breach in movement_breaches(books):
                found.append(breach)
            for breach in visit_breaches(books):
                found.append(breach)
            for breach in closing_breaches(books):
                found.append(breach)
    except BooksError as error:
        found.append(f"the books cannot be read further: {error}")
    return found


def _records(books: Reading) -> Iterator[str]:
    traces, returns = TraceCheck(books), ReturnCheck(books)
    for settlement, postings in books.records():
        if _booked(settlement) != sorted(postings):
            yield f"settlement {settlement.id}: its postings are not those of its figures"
        if total(draw.amount for draw in settlement.draws) != settlement.figures.mutual_aid:
            yield f"settlement {settlement.id}: draws do not add up to its mutual aid"
        if settlement.care is not Care.PREMIUM and not _adds_up(settlement):
            yield f"settlement {settlement.id}: its lines do not add up to its figures"
        if settlement.undoes is None and explained(settlement.steps) != settlement.figures.by_name():
            yield f"settlement {settlement.id}: its reasons do not add up to its figures"
        if settlement.event in {Event.REFUND, Event.REVERSAL} and not _mirrors(settlement, books.settlement(settlement.undoes or "")):
            yield f"settlement {settlement.id}: not the mirror of {settlement.undoes}"
        yield from traces.of(settlement.id, settlement.lines)
        yield from returns.of(settlement)
    yield from _limits(books)
    yield from private_breaches(books, traces)
    yield from traces.at_the_end()


def _booked(settlement: Settlement) -> list[tuple[str, int, int]] | None:
    """What its figures book; None when they cannot be booked."""
    try:
        entry = entry_of(settlement)
    except ValueError:
        return None
    return sorted((posting.account, posting.amount.fen, posting.prior_year.fen) for posting in entry.postings)


def _adds_up(settlement: Settlement) -> bool:
    figures = settlement.figures
    return all(total(getattr(line, part) for line in settlement.lines) == getattr(figures, part) for part in _PARTS)


def _mirrors(undo: Settlement, original: Settlement | None) -> bool:
    if original is None:
        return False
    return (undo.holder, undo.figures, undo.lines, undo.draws, undo.accruals, undo.wallet) == (
        original.holder,
        original.figures.negated(),
        tuple(line.negated() for line in original.lines),
        tuple(draw.negated() for draw in original.draws),
        tuple(accrual.negated() for accrual in original.accruals),
        -original.wallet,
    )


def _limits(books: Reading) -> Iterator[str]:
    for grant, year, amount in books.drawn():
        if grant.limit is not None and amount > grant.limit:
            yield f"grant {grant.id} of {grant.authoriser}: more than its limit {grant.limit} was drawn in {year}"
