"""First stage: where each line falls. Expected figures show their working in fen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.adjudicate.coverage import split_line
from engine.model.bill import Bill, Line
from engine.model.codes import Care
from engine.model.settlement import LineSplit
from tests.engine.reckoning import half_up
from tests.engine.town import item, line

Parts = tuple[int, int, int, int]


def parts(sold: Line) -> Parts:
    """(off, over, first, scope)."""
    split, _ = split_line(1, sold)
    return split.off_catalogue.fen, split.over_limit.fen, split.first_share.fen, split.in_scope.fen


@pytest.mark.parametrize(
    ("sold", "expected"),
    [
        (line("12.50", "2", "A"), (0, 0, 0, 2500)),
        (line("12.50", "2", "A", share="0.10"), (0, 0, 0, 2500)),  # a first share counts for class B only
        (line("36.80", "1", "B", share="0.10"), (0, 0, 368, 3680 - 368)),
        (line("36.85", "1", "B", share="0.10"), (0, 0, 369, 3685 - 369)),  # 368.5 up
        (line("59.90", "1", "C"), (5990, 0, 0, 0)),
        (line("59.90", "1", "C", limit="10", share="0.30"), (5990, 0, 0, 0)),  # outside the catalogue nothing else matters
        (line("98", "2", "B", limit="80", share="0.10"), (0, 3600, 1600, 19600 - 3600 - 1600)),  # E2
        (line("98", "2", "A", limit="98"), (0, 0, 0, 19600)),
        (line("98", "2", "A", limit="120"), (0, 0, 0, 19600)),  # a limit above the price takes nothing
        (line("98", "2", "A", limit="0"), (0, 19600, 0, 0)),
        (line("0.333333", "3", "A", limit="0.111111"), (0, 100 - 33, 0, 33)),  # 99.9999 and 33.3333: each product is rounded
        (line("100", "1", "B", share="1"), (0, 0, 10000, 0)),
    ],
)
def test_a_line_falls_into_off_over_first_and_scope(sold: Line, expected: Parts) -> None:
    assert parts(sold) == expected


def test_each_part_but_the_scope_has_its_reason_with_the_figures_it_used() -> None:
    _, steps = split_line(3, line("98", "2", "B", limit="80", share="0.10"))
    assert [(step.rule, step.amount.fen) for step in steps] == [("over-limit", 3600), ("first-share", 1600)]
    over, first = (dict(step.facts) for step in steps)
    sold = {"line": 3, "item": "B-98", "name": "B-98", "amount_fen": 19600}
    assert over == {**sold, "limit": "80", "quantity": "2"}
    assert first == {**sold, "share": "0.10", "base_fen": 16000}
    _, steps = split_line(1, line("59.90", "1", "C"))
    assert [(step.rule, step.amount.fen) for step in steps] == [("off-catalogue", 5990)]
    _, steps = split_line(1, line("59.90"))
    assert steps == ()


def test_a_part_of_nothing_has_no_reason() -> None:
    """At the limit exactly, without a first share, for nothing at all: no step of zero is told."""
    for sold in (line("98", "2", limit="98"), line("98", item_class="B"), line("0", item_class="C"), line("0.01", "1", "B", share="0.4")):
        _, steps = split_line(1, sold)
        assert steps == ()


def test_the_split_remembers_what_was_sold() -> None:
    sold = line("12.50", "2.5", "B", share="0.1")
    split, _ = split_line(1, sold)
    assert (split.code, split.name, split.item_class, split.quantity, split.price) == (
        "B-12.50",
        "B-12.50",
        "B",
        Decimal("2.5"),
        Decimal("12.50"),
    )
    assert split.total == sold.amount
    split, _ = split_line(1, replace(sold, trace=("81000001", "81000002")))
    assert split.trace == ("81000001", "81000002")


lines = st.builds(
    lambda price, quantity, kind, limit, share: Line(
        item=item("x", str(price), kind, limit=None if limit is None else str(limit), share=str(share)), quantity=quantity
    ),
    st.decimals(0, 10**7, places=6),
    st.decimals(0, 10**5, places=4),
    st.sampled_from("ABC"),
    st.none() | st.decimals(0, 10**7, places=6),
    st.decimals(0, 1, places=4),
)


@given(lines)
def test_the_parts_add_up_and_follow_the_formula_exactly(sold: Line) -> None:
    thing, quantity = sold.item, Fraction(sold.quantity)
    whole = half_up(quantity * Fraction(thing.price) * 100)
    off = whole if thing.item_class == "C" else 0
    over = 0 if off or thing.limit is None else max(0, whole - half_up(quantity * Fraction(thing.limit) * 100))
    first = half_up((whole - over) * Fraction(thing.first_share)) if thing.item_class == "B" else 0
    assert parts(sold) == (off, over, first, whole - off - over - first)
    split, steps = split_line(1, sold)
    assert min(parts(sold)) >= 0
    assert sum(parts(sold)) == split.total.fen == whole
    assert sum(step.amount.fen for step in steps) == whole - split.in_scope.fen
    assert isinstance(split, LineSplit)


# what cannot be a line or an item at all


@pytest.mark.parametrize("quantity", ["1.00001", "1000000000000", "NaN", "Infinity", "-Infinity"])
def test_a_quantity_the_wire_cannot_carry_is_refused(quantity: str) -> None:
    with pytest.raises(ValueError, match="quantity"):
        Line(item=item("x", "1"), quantity=Decimal(quantity))


@pytest.mark.parametrize(
    ("price", "limit", "share", "told"),
    [("1.0000001", None, "0", "price"), ("NaN", None, "0", "price"), ("-0.01", None, "0", "price"),
     ("1", "-1", "0", "limit"), ("1", "Infinity", "0", "limit"), ("1", None, "1.01", "first_share"),
     ("1", None, "-0.1", "first_share"), ("10000000000000000", None, "0", "price")],
)  # fmt: skip
def test_an_item_with_figures_out_of_range_is_refused(price: str, limit: str | None, share: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        item("x", price, limit=limit, share=share)


def test_non_medical_goods_know_that_they_are() -> None:
    assert not item("soap", "1", "non-medical").medical
    assert all(item("x", "1", kind).medical for kind in "ABC")


def test_a_premium_is_no_care_that_is_billed() -> None:
    with pytest.raises(ValueError, match="premium"):
        Bill(at="clinic", care=Care.PREMIUM, lines=())
