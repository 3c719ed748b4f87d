"""The cash drawer: change money in, cash counted, the difference booked; sales' cash is told apart from both."""

from __future__ import annotations

import pytest

from engine.errors import BadInput
from engine.money import Money
from tests.engine.movements import movements_of
from tests.engine.rules import yuan
from tests.engine.town import a_town, counter_sale, line, resident


def test_a_day_at_the_drawer() -> None:
    town = a_town(resident("kid"))
    drawer = town.engine.drawer
    assert drawer.float_in("pharmacy", yuan("200"), "Li").operator == "Li"
    town.settle(counter_sale(line("12.50")), "kid")
    assert (drawer.balance("pharmacy"), drawer.balance("clinic")) == (yuan("212.50"), Money.ZERO)
    count = drawer.count("pharmacy", yuan("211"), "Li")
    assert (count.amount, count.counted) == (-yuan("1.50"), yuan("211"))
    assert count.steps[0].facts == {"booked_fen": 21_250, "counted_fen": 21_100, "operator": "Li"}
    assert drawer.balance("pharmacy") == yuan("211")
    assert town.engine.cash_taken() == yuan("12.50"), "of sales alone"
    with town.books.read() as books:
        assert (books.account_balance("safe:pharmacy"), books.account_balance("overshort:pharmacy")) == (-yuan("200"), yuan("1.50"))
    assert town.engine.check() == []


def test_a_count_that_is_right_is_kept_and_moves_nothing() -> None:
    town = a_town(resident("kid"))
    town.engine.drawer.float_in("pharmacy", yuan("5"))
    count = town.engine.drawer.count("pharmacy", yuan("5"))
    assert not count.amount
    assert town.engine.movement(count.id) == movements_of(town)[-1] == count
    assert town.engine.check() == []


def test_too_much_in_the_drawer_and_an_empty_one() -> None:
    town = a_town(resident("kid"))
    assert town.engine.drawer.count("clinic", yuan("3")).amount == yuan("3")
    assert town.engine.drawer.count("clinic", Money.ZERO).amount == -yuan("3")
    assert town.engine.drawer.balance("clinic") == Money.ZERO


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_nothing_is_no_change_money(amount: str) -> None:
    town = a_town(resident("kid"))
    with pytest.raises(BadInput, match="bad-amount"):
        town.engine.drawer.float_in("clinic", yuan(amount))


def test_what_cannot_be_counted() -> None:
    town = a_town(resident("kid"))
    for counted in (-Money(1), Money.LARGEST + Money(1)):
        with pytest.raises(BadInput, match="bad-amount"):
            town.engine.drawer.count("clinic", counted)
    with pytest.raises(BadInput, match="unknown-institution"):
        town.engine.drawer.count("nowhere", yuan("1"))
    assert movements_of(town) == []


@pytest.mark.parametrize("number", ["", "x", "20250616000009", "2025061600000x", "99999999000001", "20250616" + "9" * 30])
def test_a_movement_is_found_by_its_very_number(number: str) -> None:
    town = a_town(resident("kid"))
    town.engine.drawer.float_in("clinic", yuan("1"))
    assert town.engine.movement(number) is None
