"""The sale as a state machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import Refusal, RefusalCode
from engine.model.codes import AccountUse, Insurance, ItemClass, Status
from engine.model.item import Item
from engine.model.person import Person
from engine.money import Money
from pos.payer import Payer
from pos.sale import OutcomeOpenError, QuantityError, Sale, SaleLine, TraceError

if TYPE_CHECKING:
    from engine.model.bill import Bill
    from engine.model.settlement import Quote
    from pos.wiring import House

AMOX = Item(code="amox", name="阿莫西林胶囊", item_class=ItemClass.A, price=Decimal("12.50"))
TOOTH = Item(code="tooth", name="牙膏", item_class=ItemClass.NON_MEDICAL, price=Decimal("19.90"))
PERSON = Person(id="p", name="王桂兰", region="370100", insurance=Insurance.RESIDENT, status=Status.RESIDENT, born=date(1950, 3, 2))
PAYER = Payer(code="1" * 28, person=PERSON)
EMPTY = Sale(key="k", at="pharmacy")


def test_the_same_item_again_adds_up_on_its_line() -> None:
    sale = EMPTY.add(AMOX).add(TOOTH).add(AMOX, Decimal(2))
    assert [(line.item.code, line.quantity) for line in sale.lines] == [("amox", Decimal(3)), ("tooth", Decimal(1))]
    assert sale.gross == Money(3 * 12_50 + 19_90)
    assert sale.pieces == 4


@pytest.mark.parametrize("quantity", ["0", "-1", "9999.5", "10000", "0.00001", "NaN"])
def test_a_quantity_is_above_0_at_most_9999_with_four_decimals(quantity: str) -> None:
    with pytest.raises(QuantityError):
        SaleLine(item=AMOX, quantity=Decimal(quantity))


def test_adding_up_beyond_9999_is_refused_and_changes_nothing() -> None:
    sale = EMPTY.add(AMOX, Decimal(9999))
    with pytest.raises(QuantityError):
        sale.add(AMOX)
    assert sale.lines[0].quantity == 9999


def test_goods_that_are_not_medical_are_bought_privately_unless_they_are_put_back() -> None:
    apart = EMPTY.add(AMOX).add(TOOTH)
    assert apart.not_medical is None
    assert [line.item.code for line in apart.bill.private] == ["tooth"]
    assert [line.item.code for line in apart.bill.lines] == ["amox"]
    assert (apart.private_total, apart.gross) == (Money(19_90), Money(32_40))
    assert apart.add(TOOTH).private_total == Money(39_80)
    whole = apart.split_off(split=False)
    assert (whole.not_medical, whole.bill.private) == (TOOTH, ())
    assert whole.split_off().bill == apart.bill


def test_it_is_ready_when_somebody_pays_and_something_is_insured() -> None:
    assert not EMPTY.add(AMOX).ready
    assert not EMPTY.identified(PAYER).ready
    assert EMPTY.identified(PAYER).add(AMOX).ready
    assert not EMPTY.identified(PAYER).add(TOOTH).ready


def test_an_answer_about_another_basket_or_payer_changes_nothing(quote: Quote) -> None:
    sale = replace(EMPTY.identified(PAYER).add(AMOX), at=quote.bill.at)
    bill = sale.bill
    assert sale.answered(bill, PAYER, quote).quote is quote
    assert sale.add(AMOX).answered(bill, PAYER, quote).quote is None
    assert sale.answered(bill, replace(PAYER, code="2" * 28), quote).quote is None
    assert sale.lost(quote).answered(bill, PAYER, quote).quote is None


def test_any_change_makes_the_last_answer_worthless(quote: Quote) -> None:
    sale = replace(EMPTY.identified(PAYER).add(AMOX), quote=quote)
    changes = (sale.add(TOOTH), sale.void(0), sale.set_quantity(0, Decimal(2)), sale.prescribed(prescription=True), sale.next_account())
    assert [change.quote for change in changes] == [None] * len(changes)
    refused = sale.answered(sale.bill, PAYER, Refusal(RefusalCode.CREDENTIAL_EXPIRED, age_seconds=200, valid_seconds=120))
    assert (refused.quote, refused.refusal is not None) == (None, True)
    assert refused.add(TOOTH).refusal is None


def test_a_sale_whose_outcome_is_unknown_is_not_changed(quote: Quote) -> None:
    sale = EMPTY.identified(PAYER).add(AMOX).lost(quote)
    assert sale.open_outcome
    for change in (sale.add, lambda _: sale.void(0), lambda _: sale.identified(None), lambda _: sale.split_off()):
        with pytest.raises(OutcomeOpenError):
            change(AMOX)
    again = sale.found_again()
    assert (again.open_outcome, again.payer, len(again.lines)) == (False, None, 1)


def test_the_next_sale_is_empty_at_the_same_till_under_a_key_of_its_own() -> None:
    sale = replace(EMPTY, care=EMPTY.care).add(AMOX).prescribed(prescription=True).next("k2")
    assert (sale.key, sale.at, sale.lines, sale.prescription, sale.account) == ("k2", "pharmacy", (), False, AccountUse.USE)


def test_a_payer_tells_no_log_the_digits() -> None:
    assert "1" * 28 not in repr(EMPTY.identified(PAYER))


@pytest.fixture
def quote(house: House) -> Quote:
    bill: Bill = replace(EMPTY, at="pharmacy").add(AMOX).bill
    return house.engine.pre_settle(bill, house.engine.issue("father").digits)


def test_each_pack_brings_its_trace_code_to_its_line() -> None:
    sale = EMPTY.add(AMOX, Decimal("1.5")).attach(0, "A").add(TOOTH).attach(0, "B")
    assert sale.bill.lines[0].trace == sale.add(AMOX).lines[0].trace == ("A", "B")
    with pytest.raises(TraceError, match="trace-full"):
        sale.attach(0, "C")
    with pytest.raises(TraceError, match="trace-again"):
        sale.attach(1, "A")
    assert sale.set_quantity(0, Decimal(1)).lines[0].trace == ("A",), "of fewer packs, fewer codes"
    assert sale.set_quantity(0, Decimal(9)).lines[0].trace == ("A", "B")
