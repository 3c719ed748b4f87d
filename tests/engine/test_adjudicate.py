"""The stages in their order: which benefit applies, what each stage hands on, what is counted."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from engine.adjudicate.adjudication import Adjudication, adjudicate, counting_period
from engine.model.codes import Care, Insurance, Level, Status
from engine.model.purse import NO_BALANCE
from engine.model.year import Accrual, Counted
from engine.policy.edition import Counting
from tests.engine.rules import a_benefit, an_edition, yuan
from tests.engine.town import FAR_AWAY, NEXT_CITY, a_bill, counter_sale, employee, hospital, line, pharmacy, resident

if TYPE_CHECKING:
    from engine.model.bill import Bill

DAY = date(2025, 8, 31)
MET = Counted(deductible=yuan("800"))


def judged(bill: Bill, **changes: Any) -> Adjudication:
    usual: dict[str, Any] = {
        "person": employee("he"),
        "institution": hospital(),
        "edition": an_edition(),
        "day": DAY,
        "year": Counted(),
        "counted": Counted(),
        "own": NO_BALANCE,
    }
    return adjudicate(bill, **(usual | changes))


def rules(found: Adjudication) -> list[str]:
    return [step.rule for step in found.steps]


def test_e2_runs_through_all_the_stages() -> None:
    """E2: deductible crossed, price limit; 30000 fen of the deductible left, 60 %."""
    bill = a_bill(line("280"), line("98", "2", "B", limit="80", share="0.10"))
    found = judged(bill, institution=hospital(level=Level.TERTIARY), counted=Counted(deductible=yuan("500")))
    assert (found.amount.fen, found.off_catalogue.fen, found.in_scope.fen) == (47600, 0, 42400)
    assert (found.deductible.fen, found.fund.fen) == (30000, 7440)  # (42400 - 30000) * 0.60
    assert rules(found) == ["over-limit", "first-share", "in-scope", "deductible", "fund-ratio"]
    assert found.accruals == (Accrual(group="outpatient", period="2025", deductible=yuan("300"), fund=yuan("74.40")),)


def test_the_ceiling_cuts_what_the_rate_gave_but_not_the_deductible() -> None:
    found = judged(a_bill(line("1500")), year=Counted(deductible=yuan("200"), fund=yuan("5100")), counted=MET)
    assert found.fund.fen == 90000
    assert rules(found)[-1] == "ceiling"


# no benefit: no fund, no deductible, nothing counted


def nothing(found: Adjudication) -> bool:
    return not found.fund and not found.deductible and found.accruals == ()


def test_a_pharmacy_without_a_prescription_has_no_benefit() -> None:
    found = judged(counter_sale(line("500")), institution=pharmacy())
    assert nothing(found)
    assert rules(found) == ["in-scope", "no-prescription"]


def test_a_pharmacy_with_one_has_the_pharmacy_row() -> None:
    bill = a_bill(line("500"), at="pharmacy", care=Care.PHARMACY, prescription=True)
    assert judged(bill, institution=pharmacy(), counted=MET).fund.fen == 40000


def test_a_prescription_changes_nothing_elsewhere() -> None:
    assert judged(a_bill(line("500"), prescription=True), counted=MET).fund == judged(a_bill(line("500")), counted=MET).fund


@pytest.mark.parametrize(
    ("bill", "changes"),
    [
        (a_bill(line("500"), care=Care.INPATIENT), {}),  # no row for the care
        (a_bill(line("500")), {"person": resident("she")}),  # no row for the insurance
        (
            a_bill(line("500")),
            {"person": resident("she"), "edition": an_edition(benefits=(a_benefit(insurance=Insurance.RESIDENT),))},
        ),  # nor for the status
        (
            a_bill(line("500")),
            {"edition": an_edition(benefits=(a_benefit(ratio={Status.IN_SERVICE: {Level.TERTIARY: Decimal(1)}}),))},
        ),  # nor the level
    ],
)
def test_no_row_for_insurance_care_status_or_level_is_no_fund(bill: Bill, changes: dict[str, Any]) -> None:
    found = judged(bill, **changes)
    assert nothing(found)
    assert rules(found) == ["in-scope", "no-benefit"]


# treatment elsewhere


@pytest.mark.parametrize(
    ("place", "filed", "fund"),
    [
        ("990100", (), 40000),
        (NEXT_CITY, (), 35000),
        (NEXT_CITY, (NEXT_CITY,), 40000),
        (FAR_AWAY, (NEXT_CITY,), 35000),
        (FAR_AWAY, (FAR_AWAY,), 40000),
    ],
)
def test_another_region_without_a_filing_takes_the_points_off(place: str, filed: tuple[str, ...], fund: int) -> None:
    found = judged(a_bill(line("500")), institution=hospital(region=place), person=employee("he", filed_in=frozenset(filed)), counted=MET)
    assert found.fund.fen == fund  # 80 % or 70 % of 500


# what is counted, and where


@pytest.mark.parametrize(
    ("care", "group"),
    [(Care.OUTPATIENT, "outpatient"), (Care.CHRONIC, "outpatient"), (Care.PHARMACY, "outpatient"), (Care.INPATIENT, "inpatient")],
)
def test_outpatient_chronic_and_pharmacy_share_a_group_and_inpatient_has_its_own(care: Care, group: str) -> None:
    bill = a_bill(line("500"), care=care, prescription=True)
    assert [accrual.group for accrual in judged(bill, edition=an_edition(benefits=(a_benefit(care=care),))).accruals] == [group]


@pytest.mark.parametrize(
    ("counting", "periods"),
    [(Counting.ANNUAL, ["2025"]), (Counting.PER_VISIT, ["2025"]), (Counting.QUARTER, ["2025", "2025Q3"]),
     (Counting.MONTH, ["2025", "2025-08"]), (Counting.PER_INSTITUTION_YEAR, ["2025", "2025@clinic"])],
)  # fmt: skip
def test_the_year_is_always_counted_and_a_finer_period_beside_it(counting: Counting, periods: list[str]) -> None:
    edition = an_edition(benefits=(a_benefit(counting=counting),))
    found = judged(a_bill(line("500")), edition=edition)
    assert [accrual.period for accrual in found.accruals] == periods
    counted = {(accrual.group, accrual.deductible.fen, accrual.fund.fen) for accrual in found.accruals}
    assert counted == {("outpatient", 20000, 24000)}  # 200, and 80 % of 300
    assert counting_period(a_bill(line("500")), employee("he"), edition, DAY) == periods[-1]


def test_nothing_in_scope_counts_nothing() -> None:
    found = judged(a_bill(line("500", item_class="C")))
    assert found.accruals == ()
    assert found.off_catalogue.fen == 50000


def test_a_deductible_alone_is_counted_too() -> None:
    assert judged(a_bill(line("50"))).accruals == (Accrual(group="outpatient", period="2025", deductible=yuan("50"), fund=yuan("0")),)
