"""Every invariant of the books, by the database and by the accountant's page."""

from collections.abc import Iterator

from engine.ledger.booking import entry_of
from engine.ledger.store import Reading
from engine.model.codes import Event
from engine.model.settlement import Settlement
from engine.money import total
from engine.service.context import Context


def check_books(context: Context) -> list[str]:
    """One English sentence a breach; empty when the books balance."""
    with context.books.read() as books:
        return [*books.check(), *_records(books)]


def _records(books: Reading) -> Iterator[str]:
    by_id = {settlement.id: settlement for settlement in books.settlements()}
    postings = books.postings()
    for settlement in by_id.values():
        if sorted(_plain(settlement)) != sorted(postings.get(settlement.id, [])):
            yield f"settlement {settlement.id}: its postings are not those of its figures"
        if total(draw.amount for draw in settlement.draws) != settlement.figures.mutual_aid:
            yield f"settlement {settlement.id}: draws do not add up to its mutual aid"
        if settlement.event in {Event.REFUND, Event.REVERSAL} and not _mirrors(settlement, by_id.get(settlement.undoes or "")):
            yield f"settlement {settlement.id}: not the mirror of {settlement.undoes}"
        yield from _limits(books, settlement)


def _plain(settlement: Settlement) -> list[tuple[str, int, int]]:
    return [(posting.account, posting.amount.fen, posting.prior_year.fen) for posting in entry_of(settlement).postings]


def _mirrors(undo: Settlement, original: Settlement | None) -> bool:
    if original is None:
        return False
    return undo.figures == original.figures.negated() and undo.draws == tuple(draw.negated() for draw in original.draws)


def _limits(books: Reading, settlement: Settlement) -> Iterator[str]:
    limits = {grant.id: grant.limit for grant in books.grants_to(settlement.holder)}
    for draw in settlement.draws:
        limit = limits.get(draw.grant)
        if limit is not None and books.grant_used(draw.grant, draw.year) > limit:
            yield f"grant {draw.grant} of {draw.authoriser}: more than its limit {limit} was drawn in {draw.year}"
