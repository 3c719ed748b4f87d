"""Steps as lines: number, amount, and the sentence, which goes on under its own beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual.content import Content

from engine.model.step import Step
from pos.masking import masked
from pos.wording import Lang
from pos.wording.explain import reason

_NARROWEST = 20


def reason_lines(steps: Sequence[Step], lang: Lang, width: int, items: Mapping[str, str]) -> list[Content]:
    """No line wider than `width` cells. `items` are names by code, in the language of the screen."""
    figures = [str(step.amount) for step in steps]
    room = max((len(figure) for figure in figures), default=0)
    indent = len("00 ") + room + 2
    lines: list[Content] = []
    for number, (figure, step) in enumerate(zip(figures, steps, strict=True), start=1):
        head = Content.assemble((f"{number:>2} ", "$muted"), (f"{figure:>{room}}  ", "bold" if step.amount else "$muted"))
        first, *rest = Content(reason(lang, shown(step, items))).wrap(max(_NARROWEST, width - indent))
        lines += [head + first, *(Content(" " * indent) + line for line in rest)]
    return lines


def shown(step: Step, items: Mapping[str, str]) -> Step:
    """A relative is named by a mask, as everywhere on the counter; an item as the screen names it."""
    facts = step.facts
    if "authoriser" in facts:
        return replace(step, facts={**facts, "name": masked(str(facts["name"]))})
    name = items.get(str(facts.get("item", "")))
    return step if name is None else replace(step, facts={**facts, "name": name})
