"""Private sales 自费零售: verbs and views, reached as `Engine.private`. The bureau never sees them; reconciliation knows nothing of them.

Any item may be sold so, medicines too: over the counter they are bought for cash by people who show no code.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from json import dumps

from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Keyed, Reading
from engine.model.bill import Line
from engine.model.codes import Fault
from engine.model.private import PrivateBack, PrivateEvent, PrivateSale
from engine.model.returned import GivenBack, Returned
from engine.model.settlement import Settlement
from engine.money import Money
from engine.service.context import Context, institution_of
from engine.service.faults import writing
from engine.service.give_back import give_back
from engine.service.pre_settle import judge_lines
from engine.service.private_booking import Act, as_returned, book_return, book_sale, book_undoing, private_left
from engine.service.remains import return_hash
from engine.service.trace_codes import judge_traces
from engine.service.undo import refund


class Private:
    """Each verb is one transaction. Raises BadInput `unknown-institution`, Refusal `outcome-unknown` where a fault breaks the line."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def sell(
        self, institution: str, lines: Sequence[Line], *, key: str | None = None, operator: str = "", fault: Fault = Fault.NONE
    ) -> PrivateSale:
        """For cash, to whoever stands there. The same key and content again: the first result.

        Raises Refusal, the first of: `key-conflict`, `empty-basket`, `zero-line`, `amount-too-large`, `trace-code-sold`; BadInput
        `bad-trace-code`.
        """
        with writing(self._context, fault) as (books, at):
            place = institution_of(books, institution).id
            content = None if key is None else _content_hash(place, lines)
            first = None if key is None else _answered(books.by_key(str(key)), str(key), content)
            if first is not None:
                return first
            if not lines:
                raise Refusal(RefusalCode.EMPTY_BASKET)
            judge_lines((), lines)
            judge_traces(books, (), lines, required_from=None, day=at.date())
            return book_sale(books, place, lines, Act(at=at, key=key, content=content), operator=operator)

    def refund(self, number: str, *, fault: Fault = Fault.NONE) -> PrivateSale:
        """All of it comes back, once. Raises Refusal `unknown-settlement`, `already-refunded`, `already-reversed`."""
        with writing(self._context, fault) as (books, at):
            return book_undoing(books, _sold(books, number), PrivateEvent.REFUND, Act(at=at))

    def give_back(self, number: str, lines: Sequence[Returned], *, key: str | None = None, fault: Fault = Fault.NONE) -> PrivateBack:
        """Some of it comes back; what remains can be given back again. Raises as `refund` does, `key-conflict` before all, and then

        `nothing-returned`, `not-in-sale`, `more-than-sold`, `trace-code-mismatch`; BadInput `bad-quantity`.
        """
        with writing(self._context, fault) as (books, at):
            content = None if key is None else return_hash(number, lines)
            first = None if key is None else _answered(books.by_key(str(key)), str(key), content)
            if first is not None:
                return as_returned(books, first)
            return book_return(books, _sold(books, number), lines, Act(at=at, key=key, content=content))

    def reverse(self, key: str, *, fault: Fault = Fault.NONE) -> PrivateSale:
        """Undo the sale that stands alone under a key whose outcome is unknown. Raises as `refund` does, and `return-is-final`."""
        with writing(self._context, fault) as (books, at):
            first = books.by_key(key)
            if first is None or first.private is None:
                raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, key=key[:80])
            if first.private.event is not PrivateEvent.SALE or first.private.replaces is not None:
                raise Refusal(RefusalCode.RETURN_IS_FINAL, key=key[:80], settlement=first.private.id)
            return book_undoing(books, first.private, PrivateEvent.REVERSAL, Act(at=at))

    # with a settlement

    def refund_with(self, settlement: str, *, fault: Fault = Fault.NONE) -> Settlement:
        """As `Engine.refund`, and what was bought privately with it comes back at once with it."""
        return refund(self._context, settlement, fault, privately=True)

    def give_back_with(
        self,
        settlement: str,
        lines: Sequence[Returned],
        privately: Sequence[Returned],
        *,
        key: str | None = None,
        fault: Fault = Fault.NONE,
    ) -> GivenBack:
        """As `Engine.give_back`, and of what was bought privately with it these lines."""
        return give_back(self._context, settlement, lines, privately=privately, key=key, fault=fault)

    # views

    def sale(self, number: str) -> PrivateSale | None:
        """A record by its number."""
        with self._context.books.read() as books:
            return books.private_sale(number)

    def undone_by(self, number: str) -> PrivateSale | None:
        """The refund or reversal of a record."""
        with self._context.books.read() as books:
            return books.private_undone_by(number)

    def beside(self, settlement: str) -> PrivateSale | None:
        """What was booked in one act with a settlement, or with its undoing."""
        with self._context.books.read() as books:
            return books.private_beside(settlement)

    def left(self, settlement: str) -> PrivateSale | None:
        """Of what was bought privately with a settlement, what has not come back."""
        with self._context.books.read() as books:
            return private_left(books, settlement)

    def newest(self, most: int) -> Sequence[PrivateSale]:
        """Newest first."""
        with self._context.books.read() as books:
            return books.private_newest(most)

    def on(self, institution: str, day: date | None = None) -> Sequence[PrivateSale]:
        """Of a day in China; None is today."""
        with self._context.read() as (books, at):
            return books.private_on(institution_of(books, institution).id, day or at.date())

    def taken(self) -> Money:
        """Cash that private sales brought into all drawers, net of what was given back."""
        with self._context.books.read() as books:
            return -books.account_total("private:")


def _content_hash(institution: str, lines: Sequence[Line]) -> bytes:
    sold = [[line.item.code, f"{line.quantity.normalize():f}", *line.trace] for line in lines]
    return sha256(dumps({"privately": sold, "at": institution}, ensure_ascii=False).encode()).digest()


def _answered(first: Keyed | None, key: str, content: bytes | None) -> PrivateSale | None:
    if first is None:
        return None
    if first.private is None or first.content != content:
        raise Refusal(RefusalCode.KEY_CONFLICT, key=key[:80], settlement=first.number)
    return first.private


def _sold(books: Reading, number: str) -> PrivateSale:
    sale = books.private_sale(number)
    if sale is None or sale.event is not PrivateEvent.SALE:
        raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, settlement=number[:80])
    return sale
