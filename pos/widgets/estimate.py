"""The till's estimate in parts: fund, own account, mutual aid, cash; with room, a pool each in the order they are drawn."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from textual.content import Content

from engine.model.settlement import Quote
from pos.masking import masked
from pos.widgets.payer_card import spread
from pos.widgets.split_bar import Part


class Say(Protocol):
    """A sentence in the till's language."""

    def __call__(self, key: str, **facts: object) -> str: ...


def estimate_parts(quote: Quote, say: Say, names: Mapping[str, str], *, pools: bool) -> Sequence[Part]:
    """`names` of the relatives by id, shown masked; without `pools` all of mutual aid is one part."""
    figures = quote.figures
    return (
        Part(kind="fund", label=say("figure.fund"), amount=figures.fund),
        Part(kind="own", label=say("figure.own_account"), amount=figures.own_account),
        *(
            _pools(quote, say, names)
            if pools and quote.draws
            else [Part(kind="pool", label=say("figure.mutual_aid"), amount=figures.mutual_aid)]
        ),
        Part(kind="cash", label=say("figure.cash"), amount=figures.cash),
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
