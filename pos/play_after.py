"""Steps that come after a sale: some of it or all of it is given back, or it is asked what became of it. The till notes what it is told."""

from collections.abc import Callable
from typing import Any

from engine.model.private import PrivateSale
from engine.model.returned import GivenBack, Returned
from engine.model.settlement import Settlement
from engine.model.sought import Record
from engine.service.engine import Engine
from pos import scenario
from pos.day_steps import DayStep, Query
from pos.play_day import played_day
from pos.play_private import beside
from pos.results import of_settlement
from pos.results_private import of_outcome_and_private, of_private, of_returned

Played = tuple[Record | None, dict[str, Any]]


def played_after(engine: Engine, step: scenario.Refund | scenario.Reverse | Query | DayStep, named: Callable[[str], Record]) -> Played:
    """The record that the step's name stands for - what remains, where something does - and the result. Raises Refusal, BadInput."""
    if isinstance(step, DayStep):
        return None, played_day(engine, step, named)
    if isinstance(step, Query):
        outcome = engine.query(step.key)
        engine.day.note(*outcome.records)
        return outcome.settlement or outcome.private, of_outcome_and_private(outcome)
    if isinstance(step, scenario.Reverse):
        outcome = engine.query(step.key)
        if outcome.settlement is None and outcome.private is not None:
            return _private(engine.private.reverse(step.key, fault=step.fault))
        return _undone(engine, engine.reverse(step.key, fault=step.fault))
    return _refunded(engine, step, named(step.sale))


def _refunded(engine: Engine, step: scenario.Refund, record: Record) -> Played:
    if step.lines is not None:
        returned = [Returned(item=line.item, quantity=line.quantity, trace=tuple(line.trace)) for line in step.lines]
        return _given_back(engine, step, record, returned)
    if isinstance(record, PrivateSale):
        return _private(engine.private.refund(record.id, fault=step.fault))
    refund = engine.private.refund_with if step.private else engine.refund
    return _undone(engine, refund(record.id, fault=step.fault))


def _given_back(engine: Engine, step: scenario.Refund, record: Record, returned: list[Returned]) -> Played:
    if isinstance(record, PrivateSale):
        back = engine.private.give_back(record.id, returned, key=step.key, fault=step.fault)
        return back.remaining or back.refund, of_returned(back)
    sold = {line.code for line in record.lines}
    goods = [line for line in returned if step.private and line.item not in sold]
    own = [line for line in returned if line not in goods]
    given_back: GivenBack = engine.private.give_back_with(record.id, own, goods, key=step.key, fault=step.fault)
    engine.day.note(*given_back.records)
    return given_back.remaining or given_back.refund, of_returned(given_back)


def _private(record: PrivateSale) -> Played:
    return record, of_private(record)


def _undone(engine: Engine, record: Settlement) -> Played:
    engine.day.note(record)
    return record, of_settlement(record) | beside(engine, record)
