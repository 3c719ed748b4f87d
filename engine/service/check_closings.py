"""Every closing says what its entries say, and takes up where the one before it ended."""

from collections.abc import Iterator
from dataclasses import replace

from engine.ledger.store import Reading
from engine.model.private import PrivateEvent
from engine.model.takings import Closing, Takings
from engine.money import total
from engine.service.closings import takings_in


def closing_breaches(books: Reading) -> Iterator[str]:
    """One English sentence a breach. Who noted what is the till's record and no part of the books: only its sums are judged."""
    last: dict[str, Closing] = {}
    known = {institution.id for institution in books.institutions()}
    for kept in books.closings():
        closing, place = kept.closing, kept.closing.institution
        name, before, takings = f"closing Z{closing.number} of {place}", last.get(place), closing.takings
        if kept.columns != (place, closing.number, takings.after, takings.upto, closing.at.isoformat()) or takings.institution != place:
            yield f"{name}: its columns are not those of its record"
        if place not in known:
            yield f"{name}: the institution is not there"
        if closing.number != (1 if before is None else before.number + 1):
            yield f"{name}: its number is not the next one"
        if takings != _from_entries(books, takings, before):
            yield f"{name}: its figures are not those of its entries"
        if not _adds_up(takings):
            yield f"{name}: what its operators took does not add up to its sum"
        last[place] = closing


def _from_entries(books: Reading, takings: Takings, before: Closing | None) -> Takings:
    return replace(takings_in(books, takings.institution, before, takings.upto), operators=takings.operators)


def _adds_up(takings: Takings) -> bool:
    """Closings that were kept before private sales were told by operator count the settlements alone."""
    shares, net = takings.operators, takings.net
    private = [flow for flow in takings.private if flow.event in set(PrivateEvent)]
    cash = total(flow.net for flow in private)
    told = (sum(share.count for share in shares), total(share.total for share in shares), total(share.cash for share in shares))
    whole = (net.count + sum(flow.count for flow in private), net.total + cash, net.cash + cash)
    return told in {whole, (net.count, net.total, net.cash)}
