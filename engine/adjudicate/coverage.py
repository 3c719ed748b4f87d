"""First stage: where each line falls (handbook section 2) - off the catalogue, above the price limit, first share, in scope."""

from engine.model.bill import Line
from engine.model.codes import ItemClass
from engine.model.settlement import LineSplit, make_line_split
from engine.model.step import Step, make_step
from engine.money import Money

# Looked up once: on Python 3.11 naming a member of an enumeration costs as much as a call.
_B, _C = ItemClass.B, ItemClass.C


def split_line(number: int, line: Line) -> tuple[LineSplit, tuple[Step, ...]]:
    """The parts of line `number` (from 1); they add up to its amount, the in-scope part being what is left."""
    item, amount = line.item, line.amount
    off = over = first = Money.ZERO
    scope = amount
    reasons: tuple[Step, ...] = ()
    if item.item_class is _C:
        off, scope = amount, Money.ZERO
        if off:
            reasons = (make_step(rule="off-catalogue", amount=off, facts=_facts(number, line, amount)),)
    else:
        if item.limit is not None and (most := Money.priced(line.quantity, item.limit)) < amount:
            over, scope = amount - most, most
            facts = {**_facts(number, line, amount), "limit": str(item.limit), "quantity": str(line.quantity)}
            reasons = (make_step(rule="over-limit", amount=over, facts=facts),)
        if item.item_class is _B and (first := scope.times(item.first_share)):
            facts = {**_facts(number, line, amount), "share": str(item.first_share), "base_fen": scope.fen}
            reasons += (make_step(rule="first-share", amount=first, facts=facts),)
            scope -= first
    split = make_line_split(
        code=item.code,
        name=item.name,
        item_class=item.item_class,
        quantity=line.quantity,
        price=item.price,
        total=amount,
        off_catalogue=off,
        over_limit=over,
        first_share=first,
        in_scope=scope,
        trace=line.trace,
    )
    return split, reasons


def _facts(number: int, line: Line, amount: Money) -> dict[str, str | int]:
    return {"line": number, "item": line.item.code, "name": line.item.name, "amount_fen": amount.fen}
