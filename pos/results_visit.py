"""Visits as other people's scripts read them."""

from engine.model.visit import Billed, Goods, OrderLine, Paid, Visit, state_of
from pos.quantity_text import quantity_text


def of_visit(visit: Visit) -> dict[str, object]:
    """`bill` and `goods` are null until there is one; `settlement` is the one that stands for the bill."""
    registration = visit.registration
    orders = visit.orders if isinstance(visit, Billed | Paid) else None
    return {
        "visit": registration.visit,
        "state": state_of(visit),
        "institution": registration.institution,
        "holder": registration.person,
        "shown_by": registration.shown_by,
        "department": registration.department,
        "doctor": registration.doctor or None,
        "number": registration.number,
        "at": registration.at.isoformat(),
        "fee": registration.fee,
        "fee_settlement": registration.settlement,
        "care": None if orders is None else orders.care.value,
        "prescription": None if orders is None else orders.prescription,
        "bill": None if orders is None else [_line(line) for line in orders.lines],
        "settlement": visit.settlement if isinstance(visit, Paid) else None,
        "goods": [_goods(goods) for goods in visit.goods] if isinstance(visit, Paid) else None,
    }


def _line(line: OrderLine) -> dict[str, object]:
    return {"item": line.item, "name": line.name, "quantity": quantity_text(line.quantity), "service": line.service}


def _goods(goods: Goods) -> dict[str, object]:
    return {
        "item": goods.item,
        "name": goods.name,
        "quantity": quantity_text(goods.quantity),
        "out": quantity_text(goods.out),
        "left": quantity_text(goods.left),
        "packs_left": list(goods.packs_left),
    }
