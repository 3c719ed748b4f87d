"""First stage: where each line falls (handbook section 2) - off the catalogue, above the price limit, first share, in scope."""

from engine.model.bill import Line
from engine.model.codes import ItemClass
from engine.model.settlement import LineSplit
from engine.model.step import Step
from engine.money import Money


def line_amount(line: Line) -> Money:
    """Quantity x price, rounded once."""
    return Money.priced(line.quantity, line.item.price)


def split_line(number: int, line: Line) -> tuple[LineSplit, tuple[Step, ...]]:
    """The parts of line `number` (from 1); they add up to its amount, the in-scope part being what is left."""
    item, amount = line.item, line_amount(line)
    off = over = first = Money.ZERO
    steps: list[Step] = []

    def because(rule: str, part: Money, **facts: str | int) -> None:
        if part:
            line_facts: dict[str, str | int] = {"line": number, "item": item.code, "name": item.name, "amount_fen": amount.fen}
            steps.append(Step(rule=rule, amount=part, facts=line_facts | facts))

    if item.item_class is ItemClass.C:
        off = amount
        because("off-catalogue", off)
    else:
        if item.limit is not None:
            over = max(Money.ZERO, amount - Money.priced(line.quantity, item.limit))
            because("over-limit", over, limit=str(item.limit), quantity=str(line.quantity))
        if item.item_class is ItemClass.B:
            first = (amount - over).times(item.first_share)
            because("first-share", first, share=str(item.first_share), base_fen=(amount - over).fen)
    split = LineSplit(
        code=item.code,
        name=item.name,
        item_class=item.item_class,
        quantity=line.quantity,
        price=item.price,
        total=amount,
        off_catalogue=off,
        over_limit=over,
        first_share=first,
        in_scope=amount - off - over - first,
        trace=line.trace,
    )
    return split, tuple(steps)
