"""Second stage: the deductible 起付标准. How it is counted is the edition's choice from a short table."""

from collections.abc import Callable, Mapping
from datetime import date

from engine.model.codes import Level
from engine.model.step import Step, make_step
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import Benefit, Counting

# Looked up once: on Python 3.11 naming a member of an enumeration costs as much as a call.
_NO_DEDUCTIBLE, _EACH_TIME = Counting.NONE, Counting.PER_VISIT

_Period = Callable[[date, str], str]

#: The period over which what was paid counts, by way of counting; `institution` is an id.
_PERIODS: Mapping[Counting, _Period] = {
    Counting.NONE: lambda day, _institution: calendar_year(day),
    Counting.PER_VISIT: lambda day, _institution: calendar_year(day),
    Counting.ANNUAL: lambda day, _institution: calendar_year(day),
    Counting.ANNUAL_TOP_UP: lambda day, _institution: calendar_year(day),
    Counting.PER_INSTITUTION_YEAR: lambda day, institution: f"{day.year}@{institution}",
    Counting.QUARTER: lambda day, _institution: f"{day.year}Q{(day.month + 2) // 3}",
    Counting.MONTH: lambda day, _institution: f"{day.year}-{day.month:02d}",
}


def calendar_year(day: date) -> str:
    """The period that ceilings and yearly deductibles are counted in."""
    return str(day.year)


def period_of(benefit: Benefit | None, day: date, institution: str) -> str:
    """The period whose counter decides how much deductible is left."""
    return calendar_year(day) if benefit is None else _PERIODS[benefit.counting](day, institution)


def deductible_left(benefit: Benefit, level: Level, counted: Counted) -> Money:
    """What is still to be borne: nothing, the whole at each visit, or the level's deductible less what was paid in the period."""
    if benefit.counting is _NO_DEDUCTIBLE:
        return Money.ZERO
    whole = benefit.deductible.get(level, Money.ZERO)
    if benefit.counting is _EACH_TIME:
        return whole
    return (whole - counted.deductible).or_zero()


def apply_deductible(in_scope: Money, benefit: Benefit, level: Level, counted: Counted) -> tuple[Money, Step]:
    """The part of the in-scope amount that the deductible takes."""
    left = deductible_left(benefit, level, counted)
    taken = in_scope.at_most(left)
    facts: dict[str, str | int] = {
        "counting": str(benefit.counting),
        "level": str(level),
        "in_scope_fen": in_scope.fen,
        "deductible_fen": benefit.deductible.get(level, Money.ZERO).fen,
        "paid_fen": counted.deductible.fen,
        "left_fen": left.fen,
        **benefit.sources.of("deductible"),
    }
    return taken, make_step(rule="deductible", amount=taken, facts=facts)
