"""Private sales alone: goods and medicines for cash, without a code; given back, asked after, reversed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, Refusal, RefusalCode
from engine.model.codes import Fault, ItemClass
from engine.model.outcome import Known
from engine.model.private import PrivateEvent, PrivateSale
from engine.model.returned import Returned
from engine.money import Money
from tests.engine.rules import yuan
from tests.engine.town import a_town, counter_sale, line, refusal, resident

if TYPE_CHECKING:
    from engine.model.bill import Line
    from tests.engine.town import Town

TOOTH, SOAP = line("19.90", "2", "non-medical"), line("3.333", "3", "non-medical")


@pytest.fixture
def shop() -> Town:
    return a_town(resident("kid"))


def sell(town: Town, *lines: Line, key: str | None = None) -> PrivateSale:
    return town.engine.private.sell("pharmacy", lines, key=key)


def back(of: Line, quantity: str = "1", *trace: str) -> Returned:
    return Returned(item=of.item.code, quantity=Decimal(quantity), trace=trace)


def test_goods_are_sold_for_cash_that_goes_into_the_drawer(shop: Town) -> None:
    shop.engine.day.sign_in("pharmacy", "Li")
    sale = sell(shop, TOOTH, SOAP)
    assert [sold.total for sold in sale.lines] == [yuan("39.80"), yuan("10.00")], "each line rounded once"
    assert (sale.event, sale.total, sale.operator, sale.institution) == (PrivateEvent.SALE, yuan("49.80"), "Li", "pharmacy")
    assert shop.engine.drawer.balance("pharmacy") == shop.engine.private.taken() == yuan("49.80")
    assert shop.engine.cash_taken() == Money.ZERO, "of insurance sales alone"
    with shop.books.read() as books:
        assert books.account_balance("private:pharmacy") == -yuan("49.80")
    assert shop.engine.private.sale(sale.id) == shop.engine.private.newest(5)[0] == shop.engine.private.on("pharmacy")[0] == sale
    assert shop.engine.check() == []


def test_medicines_too_and_an_operator_who_is_named(shop: Town) -> None:
    sale = shop.engine.private.sell("clinic", [line("12.50", "1", "B")], operator="Wang")
    assert (sale.lines[0].item_class, sale.operator) == (ItemClass.B, "Wang")
    assert shop.engine.drawer.balance("clinic") == yuan("12.50")


def test_an_institution_without_an_agreement_may_sell_privately(shop: Town) -> None:
    shop.engine.set_designated("pharmacy", designated=False)
    assert sell(shop, TOOTH).total == yuan("39.80")


def test_neither_a_journal_of_settlements_nor_a_movement_nor_the_bureau_knows_of_it(shop: Town) -> None:
    sale = sell(shop, TOOTH)
    assert shop.engine.journal(10) == []
    assert (shop.engine.movement(sale.id), shop.engine.settlement(sale.id), shop.engine.undone_by(sale.id)) == (None, None, None)
    shop.engine.private.refund(sale.id)
    assert shop.engine.undone_by(sale.id) is None
    assert shop.engine.day.reconcile("pharmacy").bureau["sale"].count == 0
    assert refusal(lambda: shop.engine.refund(sale.id)) == RefusalCode.UNKNOWN_SETTLEMENT


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "empty-basket"),
        ((TOOTH, line("0", item_class="non-medical")), "zero-line"),
        ((line("0.004"),), "zero-line"),
        ((line("9999999999999", "999", "non-medical"),), "amount-too-large"),
        ((TOOTH, line("1", "-1", "non-medical")), "zero-line"),
    ],
)
def test_what_is_refused_writes_nothing(shop: Town, lines: tuple[Line, ...], code: str) -> None:
    before = shop.engine.chain_head()
    with pytest.raises(Refusal, match=code):
        sell(shop, *lines)
    assert shop.engine.chain_head() == before


def test_where_nobody_is(shop: Town) -> None:
    with pytest.raises(BadInput, match="unknown-institution"):
        shop.engine.private.sell("nowhere", [TOOTH])
    with pytest.raises(BadInput, match="unknown-institution"):
        shop.engine.private.on("nowhere")


# keys and faults


def test_a_key_again_gives_the_first_result_and_another_content_conflicts(shop: Town) -> None:
    sale = sell(shop, TOOTH, key="k")
    assert sell(shop, TOOTH, key="k") == sale
    assert refusal(lambda: sell(shop, SOAP, key="k")) == RefusalCode.KEY_CONFLICT
    assert refusal(lambda: shop.engine.private.sell("clinic", [TOOTH], key="k")) == RefusalCode.KEY_CONFLICT
    assert refusal(lambda: shop.settle(counter_sale(line("5")), "kid", key="k")) == RefusalCode.KEY_CONFLICT
    shop.settle(counter_sale(line("5")), "kid", key="s")
    assert refusal(lambda: sell(shop, TOOTH, key="s")) == RefusalCode.KEY_CONFLICT
    assert shop.engine.private.taken() == yuan("39.80")


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_a_line_that_breaks_leaves_one_sale_after_a_retry(shop: Town, fault: Fault) -> None:
    with pytest.raises(Refusal, match="outcome-unknown"):
        shop.engine.private.sell("pharmacy", [TOOTH], key="k", fault=fault)
    known = shop.engine.query("k").known
    assert known is (Known.NOTHING if fault is Fault.BEFORE_COMMIT else Known.SETTLED)
    assert sell(shop, TOOTH, key="k").total == shop.engine.private.taken() == yuan("39.80")


def test_what_became_of_a_key_and_undoing_it(shop: Town) -> None:
    assert refusal(lambda: shop.engine.private.reverse("k")) == RefusalCode.UNKNOWN_SETTLEMENT
    sale = sell(shop, TOOTH, key="k")
    assert shop.engine.query("k").private_records == (sale,)
    assert refusal(lambda: shop.engine.reverse("k")) == RefusalCode.UNKNOWN_SETTLEMENT
    reversal = shop.engine.private.reverse("k")
    assert (reversal.event, reversal.undoes, reversal.total) == (PrivateEvent.REVERSAL, sale.id, -yuan("39.80"))
    outcome = shop.engine.query("k")
    assert (outcome.known, outcome.private_records, outcome.records) == (Known.UNDONE, (sale, reversal), ())
    assert refusal(lambda: shop.engine.private.reverse("k")) == RefusalCode.ALREADY_REVERSED
    assert refusal(lambda: shop.engine.private.refund(sale.id)) == RefusalCode.ALREADY_REVERSED
    assert shop.engine.drawer.balance("pharmacy") == Money.ZERO
    assert shop.engine.check() == []


def test_a_settlement_under_a_key_is_not_reversed_as_a_private_sale(shop: Town) -> None:
    shop.settle(counter_sale(line("5")), "kid", key="s")
    assert refusal(lambda: shop.engine.private.reverse("s")) == RefusalCode.UNKNOWN_SETTLEMENT


# given back


def test_all_of_it_comes_back_once(shop: Town) -> None:
    sale = sell(shop, TOOTH, SOAP)
    refund = shop.engine.private.refund(sale.id)
    assert (refund.event, refund.total, refund.undoes) == (PrivateEvent.REFUND, -sale.total, sale.id)
    assert shop.engine.private.undone_by(sale.id) == refund
    assert refusal(lambda: shop.engine.private.refund(sale.id)) == RefusalCode.ALREADY_REFUNDED
    for number in (refund.id, "", "x", "20250616000099", "9" * 40):
        assert refusal(lambda number=number: shop.engine.private.refund(number)) == RefusalCode.UNKNOWN_SETTLEMENT  # type: ignore[misc]
    assert shop.engine.drawer.balance("pharmacy") == shop.engine.private.taken() == Money.ZERO
    assert shop.engine.check() == []


def test_some_of_it_comes_back_and_what_remains_costs_what_it_would_have_cost(shop: Town) -> None:
    sale = sell(shop, TOOTH, SOAP)
    first = shop.engine.private.give_back(sale.id, [back(SOAP)])
    assert first.remaining is not None
    assert (first.cash, first.remaining.replaces) == (yuan("3.33"), sale.id), "10.00 were paid for three, two cost 6.67"
    second = shop.engine.private.give_back(first.remaining.id, [back(SOAP, "2"), back(TOOTH)])
    assert second.remaining is not None
    assert (second.cash, [line.quantity for line in second.remaining.lines]) == (yuan("26.57"), [Decimal(1)])
    third = shop.engine.private.give_back(second.remaining.id, [back(TOOTH)])
    assert (third.remaining, third.cash) == (None, yuan("19.90"))
    assert shop.engine.private.taken() == Money.ZERO
    assert shop.engine.check() == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "nothing-returned"),
        ([back(TOOTH, "3")], "more-than-sold"),
        ([back(line("1"))], "not-in-sale"),
        ([back(TOOTH, "1", "x")], "trace-code-mismatch"),
    ],
)
def test_what_cannot_come_back(shop: Town, lines: list[Returned], code: str) -> None:
    sale = sell(shop, TOOTH)
    with pytest.raises(Refusal, match=code):
        shop.engine.private.give_back(sale.id, lines)
    assert shop.engine.private.undone_by(sale.id) is None


def test_what_would_remain_for_nothing_is_refused(shop: Town) -> None:
    sale = sell(shop, crumbs := line("0.004", "3"))
    assert refusal(lambda: shop.engine.private.give_back(sale.id, [back(crumbs, "2")])) == RefusalCode.ZERO_LINE


def test_a_return_under_a_key_happens_once_and_is_final(shop: Town) -> None:
    sale = sell(shop, TOOTH)
    some = shop.engine.private.give_back(sale.id, [back(TOOTH)], key="r")
    assert shop.engine.private.give_back(sale.id, [back(TOOTH)], key="r") == some
    assert refusal(lambda: shop.engine.private.give_back(sale.id, [back(TOOTH, "2")], key="r")) == RefusalCode.KEY_CONFLICT
    assert refusal(lambda: shop.engine.private.reverse("r")) == RefusalCode.RETURN_IS_FINAL
    assert some.remaining is not None
    rest = shop.engine.private.give_back(some.remaining.id, [back(TOOTH)], key="q")
    assert shop.engine.private.give_back(some.remaining.id, [back(TOOTH)], key="q") == rest
    assert refusal(lambda: shop.engine.private.reverse("q")) == RefusalCode.RETURN_IS_FINAL
    assert shop.engine.private.taken() == Money.ZERO


# packs


def traced(*codes: str, quantity: str = "1") -> Line:
    return replace(line("30", quantity), trace=codes)


def test_a_pack_sold_privately_is_sold_and_free_again_when_it_comes_back(shop: Town) -> None:
    sale = sell(shop, traced("t1", "t2", quantity="2"))
    with pytest.raises(Refusal) as refused:
        shop.settle(counter_sale(traced("t1")), "kid")
    assert (refused.value.code, refused.value.facts["settlement"]) == (RefusalCode.TRACE_CODE_SOLD, sale.id)
    assert refusal(lambda: sell(shop, traced("t2"))) == RefusalCode.TRACE_CODE_SOLD
    shop.engine.private.give_back(sale.id, [back(traced(), "1", "t1")])
    shop.settle(counter_sale(traced("t1")), "kid")
    assert refusal(lambda: sell(shop, traced("t1"))) == RefusalCode.TRACE_CODE_SOLD
    assert refusal(lambda: sell(shop, traced("t2"))) == RefusalCode.TRACE_CODE_SOLD
    assert shop.engine.check() == []


def test_no_code_need_be_named_but_what_is_named_must_be_one(shop: Town) -> None:
    plain = line("30")
    assert sell(shop, replace(plain, item=replace(plain.item, traced=True))).total == yuan("30")
    with pytest.raises(BadInput, match="bad-trace-code"):
        sell(shop, traced("a\nb"))
