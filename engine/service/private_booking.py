"""What is booked of a private sale, inside a transaction that the caller holds: alone, or beside a settlement that is booked in it too.

So the two stand in the books together or not at all, whatever is lost or killed on the way (docs/decisions/0009).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a record is booked in: its moment, the caller's key with the hash of its content, and the settlement it stands beside."""

    at: datetime
    key: str | None = None
    content: bytes | None = None
    beside: str | None = None


def book_sale(books: Writing, institution: str, lines: Sequence[Line], act: Act, *, operator: str = "") -> PrivateSale:
    """Lines that were judged. Without an `operator`, by whoever is signed in at the institution."""
    record = PrivateSale(
        id=books.next_settlement_id(act.at.date()),
        event=PrivateEvent.SALE,
        at=act.at,
        institution=institution,
        lines=private_lines(lines),
        operator=operator or _signed_in(books, institution),
        key=act.key,
        beside=act.beside,
    )
    books.post_private(record, content=act.content)
    return record


def book_undoing(books: Writing, sale: PrivateSale, event: PrivateEvent, act: Act) -> PrivateSale:
    """The mirror of a sale. Raises Refusal `already-refunded`, `already-reversed`."""
    refuse_undone(books, sale)
    record = replace(
        sale,
        id=books.next_settlement_id(act.at.date()),
        event=event,
        at=act.at,
        lines=tuple(line.negated() for line in sale.lines),
        operator=_signed_in(books, sale.institution),
        key=act.key,
        undoes=sale.id,
        replaces=None,
        beside=act.beside,
    )
    books.post_private(record, content=act.content)
    return record


def book_return(books: Writing, sale: PrivateSale, lines: Sequence[Returned], act: Act) -> PrivateBack:
    """The sale comes back whole, and what remains is sold anew at its price; so what comes back is what was paid less what the rest costs.

    The key stands at what remains, or at the refund where nothing does. Raises as `private_remains` and `book_undoing` do.
    """
    refuse_undone(books, sale)
    rests = tuple(map(_as_sold, private_remains(sale, lines)))
    if not rests:
        return PrivateBack(refund=book_undoing(books, sale, PrivateEvent.REFUND, act), remaining=None)
    refund = book_undoing(books, sale, PrivateEvent.REFUND, replace(act, key=None, content=None))
    number = books.next_settlement_id(act.at.date())
    remaining = replace(sale, id=number, at=act.at, lines=rests, operator=refund.operator, key=act.key, replaces=sale.id, beside=None)
    books.post_private(remaining, content=act.content)
    return PrivateBack(refund=refund, remaining=remaining)


def _as_sold(rest: Rest[PrivateLine]) -> PrivateLine:
    amount = Money.priced(rest.quantity, rest.line.price)
    if not amount:
        raise Refusal(RefusalCode.ZERO_LINE, line=1, item=rest.line.code, name=rest.line.name)
    return replace(rest.line, quantity=rest.quantity, total=amount, trace=rest.trace)


def _signed_in(books: Reading, institution: str) -> str:
    session = books.till_session(institution)
    return str(session.operator if session else "")


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
        book_undoing(books, sale, event, Act(at=undoing.at, beside=undoing.id))


def private_left(books: Reading, settlement: str) -> PrivateSale | None:
    """Of what was bought privately with a settlement, or with the one that it remains of, the sale that has not come back."""
    record = books.settlement(settlement)
    while record is not None and record.replaces is not None:
        record = books.settlement(record.replaces)
    sale = None if record is None else books.private_beside(record.id)
    while sale is not None and books.private_undone_by(sale.id) is not None:
        sale = books.private_rest_of(sale.id)
    return sale
