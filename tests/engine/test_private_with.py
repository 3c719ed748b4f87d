"""Goods bought privately with an insurance sale: one act, one transaction, one key; what is undone, given back or lost on the way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import Refusal, RefusalCode
from engine.model.codes import Event, Fault
from engine.model.outcome import Known
from engine.model.private import PrivateEvent
from engine.model.returned import Returned
from engine.money import Money
from engine.service.found import World
from engine.service.settle import FiguresChanged
from tests.engine.rules import yuan
from tests.engine.town import Town, a_town, counter_sale, line, refusal, resident

if TYPE_CHECKING:
    from engine.model.bill import Bill

PILLS, TOOTH, SOAP = line("12.50", "2"), line("19.90", "2", "non-medical"), line("5", "1", "non-medical")
BASKET = replace(counter_sale(PILLS), private=(TOOTH, SOAP))


@pytest.fixture
def shop() -> Town:
    town = a_town(resident("kid"))
    town.engine.found(World(items=(PILLS.item,)))
    return town


def drawer(town: Town) -> Money:
    return town.engine.drawer.balance("pharmacy")


def test_both_are_booked_as_one_act(shop: Town) -> None:
    shop.engine.day.sign_in("pharmacy", "Li")
    sale = shop.settle(BASKET, "kid", key="k")
    private = shop.engine.private.beside(sale.id)
    assert private is not None
    assert (private.beside, private.key, private.at, private.operator) == (sale.id, None, sale.at, "Li")
    assert (sale.figures.total, private.total, drawer(shop)) == (yuan("25"), yuan("44.80"), yuan("69.80"))
    assert (shop.engine.cash_taken(), shop.engine.private.taken()) == (yuan("25"), yuan("44.80"))
    assert shop.engine.private.left(sale.id) == private
    assert shop.engine.query("k").private == private
    assert shop.engine.check() == []


def test_a_quote_carries_the_private_part_and_is_agreed_with_it(shop: Town) -> None:
    quote = shop.engine.pre_settle(BASKET, shop.code("kid"))
    assert quote.bill.private == (TOOTH, SOAP)
    with pytest.raises(FiguresChanged):
        shop.settle(replace(BASKET, private=(TOOTH,)), "kid", agreed=quote)
    assert shop.engine.private.newest(1) == []
    assert shop.settle(BASKET, "kid", agreed=quote).figures == quote.figures


def test_a_key_stands_for_both_parts(shop: Town) -> None:
    first = shop.settle(BASKET, "kid", key="k")
    assert shop.settle(BASKET, "kid", key="k") == first
    assert refusal(lambda: shop.settle(replace(BASKET, private=()), "kid", key="k")) == RefusalCode.KEY_CONFLICT
    assert refusal(lambda: shop.settle(replace(BASKET, private=(SOAP,)), "kid", key="k")) == RefusalCode.KEY_CONFLICT
    assert drawer(shop) == yuan("69.80")


@pytest.mark.parametrize(
    ("bill", "code"),
    [
        (replace(BASKET, lines=()), "empty-basket"),
        (replace(BASKET, lines=(PILLS, TOOTH)), "non-medical-item"),
        (replace(BASKET, private=(line("0"),)), "zero-line"),
        (replace(BASKET, private=(line("9999999999999", "999"),)), "amount-too-large"),
        (replace(BASKET, private=(replace(PILLS, trace=("t",)), replace(SOAP, trace=("t",)))), "trace-code-sold"),
    ],
)
def test_what_is_wrong_with_either_part_refuses_both(shop: Town, bill: Bill, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.settle(bill, "kid")
    assert (shop.engine.journal(1), shop.engine.private.newest(1)) == ([], [])


def test_the_line_at_fault_is_counted_on_behind_the_insured_ones(shop: Town) -> None:
    with pytest.raises(Refusal) as refused:
        shop.settle(replace(BASKET, private=(TOOTH, line("0"))), "kid")
    assert refused.value.facts["line"] == 3


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_after_a_broken_line_there_are_both_or_neither(shop: Town, fault: Fault) -> None:
    with pytest.raises(Refusal, match="outcome-unknown"):
        shop.settle(BASKET, "kid", key="k", fault=fault)
    outcome = shop.engine.query("k")
    assert (outcome.settlement is None) == (outcome.private is None) == (fault is Fault.BEFORE_COMMIT)
    again = shop.settle(BASKET, "kid", key="k")
    assert shop.engine.private.beside(again.id) is not None
    assert drawer(shop) == yuan("69.80")


# undone


def test_a_reversal_takes_both_back_at_once(shop: Town) -> None:
    sale = shop.settle(BASKET, "kid", key="k")
    reversal = shop.engine.reverse("k")
    undone = shop.engine.private.beside(reversal.id)
    assert undone is not None
    assert (undone.event, undone.total) == (PrivateEvent.REVERSAL, -yuan("44.80"))
    outcome = shop.engine.query("k")
    assert (outcome.known, outcome.private_undone_by, outcome.private_left) == (Known.UNDONE, undone, False)
    assert (drawer(shop), shop.engine.private.left(sale.id)) == (Money.ZERO, None)
    assert shop.engine.check() == []


def test_a_reversal_leaves_alone_what_came_back_before(shop: Town) -> None:
    sale = shop.settle(BASKET, "kid", key="k")
    private = shop.engine.private.beside(sale.id)
    assert private is not None
    shop.engine.private.give_back(private.id, [Returned(item=SOAP.item.code, quantity=Decimal(1))])
    undone = shop.engine.private.beside(shop.engine.reverse("k").id)
    assert undone is not None
    assert undone.total == -yuan("39.80")
    assert drawer(shop) == Money.ZERO
    shop.settle(BASKET, "kid", key="l")
    left = shop.engine.private.left(shop.engine.journal(1)[0].id)
    assert left is not None
    shop.engine.private.refund(left.id)
    assert shop.engine.private.beside(shop.engine.reverse("l").id) is None
    assert (drawer(shop), shop.engine.check()) == (Money.ZERO, [])


def test_a_refund_leaves_the_goods_unless_they_come_back_too(shop: Town) -> None:
    sale = shop.settle(BASKET, "kid", key="k")
    shop.engine.refund(sale.id)
    left = shop.engine.private.left(sale.id)
    assert left is not None
    assert shop.engine.query("k").private_left, "whoever asks is told of it"
    assert drawer(shop) == yuan("44.80")
    shop.engine.private.refund(left.id)
    assert (drawer(shop), shop.engine.query("k").private_left) == (Money.ZERO, False)
    other = shop.settle(BASKET, "kid")
    refund = shop.engine.private.refund_with(other.id)
    undone = shop.engine.private.beside(refund.id)
    assert undone is not None
    assert (refund.event, undone.event, drawer(shop)) == (Event.REFUND, PrivateEvent.REFUND, Money.ZERO)
    assert shop.engine.private.refund_with(shop.settle(counter_sale(PILLS), "kid").id).event is Event.REFUND, "with nothing beside it"
    assert shop.engine.check() == []


def test_some_of_both_comes_back_in_one_act(shop: Town) -> None:
    sale = shop.settle(BASKET, "kid")
    pills, tooth = (Returned(item=part.item.code, quantity=Decimal(1)) for part in (PILLS, TOOTH))
    back = shop.engine.private.give_back_with(sale.id, [pills], [tooth], key="r")
    assert back.remaining is not None
    assert back.private is not None
    assert (back.cash, back.private.cash, back.private.refund.beside) == (yuan("32.40"), yuan("19.90"), back.refund.id)
    assert shop.engine.private.give_back_with(sale.id, [pills], [tooth], key="r") == back
    assert refusal(lambda: shop.engine.give_back(sale.id, [pills], key="r")) == RefusalCode.KEY_CONFLICT
    assert shop.engine.private.left(back.remaining.id) == back.private.remaining, "it is found from what remains of the settlement"
    assert drawer(shop) == yuan("37.40")
    rest = [tooth, Returned(item=SOAP.item.code, quantity=Decimal(1))]
    last = shop.engine.private.give_back_with(back.remaining.id, [pills], rest, key="q")
    assert shop.engine.private.give_back_with(back.remaining.id, [pills], rest, key="q") == last
    assert (last.remaining, drawer(shop)) == (None, Money.ZERO)
    assert shop.engine.check() == []


def test_a_return_of_goods_that_were_not_bought_with_it_gives_nothing_back(shop: Town) -> None:
    alone = shop.settle(counter_sale(PILLS), "kid")
    with_goods = shop.settle(BASKET, "kid")
    pills, other = Returned(item=PILLS.item.code, quantity=Decimal(1)), Returned(item="other", quantity=Decimal(1))
    for sale in (alone, with_goods):
        assert refusal(lambda sale=sale: shop.engine.private.give_back_with(sale.id, [pills], [other])) == RefusalCode.NOT_IN_SALE  # type: ignore[misc]
        assert shop.engine.undone_by(sale.id) is None


def test_a_key_of_a_private_sale_is_no_key_of_a_return(shop: Town) -> None:
    sale = shop.settle(BASKET, "kid")
    shop.engine.private.sell("pharmacy", [SOAP], key="p")
    pills = Returned(item=PILLS.item.code, quantity=Decimal(1))
    assert refusal(lambda: shop.engine.give_back(sale.id, [pills], key="p")) == RefusalCode.KEY_CONFLICT
    private = shop.engine.private.beside(sale.id)
    assert private is not None
    shop.engine.give_back(sale.id, [pills], key="g")
    soap = Returned(item=SOAP.item.code, quantity=Decimal(1))
    assert refusal(lambda: shop.engine.private.give_back(private.id, [soap], key="g")) == RefusalCode.KEY_CONFLICT
