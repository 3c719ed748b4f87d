"""Steps that come after a sale: some of it or all of it is given back."""

from typing import Any

from engine.model.returned import Returned
from engine.model.settlement import Settlement
from engine.service.engine import Engine
from pos import scenario
from pos.results import of_given_back, of_settlement

Played = tuple[Settlement, dict[str, Any]]


def played_after(engine: Engine, step: scenario.Refund | scenario.Reverse, sale: Settlement | None) -> Played:
    """The record that the step's name stands for - what remains, where something does - and the result. Raises Refusal, BadInput."""
    if isinstance(step, scenario.Reverse):
        record = engine.reverse(step.key, fault=step.fault)
        return record, of_settlement(record)
    number = sale.id if sale is not None else ""
    if step.lines is None:
        record = engine.refund(number, fault=step.fault)
        return record, of_settlement(record)
    returned = [Returned(item=line.item, quantity=line.quantity, trace=tuple(line.trace)) for line in step.lines]
    given_back = engine.give_back(number, returned, key=step.key, fault=step.fault)
    return given_back.remaining or given_back.refund, of_given_back(given_back)
