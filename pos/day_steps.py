"""Steps of a scenario about a till's day and about what became of a key. `at` may be left out where there is one institution."""

import datetime as dt

from engine.model.till import Plant
from engine.money import Money
from pos.step import Step


class DayStep(Step, kw_only=True):
    """What they share: the till's institution."""

    at: str | None = None


class SignIn(DayStep, tag="sign-in", kw_only=True):
    """签到."""

    operator: str


class SignOut(DayStep, tag="sign-out", kw_only=True):
    """签退."""


class Reconcile(DayStep, tag="reconcile", kw_only=True):
    """The till's record against the bureau's, of today or of `date`."""

    date: dt.date | None = None


class PlantStep(DayStep, tag="plant", kw_only=True):
    """A difference in the till's record; `sale` names the result that it is made on, or else the newest one that bears it."""

    kind: Plant
    sale: str | None = None


class Mend(DayStep, tag="mend", kw_only=True):
    """Take all planted differences back."""


class TakingsStep(DayStep, tag="x", kw_only=True):
    """What was taken since the last closing; writes nothing."""


class CloseStep(DayStep, tag="close", kw_only=True):
    """日结; `counted` is booked with it."""

    counted: Money | None = None
    operator: str = ""


class Query(Step, tag="query", kw_only=True):
    """What became of a key; a settlement that is found is noted by the till, and named."""

    key: str


AnyDayStep = SignIn | SignOut | Reconcile | PlantStep | Mend | TakingsStep | CloseStep
