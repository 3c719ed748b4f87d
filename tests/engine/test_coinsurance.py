"""Third stage: the fund's share above the deductible, by one rate or by rising tiers, rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.adjudicate.coinsurance import Tiers, apply_rates
from engine.model.codes import Level, Status
from engine.money import Money
from engine.policy.edition import Tier
from tests.engine.reckoning import half_up
from tests.engine.rules import a_benefit, yuan

JINAN: Tiers = ((yuan("10000"), Decimal("0.85")), (yuan("400000"), Decimal("0.88")), (yuan("600000"), Decimal("0.90")))


def fund(covered: str, tiers: Tiers, *, unfiled: bool = False, minus: str = "0.10") -> int:
    return apply_rates(yuan(covered), tiers, a_benefit(unfiled_minus=Decimal(minus)), unfiled=unfiled)[0].fen


def one(rate: str) -> Tiers:
    return ((None, Decimal(rate)),)


@pytest.mark.parametrize(
    ("covered", "rate", "paid"),
    [
        ("58.12", "0.80", 4650),
        ("0", "0.80", 0),
        ("0.01", "0.5", 1),
        ("0.01", "0.49", 0),
        ("124.00", "0.60", 7440),
        ("500", "0", 0),
        ("500", "1", 50000),
    ],
)
def test_one_ratio_pays_its_part_rounded_half_up(covered: str, rate: str, paid: int) -> None:
    assert fund(covered, one(rate)) == paid


@pytest.mark.parametrize(
    ("covered", "paid"),
    [
        ("9999.99", 849999),  # 999999 * 0.85 = 849999.15
        ("10000", 850000),
        ("10000.01", 850001),  # 850000 + 0.88
        ("400000", 1000000 * 85 // 100 + 39000000 * 88 // 100),
        ("500000", 1000000 * 85 // 100 + 39000000 * 88 // 100 + 10000000 * 90 // 100),
        ("600000", 1000000 * 85 // 100 + 39000000 * 88 // 100 + 20000000 * 90 // 100),
        ("999999", 1000000 * 85 // 100 + 39000000 * 88 // 100 + 20000000 * 90 // 100),  # above the last end nothing is paid
    ],
)
def test_each_tier_pays_its_own_rate_for_what_falls_into_it(covered: str, paid: int) -> None:
    assert fund(covered, JINAN) == paid


def test_a_last_tier_without_an_end_covers_the_rest() -> None:
    open_end: Tiers = ((yuan("100"), Decimal("0.5")), (None, Decimal("0.9")))
    assert fund("300", open_end) == 5000 + 18000


def test_unfiled_treatment_elsewhere_takes_the_points_off_every_rate() -> None:
    assert fund("200", one("0.60"), unfiled=True) == 10000  # E9b: 60 - 10 points
    assert fund("200", one("0.60"), unfiled=False) == 12000
    assert fund("10000", JINAN, unfiled=True) == 750000


def test_a_rate_never_falls_below_zero() -> None:
    assert fund("200", one("0.05"), unfiled=True) == 0


def test_its_reason_shows_the_rate_that_counted() -> None:
    benefit = a_benefit(unfiled_minus=Decimal("0.10"))
    _, filed = apply_rates(yuan("200"), one("0.60"), benefit, unfiled=False)
    assert (filed.rule, filed.amount.fen, filed.facts) == ("fund-ratio", 12000, {"covered_fen": 20000, "ratio": "0.60"})
    _, unfiled = apply_rates(yuan("200"), one("0.60"), benefit, unfiled=True)
    assert unfiled.facts == {"covered_fen": 20000, "ratio": "0.50", "unfiled_minus": "0.10"}
    _, tiered = apply_rates(yuan("20000"), JINAN, benefit, unfiled=False)
    assert (tiered.rule, tiered.facts["tiers"]) == ("fund-tiers", "10000.00 x 0.85 + 10000.00 x 0.88")


# tiers over the whole in-scope amount: the deductible takes the lowest part


@pytest.mark.parametrize(
    ("deductible", "covered", "paid"),
    [
        ("800", "0", 0),
        ("800", "9199.99", 781999),  # 919999 * 0.85 = 781999.15
        ("800", "9200", 920000 * 85 // 100),
        ("800", "9200.01", 920000 * 85 // 100 + 1),  # 0.88
        ("800", "19200", 920000 * 85 // 100 + 1000000 * 88 // 100),
        ("10000", "100", 8800),  # the deductible uses the lowest tier up
        ("12000", "100", 8800),
        ("800", "700000", 920000 * 85 // 100 + 39000000 * 88 // 100 + 20000000 * 90 // 100),  # what lies above the last end is not covered
        ("0", "10000", 850000),
    ],
)
def test_an_edition_may_count_the_deductible_into_the_tiers(deductible: str, covered: str, paid: int) -> None:
    whole = a_benefit(tiers_include_deductible=True)
    fund, step = apply_rates(yuan(covered), JINAN, whole, unfiled=False, deductible=yuan(deductible))
    assert fund.fen == paid
    assert (step.rule, step.amount, step.facts["deductible_fen"]) == ("fund-tiers-whole", fund, yuan(deductible).fen)


def test_the_reason_says_from_where_the_tiers_were_counted() -> None:
    tiers: dict[bool, object] = {}
    for whole in (False, True):
        benefit = a_benefit(tiers_include_deductible=whole)
        _, step = apply_rates(yuan("19200"), JINAN, benefit, unfiled=False, deductible=yuan("800"))
        tiers[whole] = (step.rule, step.facts.get("deductible_fen"), step.facts["tiers"])
    assert tiers == {
        False: ("fund-tiers", None, "10000.00 x 0.85 + 9200.00 x 0.88"),
        True: ("fund-tiers-whole", 80000, "9200.00 x 0.85 + 10000.00 x 0.88"),
    }


def test_the_points_for_no_filing_come_off_whole_tiers_too() -> None:
    whole = a_benefit(tiers_include_deductible=True)
    fund, step = apply_rates(yuan("19200"), JINAN, whole, unfiled=True, deductible=yuan("800"))
    assert fund.fen == 920000 * 75 // 100 + 1000000 * 78 // 100
    assert step.facts["unfiled_minus"] == "0.10"


def test_a_benefit_gives_the_tiers_of_a_person_and_level() -> None:
    tiered = a_benefit(
        ratio={},
        tiers=(
            Tier(upto=yuan("10000"), ratio={Status.RETIRED: {Level.PRIMARY: Decimal("0.93")}}),
            Tier(upto=None, ratio={Status.RETIRED: {Level.PRIMARY: Decimal("0.96")}}),
        ),
    )
    assert tiered.tiers_for(Status.RETIRED, Level.PRIMARY) == ((yuan("10000"), Decimal("0.93")), (None, Decimal("0.96")))
    assert tiered.tiers_for(Status.RETIRED, Level.TERTIARY) == tiered.tiers_for(Status.IN_SERVICE, Level.PRIMARY) == ()


def test_a_tier_that_does_not_name_a_level_pays_it_nothing_and_keeps_its_ends() -> None:
    tiered = a_benefit(
        ratio={},
        tiers=(
            Tier(upto=yuan("100"), ratio={Status.IN_SERVICE: {Level.TERTIARY: Decimal("0.85")}}),
            Tier(upto=yuan("400"), ratio={Status.IN_SERVICE: {Level.TERTIARY: Decimal("0.88"), Level.PRIMARY: Decimal("0.93")}}),
        ),
    )
    tiers = tiered.tiers_for(Status.IN_SERVICE, Level.PRIMARY)
    assert tiers == ((yuan("100"), Decimal(0)), (yuan("400"), Decimal("0.93")))
    assert fund("300", tiers) == 18600  # (300 - 100) * 0.93


ends = st.lists(st.integers(1, 10**9), unique=True, max_size=4).map(sorted)


@given(st.integers(0, 2 * 10**9), ends, st.data())
def test_tiers_are_the_exact_sum_over_their_portions(covered: int, upto: list[int], data: st.DataObject) -> None:
    rates = data.draw(st.lists(st.decimals(0, 1, places=4), min_size=len(upto) + 1, max_size=len(upto) + 1))
    tiers = (*((Money(end), rate) for end, rate in zip(upto, rates, strict=False)), (None, rates[-1]))
    exact = sum(
        (
            max(0, min(covered, end) - begin) * Fraction(rate)
            for (begin, end), rate in zip(pairwise([0, *upto, covered]), rates, strict=True)
        ),
        Fraction(0),
    )
    assert apply_rates(Money(covered), tiers, a_benefit(), unfiled=False)[0].fen == half_up(exact)
