"""The nouns judge themselves: what cannot be is never built, and what they say of themselves is so."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.allocate.wallet import pay_from_wallet
from engine.model.bill import Line
from engine.model.codes import Care, Kind
from engine.model.credential import is_credential_shaped
from engine.model.item import fits
from engine.model.person import is_region, province
from engine.model.trace import ONE_PACK, is_trace_code, packs, portions
from engine.model.year import Counted
from tests.engine.rules import yuan
from tests.engine.town import a_bill, a_grant, balance, employee, hospital, item, line, pharmacy, resident

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_SIX_DIGITS = ["", "99010", "9901000", "99010a", "９９０１００", "-99010"]


# who and where


@pytest.mark.parametrize("text", NOT_SIX_DIGITS)
@pytest.mark.parametrize("build", [employee, hospital])
def test_a_region_is_six_ascii_digits_and_the_error_names_it_and_whose_it_is(text: str, build: Callable[..., object]) -> None:
    assert not is_region(text)
    with pytest.raises(ValueError, match=f"^region '{text}' of somebody is no 6-digit region code$"):
        build("somebody", region=text)


def test_of_a_long_text_in_place_of_a_region_forty_characters_are_told() -> None:
    for build in (employee, hospital):
        with pytest.raises(ValueError, match=f"^region '{'9' * 40}' of somebody "):
            build("somebody", region="9" * 41)


def test_the_province_is_the_first_two_digits() -> None:
    assert is_region("990200")
    assert province("990200") == "99"


def test_a_pharmacy_sells_under_pharmacy_care_and_a_hospital_to_outpatients() -> None:
    assert pharmacy().usual_care is Care.PHARMACY
    assert hospital().usual_care is Care.OUTPATIENT
    assert pharmacy(kind=Kind.HOSPITAL).usual_care is Care.OUTPATIENT, "the kind says it, not the level"


def test_an_employee_has_an_account_to_share_and_a_resident_has_none() -> None:
    assert employee("he").may_authorise
    assert not resident("she").may_authorise


# the code that is shown


@pytest.mark.parametrize(
    ("text", "shaped"),
    [("1" * 28, True), ("1" * 27, False), ("1" * 29, False), ("1" * 27 + "a", False), ("1" * 27 + "１", False), ("", False)],
)
def test_a_credential_is_28_ascii_digits(text: str, *, shaped: bool) -> None:
    assert is_credential_shaped(text) is shaped


# goods and bills


@pytest.mark.parametrize("value", ["100", "1E+2", "-100", "0.0001", "1.2345", "NaN", "Infinity", "-Infinity"])
def test_a_number_with_more_digits_before_or_after_the_point_does_not_fit(value: str) -> None:
    with pytest.raises(ValueError, match=f"^price {re.escape(value)} is no number of at most 2 digits and 3 decimals$"):
        fits("price", Decimal(value), whole_digits=2, decimals=3)


@pytest.mark.parametrize("value", ["99.999", "-99.999", "0", "0.001", "1E+1", "10.000"])
def test_a_number_with_as_many_fits(value: str) -> None:
    fits("price", Decimal(value), whole_digits=2, decimals=3)


def test_of_a_long_number_forty_characters_are_told() -> None:
    with pytest.raises(ValueError, match=f"^price {'1' * 40} is no number "):
        fits("price", Decimal("1" * 41), whole_digits=2, decimals=3)


def test_the_numbers_of_goods_have_the_digits_of_the_wire() -> None:
    """Prices numeric with 16 digits before and 6 after the point, quantities 12 and 4."""
    most = "9999999999999999.999999"
    assert str(item("a", most, limit=most, share="0.999999").limit) == most
    assert str(Line(item=item("a", "0.000001"), quantity=Decimal("999999999999.9999")).quantity) == "999999999999.9999"
    for wrong in ("10000000000000000", "0.0000001"):
        with pytest.raises(ValueError, match=r"^price .* at most 16 digits and 6 decimals$"):
            item("a", wrong)
        with pytest.raises(ValueError, match=r"^limit .* at most 16 digits and 6 decimals$"):
            item("a", "1", limit=wrong)
        with pytest.raises(ValueError, match=r"^first_share .* at most 16 digits and 6 decimals$"):
            item("a", "1", share=wrong)
    for wrong in ("1000000000000", "0.00001"):
        with pytest.raises(ValueError, match=r"^quantity .* at most 12 digits and 4 decimals$"):
            line("1", wrong)


def test_prices_are_not_negative_and_a_share_is_at_most_the_whole() -> None:
    assert item("a", "0", limit="0", share="1").first_share == 1
    assert item("a", "2", limit="2").price == 2
    for name, price, limit, share in (("price", "-0.01", None, "0"), ("limit", "1", "-0.01", "0"), ("first_share", "1", None, "-0.01")):
        with pytest.raises(ValueError, match=f"^{name} -0.01 is out of range$"):
            item("a", price, limit=limit, share=share)
    with pytest.raises(ValueError, match=r"^first_share 1\.01 is out of range$"):
        item("a", "1", share="1.01")


@pytest.mark.parametrize(("item_class", "medical"), [("A", True), ("B", True), ("C", True), ("non-medical", False)])
def test_off_the_catalogue_is_still_medical(item_class: str, *, medical: bool) -> None:
    assert item("a", "1", item_class).medical is medical


def test_a_premium_is_not_billed() -> None:
    with pytest.raises(ValueError, match=r"^a premium is no care that is billed$"):
        a_bill(line("1"), care=Care.PREMIUM)


def test_inpatient_care_has_counters_of_its_own_and_all_other_care_shares_one() -> None:
    assert {care for care in Care if care.group == "inpatient"} == {Care.INPATIENT}
    assert {care.group for care in Care} == {"inpatient", "outpatient"}


# money that somebody has


def test_a_limit_is_not_below_zero() -> None:
    assert a_grant("aunt", "he", limit=yuan("0")).limit == yuan("0")
    with pytest.raises(ValueError, match=r"^limit -0\.01 is below zero$"):
        a_grant("aunt", "he", limit=yuan("-0.01"))


@pytest.mark.parametrize(("everything", "prior"), [("10", "-0.01"), ("10", "10.01"), ("-1", "-1"), ("-1", "0")])
def test_the_prior_year_part_lies_within_the_balance(everything: str, prior: str) -> None:
    with pytest.raises(ValueError, match=f"^prior-year part {yuan(prior)} outside 0..{yuan(everything)}$"):
        balance(everything, prior)


def test_spending_takes_the_prior_year_part_first() -> None:
    assert balance("10", "10").prior_part_of(yuan("4")) == yuan("4")
    assert balance("10", "3").prior_part_of(yuan("4")) == yuan("3")
    assert balance("10").prior_part_of(yuan("4")) == yuan("0")


@pytest.mark.parametrize(("deductible", "fund"), [("-0.01", "1"), ("1", "-0.01")])
def test_nothing_is_counted_below_zero(deductible: str, fund: str) -> None:
    with pytest.raises(ValueError, match=f"^counted below zero: deductible {yuan(deductible)}, fund {yuan(fund)}$"):
        Counted(deductible=yuan(deductible), fund=yuan(fund))


@pytest.mark.parametrize(("cash", "has", "paid"), [("5", "3", "3"), ("5", "8", "5"), ("5", "0", "0")])
def test_a_wallet_pays_what_it_can_of_the_cash_and_says_of_what(cash: str, has: str, paid: str) -> None:
    step = pay_from_wallet(yuan(cash), yuan(has))
    assert (step.rule, step.amount, step.facts) == ("wallet", yuan(paid), {"cash_fen": yuan(cash).fen, "balance_fen": yuan(has).fen})


# packs and their codes


@pytest.mark.parametrize(
    ("texts", "good"), [(["8", "a b", "!~", "x" * 100], True), (["x" * 101, "", " a", "a ", "a\n", "药"], False)], ids=["good", "bad"]
)
def test_a_trace_code_is_1_to_100_printable_characters_without_blanks_around(texts: list[str], *, good: bool) -> None:
    assert {is_trace_code(text) for text in texts} == {good}


@pytest.mark.parametrize(("quantity", "needed"), [("1", 1), ("1.0001", 2), ("2", 2), ("2.5", 3), ("0.0001", 1)])
def test_a_part_of_a_pack_is_counted_as_one(quantity: str, needed: int) -> None:
    assert packs(Decimal(quantity)) == needed


@pytest.mark.parametrize(
    ("quantity", "codes", "found"),
    [
        ("1", "a", {"a": ONE_PACK}),
        ("2.25", "abc", {"a": ONE_PACK, "b": ONE_PACK, "c": 2500}),
        ("0.0001", "a", {"a": 1}),
        ("0.5", "ab", {"a": 5000, "b": 5000}),
        ("1", "ab", {"a": ONE_PACK, "b": ONE_PACK}),
        ("-2.25", "abc", {"a": -ONE_PACK, "b": -ONE_PACK, "c": -2500}),
        ("1", "", {}),
    ],
)
def test_the_first_codes_stand_for_whole_packs_and_the_next_for_the_rest(quantity: str, codes: str, found: dict[str, int]) -> None:
    assert portions([(Decimal(quantity), tuple(codes))]) == found


def test_lines_under_one_code_add_up_and_what_comes_back_is_taken_off() -> None:
    sold = (Decimal("0.3"), ("a",))
    assert portions([sold, (Decimal("0.4"), ("a", "b"))]) == {"a": 7000, "b": 4000}
    assert portions([sold, (Decimal("-0.3"), ("a",)), (Decimal(1), ("b",))]) == {"a": 0, "b": ONE_PACK}
