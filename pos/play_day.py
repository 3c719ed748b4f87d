"""Steps of a till's day: sign-in, sign-out, reconciliation, its end, differences for training."""

from collections.abc import Callable
from typing import Any

from engine.model.sought import Record
from engine.service.engine import Engine
from pos import day_steps
from pos.results_closing import of_closing, of_takings
from pos.results_day import of_reconciliation, of_session


def played_day(engine: Engine, step: day_steps.DayStep, named: Callable[[str], Record]) -> dict[str, Any]:
    """The result's keys. Raises Refusal, BadInput."""
    known = engine.institutions()
    at = step.at if step.at is not None or len(known) != 1 else known[0].id
    institution = engine.institution(at or "").id
    match step:
        case day_steps.SignIn():
            told = of_session(engine.day.sign_in(institution, step.operator))
        case day_steps.SignOut():
            told = of_session(engine.day.sign_out(institution))
        case day_steps.Reconcile():
            told = of_reconciliation(engine.day.reconcile(institution, step.date))
        case day_steps.TakingsStep():
            told = of_takings(engine.closings.x(institution))
        case day_steps.CloseStep():
            told = of_closing(engine.closings.z(institution, counted=step.counted, operator=step.operator))
        case day_steps.PlantStep():
            planted = engine.day.plant(institution, step.kind, sale=None if step.sale is None else named(step.sale).id)
            told = {"planted": step.kind.value, "settlement": planted}
        case _:
            told = {"mended": engine.day.mend(institution)}
    return told
