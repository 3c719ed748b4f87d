"""Entries of the catalogue about visits, in commands: a hospital's windows would not let most of them come so far."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pos import scenario, visit_steps
from pos.day_steps import Query
from pos.quantity_text import quantity_text
from pos.step import LineTable, Step
from pos.visit_steps import OrderLineTable
from pos.wording.say import Lang, say

_CODE = "code.png"
_VERBS: dict[type[Step], str] = {
    visit_steps.Order: "order",
    visit_steps.Collect: "collect",
    visit_steps.BringBack: "return",
    visit_steps.CancelVisit: "cancel",
    visit_steps.ShowVisit: "show",
}


def is_of_visits(steps: Sequence[Step]) -> bool:
    """Whether any of them is at a hospital's windows."""
    return any(isinstance(step, (visit_steps.Register, visit_steps.VisitStep)) for step in steps)


def visit_commands(lang: Lang, steps: Sequence[Step]) -> Iterator[str]:
    """A line a command; where a later one names its result, what to call the number that it tells."""
    place = next((f" --at {step.at}" for step in steps if isinstance(step, visit_steps.Register) and step.at), "")
    for step in steps:
        yield from _commands(step, place)
        if step.as_:
            yield say(lang, "catalogue.number", name=step.as_)


def _commands(step: Step, place: str) -> Iterator[str]:
    match step:
        case visit_steps.Register():
            fee = f"--fee {step.fee}" if step.fee else "--free"
            key = f" --key {step.key}" if step.key else ""
            yield f"gongji qr {step.holder} --out {_CODE}"
            yield f"gongji visit register --department {step.department} {fee} --code {_CODE}{key}{place}"
        case scenario.Sale():
            yield f"gongji qr {step.holder} --out {_CODE}"
            yield f"gongji visit pay {step.visit} --code {_CODE}{_items(step.lines)}{place}"
        case scenario.Refund():
            yield f"gongji refund {step.sale}{_items(step.lines or ())}"
        case Query():
            yield f"gongji query {step.key}"
        case visit_steps.VisitStep():
            yield f"gongji visit {_VERBS[type(step)]} {step.visit}{_items(getattr(step, 'lines', None) or ())}{place}"
        case _:
            raise ValueError(f"no step of a visit: {type(step).__name__}")


def _items(lines: Sequence[LineTable | OrderLineTable]) -> str:
    return "".join(
        f" --item {line.item}{_times(line.quantity)}" + "".join(f" --trace {code}" for code in getattr(line, "trace", ())) for line in lines
    )


def _times(quantity: Decimal) -> str:
    return "" if quantity == 1 else f"x{quantity_text(quantity)}"
