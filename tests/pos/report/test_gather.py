"""What the report tells is what the books and the refusals beside them say."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, Refusal, RefusalCode
from engine.money import Money
from pos.refusals_met import file_beside, meet
from pos.report.gather import PAYERS, Report, gather
from pos.report.period import Period, period_of
from tests.pos.report.conftest import sell

if TYPE_CHECKING:
    from pos.wiring import House
    from tests.pos.conftest import Clock

TODAY = date(2025, 11, 21)


def told(house: House, first: date | None = None, last: date | None = None, at: str | None = None) -> Report:
    period = period_of(house.engine.now().date(), first=first, last=last)
    place = None if at is None else house.engine.institution(at)
    return gather(house.engine, period, place=place, own=house.institution)


def test_the_days_and_the_months_add_up_to_the_books(busy: House) -> None:
    report = told(busy, first=date(2025, 1, 1))
    records = [record for record in busy.engine.journal(1000) if record.institution is not None]
    expected = {
        "fund": sum(record.figures.fund.fen for record in records),
        "own_account": sum(record.figures.own_account.fen for record in records),
        "mutual_aid": sum(record.figures.mutual_aid.fen for record in records),
        "wallet": 0,
        "cash": sum(record.coins.fen for record in records),
        "private": 0,
    }
    days: Counter[str] = Counter()
    for paid in report.days.values():
        days.update(paid.fen)
    assert {payer: days[payer] for payer in PAYERS} == expected
    assert {payer: report.year.fen[payer] for payer in PAYERS} == expected
    assert report.year.whole == Money(sum(record.figures.total.fen for record in records))
    assert sum(paid.count for paid in report.days.values()) == report.year.count
    assert list(report.months) == [f"2025-{month:02d}" for month in range(1, 12)]


def test_draws_are_told_by_family_net_of_what_came_back(busy: House) -> None:
    report = told(busy)
    drawn: Counter[str] = Counter()
    for record in busy.engine.journal(1000):
        for draw in record.draws:
            drawn[draw.authoriser] += draw.amount.fen
    assert sum(family.amount.fen for family in report.families) == sum(drawn.values())
    assert all("*" in family.authoriser and "*" in family.beneficiary for family in report.families)
    assert [family.amount for family in report.families] == sorted((family.amount for family in report.families), reverse=True)


def test_a_premium_is_a_draw_and_no_sale(kept: House) -> None:
    kept.engine.pay_premium(authoriser="father", beneficiary="child", kind="minor")
    report = told(kept)
    ((family,), year) = (report.families, report.year)
    assert (family.amount, family.count, year.count, year.whole) == (Money(390_00), 1, 0, Money.ZERO)
    assert told(kept, at="pharmacy").families == (), "it was paid at no institution"


def test_deductibles_are_those_that_the_books_count(busy: House) -> None:
    report = told(busy)
    assert report.deductibles
    for each in report.deductibles:
        assert each.borne == busy.engine.counted(each.person.id).deductible
        assert each.whole > Money.ZERO


def test_refusals_are_counted_by_code_in_the_days_and_in_the_year(busy: House) -> None:
    (only,) = told(busy, first=date(2025, 11, 1)).refusals
    assert only.code == "non-medical-item"
    assert only.year > only.days > 0


def test_one_institution_alone(busy: House) -> None:
    assert told(busy, at="pharmacy").year.fen == told(busy).year.fen
    other = next(place.id for place in busy.engine.institutions() if place.id != "pharmacy")
    report = told(busy, at=other)
    assert (report.year.whole, report.families, report.deductibles, report.refusals) == (Money.ZERO, (), (), ())


def test_without_the_file_of_refusals_the_rest_is_told(busy: House) -> None:
    file = file_beside(busy.engine.books.url)
    assert file is not None
    whole = told(busy)
    file.unlink()
    report = told(busy)
    assert report.refusals == ()
    assert report.year.fen == whole.year.fen


def test_days_outside_the_year_are_told_and_stay_out_of_its_months(kept: House, clock: Clock) -> None:
    clock.at = datetime(2025, 12, 30, 1, 0, tzinfo=UTC)
    sell(kept, "father", "amox")
    clock.at = datetime(2026, 1, 2, 1, 0, tzinfo=UTC)
    sell(kept, "father", "amox", 2)
    meet(kept.engine, Refusal(RefusalCode.NO_GRANT))
    report = told(kept, first=date(2025, 12, 25))
    assert [str(paid.whole) for paid in report.days.values() if paid.count] == ["12.50", "25.00"]
    assert (str(report.year.whole), list(report.months)) == ("25.00", ["2026-01"])
    assert [(each.code, each.days, each.year) for each in report.refusals] == [("no-grant", 1, 1)]


# which days


@pytest.mark.parametrize(
    ("given", "period"),
    [
        ({}, (date(2025, 10, 22), TODAY)),
        ({"last": date(2025, 1, 9)}, (date(2025, 1, 1), date(2025, 1, 9))),
        ({"year": 2024}, (date(2024, 12, 1), date(2024, 12, 31))),
        ({"year": 2025}, (date(2025, 10, 22), TODAY)),
        ({"first": date(2025, 11, 21)}, (TODAY, TODAY)),
        ({"first": date(2024, 12, 30), "last": date(2025, 1, 2)}, (date(2024, 12, 30), date(2025, 1, 2))),
        ({"last": date(1, 1, 5)}, (date(1, 1, 1), date(1, 1, 5))),
    ],
)
def test_what_is_left_out_is_usual(given: dict[str, date], period: tuple[date, date]) -> None:
    assert period_of(TODAY, **given) == Period(first=period[0], last=period[1])  # type: ignore[arg-type] # a year is a number


@pytest.mark.parametrize(
    "given",
    [
        {"first": date(2025, 11, 22)},
        {"first": date(2024, 11, 1)},
        {"last": date(2024, 1, 1), "year": 2025},
        {"first": date(2025, 3, 1), "last": date(2025, 2, 28)},
    ],
)
def test_a_wrong_period_is_named(given: dict[str, date]) -> None:
    with pytest.raises(BadInput, match="bad-period"):
        period_of(TODAY, **given)  # type: ignore[arg-type] # a year is a number
