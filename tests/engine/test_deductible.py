"""Second stage: the deductible, in all seven ways of counting it."""

from __future__ import annotations

from datetime import date

import pytest

from engine.adjudicate.deductible import apply_deductible, calendar_year, deductible_left, period_of
from engine.model.codes import Level
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import Counting
from engine.policy.source import Mark, Source, Sources
from tests.engine.rules import DEDUCTIBLES, a_benefit, yuan

NOTHING = Counted()
DAY = date(2025, 8, 31)


def left(counting: Counting, paid: str, level: Level = Level.SECONDARY) -> str:
    return str(deductible_left(a_benefit(counting=counting), level, Counted(deductible=yuan(paid))))


def test_none_has_no_deductible_even_where_figures_stand() -> None:
    assert left(Counting.NONE, "0") == "0.00"


def test_per_visit_is_the_whole_deductible_each_time() -> None:
    assert left(Counting.PER_VISIT, "0") == left(Counting.PER_VISIT, "5000") == "400.00"


PERIODIC = [Counting.ANNUAL, Counting.ANNUAL_TOP_UP, Counting.PER_INSTITUTION_YEAR, Counting.QUARTER, Counting.MONTH]


@pytest.mark.parametrize("counting", PERIODIC)
@pytest.mark.parametrize(("paid", "remains"), [("0", "400.00"), ("360", "40.00"), ("399.99", "0.01"), ("400", "0.00"), ("800", "0.00")])
def test_the_others_are_the_levels_deductible_less_what_was_paid_in_the_period(counting: Counting, paid: str, remains: str) -> None:
    assert left(counting, paid) == remains


def test_topping_up_after_a_lower_level_pays_the_difference_only_and_never_back() -> None:
    assert left(Counting.ANNUAL_TOP_UP, "200", Level.TERTIARY) == "600.00"
    assert left(Counting.ANNUAL_TOP_UP, "800", Level.PRIMARY) == "0.00"


@pytest.mark.parametrize("counting", Counting)
def test_a_level_that_is_not_named_has_no_deductible(counting: Counting) -> None:
    assert deductible_left(a_benefit(counting=counting, deductible={}), Level.PRIMARY, NOTHING) == Money.ZERO


@pytest.mark.parametrize(
    ("counting", "period"),
    [
        (Counting.NONE, "2025"),
        (Counting.PER_VISIT, "2025"),
        (Counting.ANNUAL, "2025"),
        (Counting.ANNUAL_TOP_UP, "2025"),
        (Counting.PER_INSTITUTION_YEAR, "2025@clinic"),
        (Counting.QUARTER, "2025Q3"),
        (Counting.MONTH, "2025-08"),
    ],
)
def test_each_way_of_counting_has_its_period(counting: Counting, period: str) -> None:
    assert period_of(a_benefit(counting=counting), DAY, "clinic") == period


def test_without_a_benefit_the_period_is_the_calendar_year() -> None:
    assert period_of(None, DAY, "clinic") == calendar_year(DAY) == "2025"


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_quarters_begin_in_january_april_july_and_october(month: int, quarter: int) -> None:
    assert period_of(a_benefit(counting=Counting.QUARTER), date(2025, month, 1), "clinic") == f"2025Q{quarter}"


@pytest.mark.parametrize(("in_scope", "taken"), [("0", "0.00"), ("39.99", "39.99"), ("40", "40.00"), ("540", "40.00")])
def test_it_takes_no_more_than_is_in_scope_and_no_more_than_is_left(in_scope: str, taken: str) -> None:
    amount, _ = apply_deductible(yuan(in_scope), a_benefit(), Level.SECONDARY, Counted(deductible=yuan("360")))
    assert str(amount) == taken


def test_a_level_without_a_deductible_has_none() -> None:
    amount, step = apply_deductible(yuan("540"), a_benefit(deductible={Level.TERTIARY: yuan("800")}), Level.PRIMARY, Counted())
    assert (amount, step.amount) == (Money.ZERO, Money.ZERO)
    assert (step.facts["deductible_fen"], step.facts["left_fen"]) == (0, 0)


def test_its_reason_shows_every_figure_and_where_it_comes_from() -> None:
    sources = Sources(table=Source(key="page", title="A page", mark=Mark.WEAK))
    amount, step = apply_deductible(yuan("540"), a_benefit(sources=sources), Level.SECONDARY, Counted(deductible=yuan("360")))
    assert (step.rule, step.amount) == ("deductible", amount)
    assert step.facts == {
        "counting": "annual",
        "level": "secondary",
        "in_scope_fen": 54000,
        "deductible_fen": DEDUCTIBLES[Level.SECONDARY].fen,
        "paid_fen": 36000,
        "left_fen": 4000,
        "source": "page",
        "mark": "s",
    }
