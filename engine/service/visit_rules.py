"""What may happen to a visit next, and what it is then. Pure: the books are read by whoever asks, and proved by the same rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NoReturn

from engine.errors import Refusal, RefusalCode
from engine.model.trace import ONE_PACK, portions
from engine.model.visit import Billed, Cancelled, Goods, Handed, Orders, Paid, Visit, Waiting
from engine.model.visit_event import BroughtBack, CalledOff, HandedOut, Ordered, Reduced, Registered, Settled, Undone, VisitEvent


def after(visit: Visit | None, event: VisitEvent) -> Visit:  # noqa: PLR0911 - one line an event
    """Raises Refusal where the event does not fit, and ValueError for a visit that begins twice or not at all."""
    match event:
        case Registered() if visit is None:
            return Waiting(registration=event.registration)
        case Ordered() if visit is not None:
            return ordered(visit, event.orders)
        case Settled() if visit is not None:
            return settled(visit, event)
        case Reduced() if visit is not None:
            return reduced(visit, event)
        case HandedOut() if visit is not None:
            return handed_out(visit, event.lines)
        case BroughtBack() if visit is not None:
            return brought_back(visit, event.lines)
        case Undone() if visit is not None:
            return undone(visit)
        case CalledOff() if visit is not None:
            return called_off(visit)
        case _:
            msg = "a visit begins with its registration, once"
            raise ValueError(msg)


def ordered(visit: Visit, orders: Orders) -> Billed:
    """The doctor's orders; more of them are added to the open bill. Raises Refusal `visit-cancelled`, `visit-paid`."""
    if isinstance(visit, Waiting):
        return Billed(registration=visit.registration, orders=orders)
    if isinstance(visit, Billed):
        return replace(visit, orders=_added(visit.orders, orders))
    return refuse(visit)


def _added(before: Orders, more: Orders) -> Orders:
    asked = more.quantities
    lines = tuple(replace(line, quantity=line.quantity + asked.pop(line.item, Decimal(0))) for line in before.lines)
    return replace(more, lines=(*lines, *(line for line in more.lines if line.item in asked)))


def billed(visit: Visit) -> Billed:
    """Whether its bill may be paid. Raises Refusal `nothing-ordered`, `visit-paid`, `visit-cancelled`."""
    return visit if isinstance(visit, Billed) else refuse(visit)


def settled(visit: Visit, event: Settled) -> Paid:
    """Paid as it was ordered, for the patient. Raises as `billed` does, then `other-patient`, `not-the-bill`."""
    now = billed(visit)
    for_patient(now, event.holder)
    as_ordered(now, [(line.item, line.quantity) for line in event.lines])
    return Paid(registration=now.registration, orders=now.orders, settlement=event.settlement, goods=_goods(now.orders, event.lines, {}))


def for_patient(visit: Visit, holder: str) -> None:
    """Raises Refusal `other-patient`."""
    if holder != visit.registration.person:
        raise Refusal(RefusalCode.OTHER_PATIENT, visit=visit.registration.visit, person=visit.registration.person, holder=holder)


def as_ordered(visit: Billed, lines: Iterable[tuple[str, Decimal]]) -> None:
    """Raises Refusal `not-the-bill`: more, less or other goods than were ordered."""
    paid: dict[str, Decimal] = {}
    for item, quantity in lines:
        paid[item] = paid.get(item, Decimal(0)) + quantity
    wanted = visit.orders.quantities
    for item in (*wanted, *paid):
        if paid.get(item) != wanted.get(item):
            facts = {"item": item[:80], "quantity": _plain(paid.get(item, Decimal(0))), "ordered": _plain(wanted.get(item, Decimal(0)))}
            raise Refusal(RefusalCode.NOT_THE_BILL, visit=visit.registration.visit, **facts)


def reduced(visit: Visit, event: Reduced) -> Paid:
    """After a partial return. Raises Refusal `medicines-handed-out`, and as `handed_out` does."""
    if not isinstance(visit, Paid):
        refuse(visit)
    out = {goods.item: goods for goods in visit.goods}
    kept: dict[str, Decimal] = {}
    codes = {code for line in event.lines for code in line.trace}
    for line in event.lines:
        kept[line.item] = kept.get(line.item, Decimal(0)) + line.quantity
    for goods in visit.goods:
        if kept.get(goods.item, Decimal(0)) < goods.out or not goods.packs_out <= codes:
            _still_out(visit, goods)
    try:
        return replace(visit, settlement=event.settlement, goods=_goods(visit.orders, event.lines, out))
    except ValueError:  # what stays has no room for what is out: packs with a code stay, and one without is at the patient's
        _still_out(visit, next(goods for goods in visit.goods if goods.out))


def _goods(orders: Orders, lines: Sequence[Handed], out: dict[str, Goods]) -> tuple[Goods, ...]:
    """What is to be handed out of a settlement's lines, with what is out already."""
    made = []
    for order in orders.lines:
        own = [line for line in lines if line.item == order.item]
        if order.service or not own:
            continue
        before = out.get(order.item)
        made.append(
            Goods(
                item=order.item,
                name=order.name,
                quantity=sum((line.quantity for line in own), Decimal(0)),
                packs=tuple(portions((line.quantity, line.trace) for line in own).items()),
                out=Decimal(0) if before is None else before.out,
                packs_out=frozenset() if before is None else before.packs_out,
            )
        )
    return tuple(made)


def handed_out(visit: Visit, lines: Sequence[Handed]) -> Paid:
    """Raises Refusal `visit-not-paid`, `nothing-ordered`, `visit-cancelled`, `not-for-pick-up`, `already-collected`, `pack-not-paid`."""
    return _moved(visit, lines, back=False)


def brought_back(visit: Visit, lines: Sequence[Handed]) -> Paid:
    """Raises Refusal as `handed_out` does, `not-handed-out` for more than the patient has."""
    return _moved(visit, lines, back=True)


def _moved(visit: Visit, lines: Sequence[Handed], *, back: bool) -> Paid:
    if not isinstance(visit, Paid):
        refuse(visit)
    if not lines:
        _nothing_moves(visit, back=back)
    goods = {goods.item: goods for goods in visit.goods}
    for line in lines:
        if line.item not in goods:
            raise Refusal(RefusalCode.NOT_FOR_PICK_UP, visit=visit.registration.visit, item=line.item[:80])
        goods[line.item] = _over_the_counter(visit, goods[line.item], line, back=back)
    return replace(visit, goods=tuple(goods.values()))


def _nothing_moves(visit: Paid, *, back: bool) -> NoReturn:
    """All that was asked for, where nothing is there."""
    number = visit.registration.visit
    if not visit.goods:
        raise Refusal(RefusalCode.NOT_FOR_PICK_UP, visit=number, item=visit.orders.lines[0].item)
    first = visit.goods[0]
    facts = {"visit": number, "item": first.item, "name": first.name, "quantity": _plain(first.quantity)}
    raise _too_much(facts, first.out if back else first.left, back=back)


def _too_much(facts: Mapping[str, str], left: Decimal, *, back: bool) -> Refusal:
    return Refusal(RefusalCode.NOT_HANDED_OUT if back else RefusalCode.ALREADY_COLLECTED, **facts, left=_plain(left))


def _over_the_counter(visit: Paid, goods: Goods, line: Handed, *, back: bool) -> Goods:
    room, sign = (goods.out, -1) if back else (goods.left, 1)
    facts = {"visit": visit.registration.visit, "item": goods.item, "name": goods.name, "quantity": _plain(line.quantity)}
    if not 0 < line.quantity <= room:
        raise _too_much(facts, room, back=back)
    codes = frozenset(line.trace)
    known = goods.packs_out if back else frozenset(goods.packs_left)
    wrong = Refusal(RefusalCode.PACK_NOT_PAID, **facts, given=len(line.trace))
    if not codes <= known or len(codes) != len(line.trace) or int(line.quantity * ONE_PACK) < goods.parts(codes):
        raise wrong
    try:
        packs_out = goods.packs_out - codes if back else goods.packs_out | codes
        return replace(goods, out=goods.out + sign * line.quantity, packs_out=packs_out)
    except ValueError as error:  # more without a code than was paid without one
        raise wrong from error


def undone(visit: Visit) -> Billed:
    """The settlement of the bill is undone; the bill is open again. Raises Refusal `medicines-handed-out`, and as `handed_out` does."""
    if not isinstance(visit, Paid):
        refuse(visit)
    for goods in visit.goods:
        if goods.out:
            _still_out(visit, goods)
    return Billed(registration=visit.registration, orders=visit.orders)


def called_off(visit: Visit) -> Cancelled:
    """Raises Refusal `visit-seen`, `visit-cancelled`."""
    if isinstance(visit, Waiting):
        return Cancelled(registration=visit.registration)
    if isinstance(visit, Cancelled):
        refuse(visit)
    raise Refusal(RefusalCode.VISIT_SEEN, visit=visit.registration.visit)


def _still_out(visit: Paid, goods: Goods) -> NoReturn:
    facts = {"item": goods.item, "name": goods.name, "out": _plain(goods.out)}
    raise Refusal(RefusalCode.MEDICINES_HANDED_OUT, visit=visit.registration.visit, settlement=visit.settlement, **facts)


def refuse(visit: Visit) -> NoReturn:
    """Why it is not further, or further than that."""
    number = visit.registration.visit
    match visit:
        case Waiting():
            raise Refusal(RefusalCode.NOTHING_ORDERED, visit=number)
        case Billed():
            raise Refusal(RefusalCode.VISIT_NOT_PAID, visit=number)
        case Paid():
            raise Refusal(RefusalCode.VISIT_PAID, visit=number, settlement=visit.settlement)
        case Cancelled():
            raise Refusal(RefusalCode.VISIT_CANCELLED, visit=number)


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"
