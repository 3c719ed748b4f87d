"""Steps as lines: number, amount, and the sentence, which goes on under its own beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual.content import Content

from engine.model.explanation import Ground, Reason
from engine.model.step import Step
from pos.masking import masked
from pos.wording import Lang
from pos.wording.explain import reason, remedy, source_line

_NARROWEST = 20


def reason_lines(reasons: Sequence[Reason], lang: Lang, width: int, items: Mapping[str, str], *, sources: bool = True) -> list[Content]:
    """No line wider than `width` cells. `items` are names by code, in the language of the screen.

    Under a pool that paid nothing stands what would have let it pay. `sources`: the page lists them, so each is named by its key.
    """
    figures = [str(why.step.amount) for why in reasons]
    room = max((len(figure) for figure in figures), default=0)
    indent = len("00 ") + room + 2
    lines: list[Content] = []
    for number, (figure, why) in enumerate(zip(figures, reasons, strict=True), start=1):
        head = Content.assemble((f"{number:>2} ", "$muted"), (f"{figure:>{room}}  ", "bold" if why.step.amount else "$muted"))
        first, *rest = Content(reason(lang, shown(why.step, items), why.grounds if sources else ())).wrap(max(_NARROWEST, width - indent))
        if why.not_drawn is not None:
            rest += Content.styled(remedy(lang, why.not_drawn), "$accent").wrap(max(_NARROWEST, width - indent))
        lines += [head + first, *(Content(" " * indent) + line for line in rest)]
    return lines


def source_lines(sources: Sequence[Ground], lang: Lang, width: int) -> list[Content]:
    """Key, mark with its meaning, title; a title that is longer goes on under its own beginning."""
    lines: list[Content] = []
    for source in sources:
        first, *rest = Content.styled(source_line(lang, source), "$muted").wrap(max(_NARROWEST, width - 2))
        lines += [first, *(Content("  ") + line for line in rest)]
    return lines


def shown(step: Step, items: Mapping[str, str]) -> Step:
    """A relative is named by a mask, as everywhere on the counter; an item as the screen names it."""
    facts = step.facts
    if "authoriser" in facts:
        return replace(step, facts={**facts, "name": masked(str(facts["name"]))})
    name = items.get(str(facts.get("item", "")))
    return step if name is None else replace(step, facts={**facts, "name": name})
