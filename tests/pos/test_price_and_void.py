"""What something costs without adding it; what is voided, and what comes back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.codes import ItemClass
from engine.model.item import Item
from pos.sale import QuantityError, Sale
from pos.voided import put_back, voided_line, voided_sale
from pos.widgets.command_box import CommandBox
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang

AMOX = Item(code="amox", name="阿莫西林胶囊", item_class=ItemClass.A, price=Decimal("12.50"), traced=True)
IBU = Item(code="ibu", name="布洛芬", item_class=ItemClass.B, price=Decimal(18))
PARA = Item(code="para", name="对乙酰氨基酚", item_class=ItemClass.B, price=Decimal(4))
TRACE = "83857930000000000001"


@EACH_SIZE
@EACH_LANGUAGE
async def test_a_price_check_adds_nothing_until_enter(house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await till.type("nife\n")
        await till.press("ctrl+e")
        assert till.text() == golden(name="1-empty")
        await till.type("2*amox\n")
        assert till.text() == golden(name="2-amox")
        await till.type("6990001393321\r")
        await till.type("pian\n")
        assert till.text() == golden(name="3-several")
        await till.press("down", "enter")
        assert till.text() == golden(name="4-chosen")
        await till.type("zzzz\n")
        assert till.text() == golden(name="5-none")
        await till.type("tooth\n")
        assert till.text() == golden(name="6-not-medical")
        assert till.basket == [("nife", "1")]
        await till.press("escape")
        assert (till.screen, till.basket) == ("TillScreen", [("nife", "1")])


async def test_a_sign_before_an_item_asks_its_price_and_enter_adds_it(house: House) -> None:
    async with driving(house) as till:
        await till.slowly("=3*amox\n")
        assert till.screen == "PriceScreen"
        assert "37.50" in till.text()
        await till.press("enter")
        assert (till.screen, till.basket) == ("TillScreen", [("amox", "3")])
        await till.slowly("＝")
        await till.type("6990001393321\r")
        assert (till.screen, till.basket) == ("PriceScreen", [("amox", "3")])
        assert "布洛芬" in till.text()
        await till.press("escape")
        assert till.app.screen.query_one(CommandBox).value == ""


async def test_a_code_scanned_during_a_price_check_is_the_tills(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("ctrl+e")
        await till.type(f"{house.engine.issue('father').digits}\r")
        await till.until(lambda: till.app.sale.payer is not None)
        assert (till.screen, till.basket) == ("TillScreen", [("amox", "1")])


async def test_a_payer_alone_is_taken_off_without_a_question_and_put_back(house: House) -> None:
    async with driving(house) as till:
        await till.type(f"{house.engine.issue('father').digits}\n")
        await till.press("ctrl+d")
        assert (till.screen, till.app.sale.payer) == ("TillScreen", None)
        assert "已撤下参保人 陈*远" in till.told
        await till.app.screen.run_action("undo")
        await till.settle()
        assert till.app.sale.payer is not None


@pytest.mark.usefixtures("at_once")
async def test_the_whole_sale_is_voided_after_a_question_and_taken_back(house: House) -> None:
    async with driving(house) as till:
        await till.press("ctrl+d")
        assert "没有可作废的" in till.told
        await till.type(f"2*amox\nibu\n{house.engine.issue('father').digits}\n")
        await till.press("f5", "ctrl+d")
        assert "2 行，44.80" in till.text()
        await till.press("escape")
        assert len(till.basket) == 2
        await till.press("ctrl+d", "enter")
        assert (till.basket, till.app.sale.payer) == ([], None)
        assert "已作废整单：2 行，44.80" in till.told
        await till.app.screen.run_action("undo")
        await till.settle()
        assert till.basket == [("amox", "2"), ("ibu", "1")]
        assert (till.quote.holder, till.app.sale.prescription, till.app.sale.key) == ("father", True, "key-2")
        await till.app.screen.run_action("undo")
        assert "没有可撤回的" in till.told


@pytest.mark.usefixtures("at_once")
async def test_a_voided_line_comes_back_to_its_place_and_only_to_its_own_sale(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\nibu\npara\n")
        await till.press("up", "f7")
        assert "已删行" in till.told
        assert "19.80" in till.told
        await till.app.screen.run_action("undo")
        await till.settle()
        assert till.basket == [("amox", "1"), ("ibu", "1"), ("para", "1")]
        await till.press("f7", "ctrl+k")
        await till.app.screen.run_action("undo")
        assert (till.basket, "没有可撤回的" in till.told) == ([], True)


def test_what_was_added_meanwhile_stays() -> None:
    sale = Sale(key="k").add(AMOX, Decimal(2)).add(IBU).add(PARA).attach(0, TRACE)
    voided = voided_line(sale, 0)
    again = put_back(sale.void(0).add(AMOX), voided)
    assert [(line.item.code, int(line.quantity)) for line in again.lines] == [("ibu", 1), ("para", 1), ("amox", 3)]
    assert again.lines[-1].trace == (TRACE,)
    assert put_back(sale.void(0), voided).lines == sale.lines
    scanned_elsewhere = sale.void(0).attach(0, TRACE)
    assert put_back(scanned_elsewhere, voided).lines[0].trace == ()
    emptied = sale.next("k2")
    assert put_back(emptied.add(IBU), voided_sale(sale, emptied)).pieces == sale.pieces + 1
    with pytest.raises(QuantityError):
        put_back(Sale(key="k").add(AMOX, Decimal(9999)), voided)
