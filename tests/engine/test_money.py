"""Money: whole fen, exact, half-up away from zero."""

# Wrong types are a subject here.
# ruff: noqa: ANN401

from __future__ import annotations

import operator
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.money import Money, total
from tests.engine.reckoning import half_up

if TYPE_CHECKING:
    from collections.abc import Callable

fen = st.integers(-(10**16) + 1, 10**16 - 1)
rates = st.decimals(0, 1, places=6)
prices = st.decimals(0, 10**9, places=6)
quantities = st.decimals(0, 10**9, places=4)


@pytest.mark.parametrize(
    ("amount", "rate", "expected"),
    [
        (1, "0.5", 1),  # 0.5 rounds up
        (-1, "0.5", -1),  # and away from zero below it
        (3, "0.5", 2),  # 1.5, not to the even neighbour
        (5, "0.5", 3),  # 2.5, not to the even neighbour
        (1, "0.499999", 0),
        (5812, "0.80", 4650),  # 4649.6
        (10**16 - 1, "0.999999", 9999989999999999),  # 9999989999999999.000001
    ],
)
def test_a_part_is_rounded_half_up_once(amount: int, rate: str, expected: int) -> None:
    assert Money(amount).times(Decimal(rate)) == Money(expected)


@given(fen, rates)
def test_times_is_the_exact_product_rounded(amount: int, rate: Decimal) -> None:
    assert Money(amount).times(rate).fen == half_up(amount * Fraction(rate))


@given(quantities, prices)
def test_priced_is_the_exact_product_rounded(quantity: Decimal, price: Decimal) -> None:
    assert Money.priced(quantity, price).fen == half_up(Fraction(quantity) * Fraction(price) * 100)


@given(st.lists(st.tuples(fen, rates), max_size=6))
def test_weighted_rounds_the_sum_and_not_its_parts(parts: list[tuple[int, Decimal]]) -> None:
    exact = sum((amount * Fraction(rate) for amount, rate in parts), Fraction(0))
    assert Money.weighted((Money(amount), rate) for amount, rate in parts).fen == half_up(exact)


def test_three_thirds_that_each_round_down_still_make_the_whole() -> None:
    third = (Money(1), Decimal("0.4"))
    assert Money.weighted([third, third, third]) == Money(1)  # 1.2; apart they would be 0 + 0 + 0


@given(fen, fen)
def test_it_adds_and_orders_like_whole_numbers(one: int, other: int) -> None:
    assert Money(one) + Money(other) == Money(one + other)
    assert Money(one) - Money(other) == Money(one - other)
    assert -Money(one) == Money(-one)
    assert (Money(one) < Money(other)) is (one < other)
    assert (Money(one) <= Money(other)) is (one <= other)
    assert (Money(one) > Money(other)) is (one > other)
    assert (Money(one) == Money(other)) is (one == other)
    assert bool(Money(one)) is (one != 0)
    assert Money(one).fen == one


def test_equal_amounts_are_one_key_and_no_number_equals_an_amount() -> None:
    assert len({Money(5), Money(5), Money(6)}) == 2
    assert Money(5) != 5
    assert len({hash(Money(number)) for number in range(100)}) > 90  # keys that all meet in one place would make a set a list


@pytest.mark.parametrize("meet", [operator.add, operator.sub, operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize("number", [1, 1.0, Decimal(1)])
def test_money_meets_only_money(meet: Callable[[Any, Any], object], number: object) -> None:
    for one, other in ((Money(1), number), (number, Money(1))):
        with pytest.raises(TypeError):
            meet(one, other)


@given(fen)
def test_yuan_text_goes_there_and_back(amount: int) -> None:
    assert Money.yuan(str(Money(amount))) == Money(amount)


@pytest.mark.parametrize(("amount", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (12345, "123.45"), (-100, "-1.00")])
def test_it_writes_yuan_with_two_decimals(amount: int, text: str) -> None:
    assert str(Money(amount)) == text
    assert repr(Money(amount)) == f"Money({amount})"


@pytest.mark.parametrize(
    ("text", "amount"), [("0", 0), ("21.6", 2160), ("21.60", 2160), ("-3.05", -305), ("99999999999999.99", 10**16 - 1)]
)
def test_it_reads_exact_yuan(text: str, amount: int) -> None:
    assert Money.yuan(text) == Money(amount)
    assert Money.yuan(Decimal(text)) == Money(amount)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x", "1,000", "1.2.3", "¥3", "NaN", "sNaN", "Infinity", "-Infinity",
        "0.001", "21.605",
        "1.00000000000000000000000000001",  # more digits than a default decimal context keeps: still not rounded away
        "1e999999", "1e99999", "1e-999999",  # no amount of anything
    ],
)  # fmt: skip
def test_what_is_no_amount_in_yuan_is_refused_and_never_rounded(text: str) -> None:
    with pytest.raises(ValueError, match="yuan"):
        Money.yuan(text)


@pytest.mark.parametrize("zeros", [36, 37])
def test_forty_characters_are_read_and_no_more(zeros: int) -> None:
    """Of a hostile text no more is read than an amount can need."""
    text = "0" * zeros + "1.50"
    if len(text) == 40:
        assert Money.yuan(text) == Money(150)
    else:
        with pytest.raises(ValueError, match="two decimals"):
            Money.yuan(text)


def test_a_decimal_is_written_out_below_forty_places_only() -> None:
    assert Money.yuan(Decimal("0E+39")) == Money.ZERO
    with pytest.raises(ValueError, match="two decimals"):
        Money.yuan(Decimal("0E+40"))


def test_the_error_tells_the_first_forty_characters_of_what_is_no_amount() -> None:
    for wrong, told in (("0.001", "0.001"), ("x" * 41, "x" * 40), (Decimal("-0.001"), "-0.001")):
        with pytest.raises(ValueError, match=f"^not an amount in yuan with at most two decimals: '{told}'$"):
            Money.yuan(wrong)


@pytest.mark.parametrize("value", [1.0, 0.1, True, False, "1", None, Decimal(1), Fraction(1)])
def test_only_a_whole_number_makes_money(value: Any) -> None:
    with pytest.raises(TypeError, match=f"^whole fen only, not {re.escape(repr(value))}$"):
        Money(value)


@pytest.mark.parametrize("value", [0.5, 1.0, True, None])
def test_no_float_becomes_yuan_either(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        Money.yuan(value)


def test_no_float_is_ever_multiplied_in() -> None:
    rate: Any = 0.1
    with pytest.raises(TypeError):
        Money(100).times(rate)


@given(st.lists(fen, max_size=8))
def test_a_total_is_the_sum_and_nothing_gives_zero(amounts: list[int]) -> None:
    assert total(map(Money, amounts)).fen == sum(amounts)
    assert total([]) == Money.ZERO


def test_the_largest_amount_is_that_of_the_national_interface() -> None:
    assert str(Money.LARGEST) == "99999999999999.99"  # numeric(16,2)
