"""Steps that come after a sale: some of it or all of it is given back, or it is asked what became of it. The till notes what it is told."""

from collections.abc import Callable
from typing import Any

from engine.model.returned import Returned
from engine.model.settlement import Settlement
from engine.service.engine import Engine
from pos import scenario
from pos.day_steps import DayStep, Query
from pos.play_day import played_day
from pos.results import of_given_back, of_outcome, of_settlement

Played = tuple[Settlement | None, dict[str, Any]]


def played_after(engine: Engine, step: scenario.Refund | scenario.Reverse | Query | DayStep, named: Callable[[str], Settlement]) -> Played:
    """The record that the step's name stands for - what remains, where something does - and the result. Raises Refusal, BadInput."""
    if isinstance(step, DayStep):
        return None, played_day(engine, step, named)
    if isinstance(step, Query):
        outcome = engine.query(step.key)
        engine.day.note(*outcome.records)
        return outcome.settlement, of_outcome(outcome)
    if isinstance(step, scenario.Reverse):
        return _undone(engine, engine.reverse(step.key, fault=step.fault))
    number = named(step.sale).id
    if step.lines is None:
        return _undone(engine, engine.refund(number, fault=step.fault))
    returned = [Returned(item=line.item, quantity=line.quantity, trace=tuple(line.trace)) for line in step.lines]
    given_back = engine.give_back(number, returned, key=step.key, fault=step.fault)
    engine.day.note(*given_back.records)
    return given_back.remaining or given_back.refund, of_given_back(given_back)


def _undone(engine: Engine, record: Settlement) -> Played:
    engine.day.note(record)
    return record, of_settlement(record)
