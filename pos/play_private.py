"""Private sales in a scenario: alone, or what a sale took off and what came back of it."""

from collections.abc import Sequence
from typing import Any

from engine.model.bill import Line
from engine.model.private import PrivateSale
from engine.model.settlement import Quote, Settlement
from engine.service.engine import Engine
from pos.private_steps import PrivateStep
from pos.results_private import of_private, of_private_quote, with_private


def played_privately(engine: Engine, step: PrivateStep, at: str, lines: Sequence[Line]) -> tuple[PrivateSale, dict[str, Any]]:
    """The record and the result. Raises Refusal, BadInput."""
    sale = engine.private.sell(at, lines, key=step.key, operator=step.operator, fault=step.fault)
    return sale, of_private(sale)


def beside(engine: Engine, record: Settlement) -> dict[str, object]:
    """What a settlement's result says of what was booked privately with it, or with its undoing."""
    private = engine.private.beside(record.id)
    return with_private(None if private is None else of_private(private))


def quoted_beside(quote: Quote) -> dict[str, object]:
    """As `beside`, of what would be bought."""
    return with_private(of_private_quote(quote.bill.private) if quote.bill.private else None)
