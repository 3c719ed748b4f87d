"""Every invariant of the books, by the database and by the accountant's page."""

from collections.abc import Iterable, Iterator

from engine.errors import BooksError
from engine.ledger.booking import entry_of
from engine.ledger.store import Reading
from engine.model.codes import Care, Event
from engine.model.settlement import Settlement
from engine.money import total
from engine.service.check_returns import return_breaches
from engine.service.check_traces import trace_breaches
from engine.service.context import Context

_PARTS = ("total", "off_catalogue", "over_limit", "first_share", "in_scope")


def check_books(context: Context) -> list[str]:
    """One English sentence a breach; empty when the books balance. What cannot be read is a breach too, never an exception."""
    found: list[str] = []
    try:
        with context.books.read() as books:
            found += books.check()
            for breach in _records(books):
                found.append(breach)
    except BooksError as error:
        found.append(f"the books cannot be read further: {error}")
    return found


def _records(books: Reading) -> Iterator[str]:
    by_id = {settlement.id: settlement for settlement in books.settlements()}
    postings = books.postings()
    for settlement in by_id.values():
        if _booked(settlement) != sorted(postings.get(settlement.id, [])):
            yield f"settlement {settlement.id}: its postings are not those of its figures"
        if total(draw.amount for draw in settlement.draws) != settlement.figures.mutual_aid:
            yield f"settlement {settlement.id}: draws do not add up to its mutual aid"
        if settlement.care is not Care.PREMIUM and not _adds_up(settlement):
            yield f"settlement {settlement.id}: its lines do not add up to its figures"
        if settlement.event in {Event.REFUND, Event.REVERSAL} and not _mirrors(settlement, by_id.get(settlement.undoes or "")):
            yield f"settlement {settlement.id}: not the mirror of {settlement.undoes}"
    yield from _limits(books, by_id.values())
    yield from trace_breaches(books, by_id)
    yield from return_breaches(by_id)


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
    return (undo.holder, undo.figures, undo.lines, undo.draws, undo.accruals) == (
        original.holder,
        original.figures.negated(),
        tuple(line.negated() for line in original.lines),
        tuple(draw.negated() for draw in original.draws),
        tuple(accrual.negated() for accrual in original.accruals),
    )


def _limits(books: Reading, settlements: Iterable[Settlement]) -> Iterator[str]:
    drawn = {(draw.authoriser, draw.grant, draw.year) for settlement in settlements for draw in settlement.draws}
    limits = {grant.id: grant.limit for authoriser in {name for name, _, _ in drawn} for grant in books.grants_by(authoriser)}
    for authoriser, grant, year in sorted(drawn):
        limit = limits.get(grant)
        if limit is not None and books.grant_used(grant, year) > limit:
            yield f"grant {grant} of {authoriser}: more than its limit {limit} was drawn in {year}"
