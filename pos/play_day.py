"""Steps of a till's day: sign-in, sign-out, reconciliation, differences for training."""

from collections.abc import Callable
from typing import Any

from engine.model.sought import Record
from engine.service.engine import Engine
from pos import day_steps
from pos.results_day import of_reconciliation, of_session


def played_day(engine: Engine, step: day_steps.DayStep, named: Callable[[str], Record]) -> dict[str, Any]:
    """The result's keys. Raises Refusal, BadInput."""
    known = engine.institutions()
    at = step.at if step.at is not None or len(known) != 1 else known[0].id
    institution = engine.institution(at or "").id
    match step:
        case day_steps.SignIn():
            return of_session(engine.day.sign_in(institution, step.operator))
        case day_steps.SignOut():
            return of_session(engine.day.sign_out(institution))
        case day_steps.Reconcile():
            return of_reconciliation(engine.day.reconcile(institution, step.date))
        case day_steps.PlantStep():
            planted = engine.day.plant(institution, step.kind, sale=None if step.sale is None else named(step.sale).id)
            return {"planted": step.kind.value, "settlement": planted}
        case _:
            return {"mended": engine.day.mend(institution)}
