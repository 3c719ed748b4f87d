"""Whose pools a quote draws on or passes over, by name."""

from engine.model.settlement import Quote
from engine.service.engine import Engine
from pos.counter import estimate
from pos.sale import Sale


def estimate_with_names(engine: Engine, sale: Sale) -> tuple[Quote, dict[str, str]]:
    """The quote, and the names of the relatives in it by id. Blocks; raises Refusal."""
    quote = estimate(engine, sale)
    people = {draw.authoriser for draw in quote.draws} | {pool.authoriser for pool in quote.passed_over}
    return quote, {person: engine.person(person).name for person in people}
