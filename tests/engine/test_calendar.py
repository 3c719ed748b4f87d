"""Days and years are China's. Counters and limits begin anew on 1 January; a refund goes back to the year it came from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine.model.codes import Care
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import Counting
from engine.service.context import CHINA
from tests.engine.rules import a_benefit, an_edition, yuan
from tests.engine.town import Town, a_bill, a_grant, a_town, counter_sale, employee, hospital, line, resident

NEW_YEARS_EVE = datetime(2025, 12, 31, 23, 59, 0, tzinfo=CHINA)


def the_town(counting: Counting = Counting.ANNUAL) -> Town:
    rows = (
        a_benefit(counting=counting),
        a_benefit(counting=counting, care=Care.PHARMACY),
        a_benefit(counting=counting, care=Care.INPATIENT),
    )
    town = a_town(
        (employee("he"), "0"), (employee("son"), "10000"), resident("kid"), grants=[a_grant("son", "kid", limit=yuan("60"))],
        editions=[an_edition(benefits=rows)], institutions=[hospital("other")],
    )  # fmt: skip
    town.clock.now = NEW_YEARS_EVE
    return town


def counted(town: Town, year: int, group: str = "outpatient") -> Counted:
    with town.books.read() as books:
        return books.counted("he", group, str(year))


def test_the_deductible_and_the_ceiling_begin_anew_on_1_january() -> None:
    town = the_town()
    last_year = town.settle(a_bill(line("10000")), "he")
    assert (last_year.figures.deductible, last_year.figures.fund) == (yuan("200"), yuan("6000"))  # 7840 cut at the ceiling
    assert town.settle(a_bill(line("100")), "he").figures.fund == Money.ZERO
    town.clock.advance(minutes=1)
    this_year = town.settle(a_bill(line("10000")), "he")
    assert (this_year.figures.deductible, this_year.figures.fund) == (yuan("200"), yuan("6000"))
    assert town.engine.counted("he") == counted(town, 2026) == counted(town, 2025) == Counted(deductible=yuan("200"), fund=yuan("6000"))


def test_a_refund_gives_back_to_the_year_of_the_sale() -> None:
    town = the_town()
    sale = town.settle(a_bill(line("1000")), "he")
    town.clock.advance(minutes=1)
    town.settle(a_bill(line("1000")), "he")
    refund = town.engine.refund(sale.id)
    assert refund.id.startswith("20260101")
    assert counted(town, 2025) == Counted()
    assert counted(town, 2026) == Counted(deductible=yuan("200"), fund=yuan("640"))
    assert town.engine.check() == []


def test_a_limit_holds_for_a_calendar_year_and_a_refund_frees_the_old_one() -> None:
    town = the_town()
    hundred = counter_sale(line("100"))
    old = town.settle(hundred, "kid")
    assert (old.figures.mutual_aid, town.settle(hundred, "kid").figures.mutual_aid) == (yuan("60"), Money.ZERO)
    town.clock.advance(minutes=1)
    assert town.settle(hundred, "kid").figures.mutual_aid == yuan("60")
    town.engine.refund(old.id)
    assert town.settle(hundred, "kid").figures.mutual_aid == Money.ZERO  # what came back is last year's
    assert list(town.engine.family_of("kid").used.values()) == [yuan("60")]
    town.clock.advance(minutes=-1)
    assert list(town.engine.family_of("kid").used.values()) == [Money.ZERO]


@pytest.mark.parametrize("zone", [UTC, CHINA, timezone(timedelta(hours=-11))])
def test_the_day_is_that_of_china_whatever_the_clock_says(zone: timezone) -> None:
    town = the_town()
    town.clock.now = datetime(2025, 12, 31, 16, 0, 0, 999_999, tzinfo=UTC).astimezone(zone)  # midnight in China
    sale = town.settle(a_bill(line("1000")), "he")
    assert sale.at == town.engine.now() == datetime(2026, 1, 1, tzinfo=CHINA)
    assert sale.at.isoformat() == "2026-01-01T00:00:00+08:00"
    assert sale.id.startswith("20260101")
    assert counted(town, 2026).fund == yuan("640")


# finer periods


def deductibles(town: Town, *places_and_days: tuple[str, int]) -> list[str]:
    """Of a bill of 150 each: (institution, days later)."""
    taken = []
    for place, days in places_and_days:
        town.clock.advance(days=days)
        taken.append(str(town.settle(a_bill(line("150"), at=place), "he").figures.deductible))
    return taken


def begins_in_may(counting: Counting) -> Town:
    town = the_town(counting)
    town.clock.now = datetime(2025, 5, 31, 9, 0, tzinfo=CHINA)
    return town


def test_none_takes_nothing() -> None:
    assert deductibles(begins_in_may(Counting.NONE), ("clinic", 0), ("clinic", 0)) == ["0.00", "0.00"]


def test_per_visit_takes_it_each_time() -> None:
    assert deductibles(begins_in_may(Counting.PER_VISIT), ("clinic", 0), ("clinic", 0)) == ["150.00", "150.00"]


@pytest.mark.parametrize("counting", [Counting.ANNUAL, Counting.ANNUAL_TOP_UP])
def test_annual_takes_it_once_a_year(counting: Counting) -> None:
    assert deductibles(begins_in_may(counting), ("clinic", 0), ("other", 1), ("clinic", 60)) == ["150.00", "50.00", "0.00"]


def test_monthly_takes_it_once_a_month() -> None:
    assert deductibles(begins_in_may(Counting.MONTH), ("clinic", 0), ("clinic", 0), ("clinic", 1)) == ["150.00", "50.00", "150.00"]


def test_quarterly_takes_it_once_a_quarter() -> None:
    assert deductibles(begins_in_may(Counting.QUARTER), ("clinic", 0), ("clinic", 1), ("clinic", 30)) == ["150.00", "50.00", "150.00"]


def test_per_institution_takes_it_once_at_each() -> None:
    assert deductibles(begins_in_may(Counting.PER_INSTITUTION_YEAR), ("clinic", 0), ("other", 0), ("clinic", 200)) == [
        "150.00",
        "150.00",
        "50.00",
    ]


def test_a_refund_takes_back_from_the_finer_period_too() -> None:
    town = begins_in_may(Counting.MONTH)
    sale = town.settle(a_bill(line("150")), "he")
    town.clock.advance(days=1)
    town.engine.refund(sale.id)
    town.clock.advance(days=-1)
    assert deductibles(town, ("clinic", 0)) == ["150.00"]
    assert town.engine.check() == []


# groups


def test_outpatient_and_pharmacy_share_a_counter_and_inpatient_has_its_own() -> None:
    town = the_town()
    assert town.settle(a_bill(line("150")), "he").figures.deductible == yuan("150")
    with_prescription = a_bill(line("150"), at="pharmacy", care=Care.PHARMACY, prescription=True)
    assert town.settle(with_prescription, "he").figures.deductible == yuan("50")
    assert town.settle(a_bill(line("150"), care=Care.INPATIENT), "he").figures.deductible == yuan("150")
    assert counted(town, 2025) == Counted(deductible=yuan("200"), fund=yuan("80"))
    assert counted(town, 2025, "inpatient") == Counted(deductible=yuan("150"))
    assert town.engine.counted("he").deductible == yuan("350")  # all groups together
