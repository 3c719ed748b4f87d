"""What is booked of a private sale, inside a transaction that the caller holds: alone, or beside a settlement that is booked in it too.

So the two stand in the books together or not at all, whatever is lost or killed on the way (docs/decisions/0009).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Reading, Writing
from engine.model.bill import Line
from engine.model.private import PrivateBack, PrivateEvent, PrivateLine, PrivateSale, private_lines
from engine.model.returned import Returned
from engine.model.settlement import Settlement
from engine.money import Money
from engine.service.remains import Rest, private_remains

_ALREADY = {PrivateEvent.REFUND: RefusalCode.ALREADY_REFUNDED, PrivateEvent.REVERSAL: RefusalCode.ALREADY_REVERSED}


def book_sale(
    books: Writing,
    institution: str,
    lines: Sequence[Line],
    *,
    at: datetime,
    operator: str = "",
    key: str | None = None,
    content: bytes | None = None,
    beside: str | None = None,
) -> PrivateSale:
    """Lines that were judged. Without an `operator`, by whoever is signed in at the institution."""
    session = None if operator else books.till_session(institution)
    record = PrivateSale(
        id=books.next_settlement_id(at.date()),
        event=PrivateEvent.SALE,
        at=at,
        institution=institution,
        lines=private_lines(lines),
        operator=operator or str(session.operator if session else ""),
        key=key,
        beside=beside,
    )
    books.post_private(record, content=content)
    return record


def book_undoing(
    books: Writing,
    sale: PrivateSale,
    event: PrivateEvent,
    *,
    at: datetime,
    beside: str | None = None,
    key: str | None = None,
    content: bytes | None = None,
) -> PrivateSale:
    """The mirror of a sale. Raises Refusal `already-refunded`, `already-reversed`."""
    refuse_undone(books, sale)
    session = books.till_session(sale.institution)
    record = replace(
        sale,
        id=books.next_settlement_id(at.date()),
        event=event,
        at=at,
        lines=tuple(line.negated() for line in sale.lines),
        operator=str(session.operator if session else ""),
        key=key,
        undoes=sale.id,
        replaces=None,
        beside=beside,
    )
    books.post_private(record, content=content)
    return record


def book_return(
    books: Writing,
    sale: PrivateSale,
    lines: Sequence[Returned],
    *,
    at: datetime,
    beside: str | None = None,
    key: str | None = None,
    content: bytes | None = None,
) -> PrivateBack:
    """The sale comes back whole, and what remains is sold anew at its price; so what comes back is what was paid less what the rest costs.

    The key stands at what remains, or at the refund where nothing does. Raises as `private_remains` and `book_undoing` do.
    """
    refuse_undone(books, sale)
    rests = tuple(map(_as_sold, private_remains(sale, lines)))
    if not rests:
        refund = book_undoing(books, sale, PrivateEvent.REFUND, at=at, beside=beside, key=key, content=content)
        return PrivateBack(refund=refund, remaining=None)
    refund = book_undoing(books, sale, PrivateEvent.REFUND, at=at, beside=beside)
    number = books.next_settlement_id(at.date())
    remaining = replace(sale, id=number, at=at, lines=rests, operator=refund.operator, key=key, replaces=sale.id, beside=None)
    books.post_private(remaining, content=content)
    return PrivateBack(refund=refund, remaining=remaining)


def _as_sold(rest: Rest[PrivateLine]) -> PrivateLine:
    amount = Money.priced(rest.quantity, rest.line.price)
    if not amount:
        raise Refusal(RefusalCode.ZERO_LINE, line=1, item=rest.line.code, name=rest.line.name)
    return replace(rest.line, quantity=rest.quantity, total=amount, trace=rest.trace)


def as_returned(books: Reading, record: PrivateSale) -> PrivateBack:
    """The records of a return, by either of the two."""
    if record.undoes is not None:
        return PrivateBack(refund=record, remaining=books.private_rest_of(record.undoes))
    refund = books.private_undone_by(str(record.replaces))
    return PrivateBack(refund=record, remaining=None) if refund is None else PrivateBack(refund=refund, remaining=record)


def refuse_undone(books: Reading, sale: PrivateSale) -> None:
    """Raises Refusal `already-refunded`, `already-reversed`."""
    earlier = books.private_undone_by(sale.id)
    if earlier is not None:
        raise Refusal(_ALREADY[earlier.event], settlement=sale.id, by=earlier.id)


def undo_beside(books: Writing, undoing: Settlement, event: PrivateEvent) -> None:
    """With a settlement that was just undone: what was bought privately with it and has not come back yet, if anything."""
    sale = private_left(books, str(undoing.undoes))
    if sale is not None:
        book_undoing(books, sale, event, at=undoing.at, beside=undoing.id)


def private_left(books: Reading, settlement: str) -> PrivateSale | None:
    """Of what was bought privately with a settlement, or with the one that it remains of, the sale that has not come back."""
    record = books.settlement(settlement)
    while record is not None and record.replaces is not None:
        record = books.settlement(record.replaces)
    sale = None if record is None else books.private_beside(record.id)
    while sale is not None and books.private_undone_by(sale.id) is not None:
        sale = books.private_rest_of(sale.id)
    return sale
