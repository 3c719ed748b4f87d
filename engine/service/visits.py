"""Visits to a hospital: registration 挂号, the doctor's orders 医嘱, the outpatient bill 门诊收费, collecting medicines 取药, 退号.

Money moves only by settlements; each that belongs to a visit is tied to it in its own transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.bill import Bill, Line
from engine.model.codes import AccountUse, Care, Fault
from engine.model.item import Item
from engine.model.settlement import Quote, Settlement
from engine.model.visit import Billed, Handed, OrderLine, Orders, Paid, Visit, Wish
from engine.model.visit_event import BroughtBack, CalledOff, HandedOut, Ordered, VisitEvent
from engine.service.context import Context, institution_of
from engine.service.credentials import find, present
from engine.service.faults import writing
from engine.service.settle import settle
from engine.service.undo import refund
from engine.service.visit_rows import add, visit_of
from engine.service.visit_rules import refuse
from engine.service.visit_ties import Paying, Registering, enter, hospital_of

_NEWEST = 200
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How somebody settles: with which key and PIN, what was agreed, and where the line breaks."""

    key: str | None = None
    pin: str | None = None
    agreed: Quote | None = None
    fault: Fault = Fault.NONE


_PLAIN = Agreement()


class Visits:
    """The verbs, reached as `Engine.visits`. Each raises Refusal `unknown-visit` for a number that is none."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # registration

    def register(self, wish: Wish, code: str, *, fee: Bill | None = None, how: Agreement = _PLAIN) -> Visit:
        """The patient is whose code it is; `fee` is the bill of the one item that is charged, None where it is free.

        Raises what a settlement raises, `not-a-hospital`; BadInput `bad-department`. The same key again: the visit that is there.
        """
        _judge_words(wish)
        if fee is None:
            return self._register_free(wish, code, how)
        if len(fee.lines) != 1 or fee.at != wish.institution:
            raise BadInput("bad-fee", lines=len(fee.lines))
        tie = Registering(wish=wish)
        paid = settle(self._context, fee, code, key=how.key, pin=how.pin, agreed=how.agreed, fault=how.fault, tie=tie)
        return self.show(str(self.number_of(paid.id)))

    def _register_free(self, wish: Wish, code: str, how: Agreement) -> Visit:
        with writing(self._context, how.fault) as (books, at):
            first = None if how.key is None else self._again(books, str(how.key), wish, code)
            if first is not None:
                return first
            place = hospital_of(books, wish.institution)
            presented = present(self._context, books, code, at)
            if not place.designated:
                raise Refusal(RefusalCode.INSTITUTION_NOT_DESIGNATED, institution=place.id)
            number = enter(books, wish, person=presented.holder.id, at=at, key=how.key, shown_by=presented.shown_by, paid=None)
            return visit_of(books, number)

    def _again(self, books: Reading, key: str, wish: Wish, code: str) -> Visit | None:
        number, keyed, issued = books.visit_by_key(key), books.by_key(key), find(self._context, books, code)
        if keyed is not None:
            raise Refusal(RefusalCode.KEY_CONFLICT, key=key[:80], settlement=keyed.number)
        if number is None:
            return None
        visit = visit_of(books, number)
        now, who = visit.registration, None if issued is None else issued.person
        if (now.institution, now.department, now.doctor, now.person) != (wish.institution, wish.department, wish.doctor, who):
            raise Refusal(RefusalCode.KEY_CONFLICT, key=key[:80], settlement=number)
        return visit

    def cancel(self, visit: str, *, fault: Fault = Fault.NONE) -> Settlement | None:
        """Before the patient is seen; returns the refund of the fee, None where there was none. Raises Refusal `visit-seen`."""
        with self._context.read() as (books, _at):
            registration = visit_of(books, visit).registration
        if registration.settlement is not None:
            return refund(self._context, registration.settlement, fault)
        self._happens(visit, lambda _books, _visit: CalledOff(), fault)
        return None

    # the doctor, and the bill

    def order(
        self, visit: str, lines: Sequence[tuple[str, Decimal]], *, care: Care = Care.OUTPATIENT, prescription: bool = True, doctor: str = ""
    ) -> Visit:
        """Items by code, added to what was ordered before.

        Raises Refusal `empty-basket`, `non-medical-item`, `visit-paid`, `visit-cancelled`;
        BadInput `unknown-item`, `bad-quantity`, `bad-care`.
        """
        if care not in {Care.OUTPATIENT, Care.CHRONIC}:
            raise BadInput("bad-care", care=care.value)

        def orders(books: Reading, now: Visit) -> Ordered:
            named = doctor or now.registration.doctor
            return Ordered(orders=Orders(lines=_lines(books, lines), care=care, prescription=prescription, doctor=named[:_LONGEST]))

        return self._happens(visit, orders)

    def bill(self, visit: str, *, account: AccountUse = AccountUse.USE, wallet: bool = False) -> Bill:
        """What was ordered, at today's prices, as the engine settles it; packs with a trace code are still to be named.

        Of a paid visit too: who had no reply asks again with the same key. Raises Refusal `nothing-ordered`, `visit-cancelled`.
        """
        with self._context.read() as (books, _at):
            now = visit_of(books, visit)
            if not isinstance(now, Billed | Paid):
                refuse(now)
            lines = tuple(Line(item=_item(books, line.item), quantity=line.quantity) for line in now.orders.lines)
            place = now.registration.institution
        orders = now.orders
        return Bill(at=place, care=orders.care, lines=lines, prescription=orders.prescription, account=account, wallet=wallet)

    def pay(self, visit: str, bill: Bill, code: str, how: Agreement = _PLAIN) -> Settlement:
        """Settle the bill of a visit.

        Raises what a settlement raises, and `nothing-ordered`, `visit-paid`, `visit-cancelled`, `other-patient`, `not-the-bill`.
        """
        tie = Paying(visit=visit)
        return settle(self._context, bill, code, key=how.key, pin=how.pin, agreed=how.agreed, fault=how.fault, tie=tie)

    # the pharmacy

    def collect(self, visit: str, lines: Sequence[Handed] | None = None) -> Visit:
        """Hand medicines out, or (None) all that are left; each once.

        Raises Refusal `visit-not-paid`, `already-collected`, `not-for-pick-up`, `pack-not-paid`.
        """

        def out(books: Reading, now: Visit) -> HandedOut:
            given = _left(now) if lines is None else tuple(lines)
            return HandedOut(lines=given, operator=_operator(books, now))

        return self._happens(visit, out)

    def bring_back(self, visit: str, lines: Sequence[Handed] | None = None) -> Visit:
        """Medicines come back to the pharmacy, or (None) all that are out, so that they can be refunded.

        Raises Refusal `not-handed-out`, and as `collect` does.
        """

        def back(books: Reading, now: Visit) -> BroughtBack:
            given = _out(now) if lines is None else tuple(lines)
            return BroughtBack(lines=given, operator=_operator(books, now))

        return self._happens(visit, back)

    # views

    def show(self, visit: str) -> Visit:
        """As it is now."""
        with self._context.books.read() as books:
            return visit_of(books, visit)

    def number_of(self, settlement: str) -> str | None:
        """The visit that a settlement belongs to, if it belongs to one."""
        with self._context.books.read() as books:
            return books.visit_of_settlement(settlement)

    def at(self, institution: str, *, person: str | None = None, newest: int = _NEWEST) -> Sequence[Visit]:
        """The newest visits of a place, oldest first; of one patient, or of all. Raises BadInput `unknown-institution`."""
        with self._context.books.read() as books:
            place = institution_of(books, institution)
            return [visit_of(books, number) for number in books.visits_at(place.id, person=person, newest=newest)]

    def _happens(self, visit: str, event: Callable[[Reading, Visit], VisitEvent], fault: Fault = Fault.NONE) -> Visit:
        with writing(self._context, fault) as (books, at):
            now = visit_of(books, visit)
            return add(books, now, event(books, now), at)


def _judge_words(wish: Wish) -> None:
    for word, least in ((wish.department, 1), (wish.doctor, 0)):
        if not least <= len(word.strip()) <= _LONGEST or not word.isprintable() or word != word.strip():
            raise BadInput("bad-department", name=word[:80], most=_LONGEST)


def _lines(books: Reading, asked: Sequence[tuple[str, Decimal]]) -> tuple[OrderLine, ...]:
    """Each item once."""
    if not asked:
        raise Refusal(RefusalCode.EMPTY_BASKET)
    found: dict[str, OrderLine] = {}
    for place, (code, quantity) in enumerate(asked, start=1):
        item = _item(books, code)
        if not item.medical:
            raise Refusal(RefusalCode.NON_MEDICAL_ITEM, line=place, item=item.code, name=item.name)
        whole = quantity + (found[code].quantity if code in found else Decimal(0))
        try:
            sensible = quantity > 0 and Line(item=item, quantity=whole)
        except (ValueError, ArithmeticError):
            sensible = False
        if not sensible:
            raise BadInput("bad-quantity", quantity=str(quantity)[:40])
        found[code] = OrderLine(item=code, name=item.name, quantity=whole, service=item.service)
    return tuple(found.values())


def _item(books: Reading, code: str) -> Item:
    item = books.item(code)
    if item is None:
        raise BadInput("unknown-item", item=code[:80])
    return item


def _left(visit: Visit) -> tuple[Handed, ...]:
    """Packs with a trace code are to be named one by one: none of theirs are here."""
    goods = visit.goods if isinstance(visit, Paid) else ()
    return tuple(Handed(item=one.item, quantity=one.left) for one in goods if one.left)


def _out(visit: Visit) -> tuple[Handed, ...]:
    goods = visit.goods if isinstance(visit, Paid) else ()
    return tuple(Handed(item=one.item, quantity=one.out, trace=tuple(sorted(one.packs_out))) for one in goods if one.out)


def _operator(books: Reading, visit: Visit) -> str:
    session = books.till_session(visit.registration.institution)
    return "" if session is None else str(session.operator)
