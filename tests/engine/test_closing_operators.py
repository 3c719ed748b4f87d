"""Whose cash is in the drawer: what each operator took, by insurance and privately."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from engine.model.takings import Closing, OperatorShare
from engine.money import Money, total
from tests.engine.rules import yuan
from tests.engine.town import Town, a_town, counter_sale, line, resident

if TYPE_CHECKING:
    from collections.abc import Sequence

TOOTH = line("19.90", "1", "non-medical")


@pytest.fixture
def shop() -> Town:
    return a_town(resident("kid"))


def a_day(town: Town) -> None:
    """Wang, before anything was settled, 19.90 privately; Li 12.50 with 19.90 beside it and 5 alone, of which 5 come back; nobody, 5."""
    engine = town.engine
    engine.private.sell("pharmacy", [TOOTH], operator="Wang")
    engine.day.sign_in("pharmacy", "Li")
    engine.day.note(town.settle(replace(counter_sale(line("12.50")), private=(TOOTH,)), "kid"))
    sold = engine.private.sell("pharmacy", [line("5")])
    engine.private.refund(sold.id)
    engine.day.sign_out("pharmacy")
    engine.private.sell("pharmacy", [line("5")])
    engine.private.sell("clinic", [line("7")])  # elsewhere


def shares(told: Sequence[OperatorShare]) -> list[tuple[str, int, Money, Money]]:
    return [(share.operator, share.count, share.total, share.cash) for share in told]


def test_private_sales_are_told_with_whoever_made_them_and_the_sums_are_the_drawers(shop: Town) -> None:
    a_day(shop)
    x = shop.engine.closings.x("pharmacy")
    assert shares(x.operators) == [
        ("Wang", 1, yuan("19.90"), yuan("19.90")),
        ("Li", 4, yuan("32.40"), yuan("32.40")),
        ("", 1, yuan("5"), yuan("5")),
    ]
    assert total(share.cash for share in x.operators) == x.net.cash + x.private_cash == x.expected == yuan("57.30")


def test_each_belongs_to_one_closing_and_the_books_prove_it(shop: Town) -> None:
    a_day(shop)
    first = shop.engine.closings.z("pharmacy")
    shop.engine.private.sell("pharmacy", [TOOTH], operator="Wang")
    second = shop.engine.closings.z("pharmacy")
    assert shares(second.takings.operators) == [("Wang", 1, yuan("19.90"), yuan("19.90"))]
    assert second.takings.expected == total(share.cash for share in (*first.takings.operators, *second.takings.operators))
    assert shop.engine.check() == []


@pytest.mark.parametrize(
    ("operators", "sound"),
    [
        ((("Li", 1, "12.50"),), True),  # kept before private sales were told by operator
        ((("Li", 2, "32.40"),), True),
        ((("Li", 2, "32.41"),), False),
        ((("Li", 1, "32.40"),), False),
        ((), False),
    ],
)
def test_sums_that_are_neither_are_found(shop: Town, operators: tuple[tuple[str, int, str], ...], *, sound: bool) -> None:
    shop.engine.day.sign_in("pharmacy", "Li")
    shop.engine.day.note(shop.settle(replace(counter_sale(line("12.50")), private=(TOOTH,)), "kid"))
    told = tuple(OperatorShare(operator=who, count=count, total=yuan(cash), cash=yuan(cash)) for who, count, cash in operators)
    takings = replace(shop.engine.closings.x("pharmacy"), operators=told)
    with shop.books.write() as books:
        books.add_closing(Closing(institution="pharmacy", number=1, at=shop.clock.now, operator="Li", takings=takings))
    found = shop.engine.check()
    assert [breach for breach in found if "its operators took" not in breach] == []
    assert (not found) == sound
