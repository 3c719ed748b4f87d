"""The till's estimate in parts: fund, own account, mutual aid, cash; with room, each pool in its order, and what is private."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from textual.content import Content

from engine.model.settlement import Quote
from engine.money import Money
from pos.masking import masked
from pos.widgets.payer_card import spread
from pos.widgets.split_bar import Part


class Say(Protocol):
    """A sentence in the till's language."""

    def __call__(self, key: str, **facts: object) -> str: ...


def estimate_parts(quote: Quote, say: Say, names: Mapping[str, str], *, private: Money, room: bool) -> Sequence[Part]:
    """`names` of the relatives by id, shown masked. Without `room` mutual aid is one part, and what is private goes with the cash."""
    figures = quote.figures
    apart = bool(private) and room
    cash = "private.cash-and-part" if private and not apart else "figure.cash"
    return (
        Part(kind="fund", label=say("figure.fund"), amount=figures.fund),
        Part(kind="own", label=say("figure.own_account"), amount=figures.own_account),
        *(
            _pools(quote, say, names)
            if room and quote.draws
            else [Part(kind="pool", label=say("figure.mutual_aid"), amount=figures.mutual_aid)]
        ),
        Part(kind="cash", label=say(cash), amount=figures.cash if apart else figures.cash + private),
        *([Part(kind="cash", label=say("private.part"), amount=private)] * apart),
    )


def _pools(quote: Quote, say: Say, names: Mapping[str, str]) -> Iterator[Part]:
    for place, draw in enumerate(quote.draws, start=1):
        order = f"{place} " if len(quote.draws) > 1 else ""
        name = f"{order}{masked(names.get(draw.authoriser, draw.authoriser))}"
        yield Part(kind="pool", label=say("settle.draw", name=name), amount=draw.amount)


def passed_over(quote: Quote, say: Say, names: Mapping[str, str], width: int) -> Sequence[Content]:
    """Who pays nothing, and why in a word."""
    return [
        spread(f"  {masked(names.get(pool.authoriser, pool.authoriser))}", say(f"till.why-{pool.why}"), width, "$muted")
        for pool in quote.passed_over
    ]
