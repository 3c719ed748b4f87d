"""Sales by keys alone, and what stands in the books afterwards."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from textual import events

from engine.model.codes import Event
from engine.money import Money
from pos.widgets.basket import Hits
from pos.widgets.command_box import CommandBox
from tests.pos.conftest import LARGE, driving

if TYPE_CHECKING:
    from engine.model.item import Item
    from pos.wiring import House
    from tests.pos.conftest import Clock

AMOX = "6990000575605"


@pytest.mark.usefixtures("at_once")
async def test_a_whole_sale_from_bar_code_to_receipt(house: House) -> None:
    """Grandma's code from her daughter's phone; no prescription, so the daughter's pool pays 12.50 and 2 x 6.90."""
    code = house.engine.issue("grandma", "mother").digits
    async with driving(house) as till:
        await till.type(f"{AMOX}\r")
        await till.type("2*nife\n")
        await till.type(f"{code}\r")
        assert till.app.sale.payer is not None
        assert (till.app.sale.payer.person.id, getattr(till.app.sale.payer.presenter, "id", None)) == ("grandma", "mother")
        assert "王*兰" in till.text()
        assert "林*溪" in till.text()
        assert code not in till.text()
        await till.press("f9")
        assert till.screen == "SettleScreen"
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and "已结算" in till.told)
        assert not till.app.sale.lines
        await till.press("enter")
        assert till.screen == "TillScreen"

    (sold,) = house.engine.journal(5)
    total = Money(12_50 + 2 * 6_90)
    assert (sold.holder, sold.shown_by, sold.figures.total, sold.figures.mutual_aid) == ("grandma", "mother", total, total)
    assert house.engine.balances()["mother"].all == Money(5120_75) - total
    assert house.engine.check() == []
    receipt = (house.home / "receipts" / f"{sold.id}.txt").read_text(encoding="utf-8")
    assert "家庭共济 林*溪" in receipt
    assert "林若溪" not in receipt


async def test_nothing_blocks_the_first_paint_and_nothing_typed_before_the_house_opens_is_lost(house: House) -> None:
    import threading

    from pos.app import TillApp

    may_open = threading.Event()

    def slow() -> House:
        may_open.wait()
        return house

    app = TillApp(slow, lang="zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for sign in f"{AMOX}\r2*ibu\rpa":
            app.post_message(events.Key({"\r": "enter"}.get(sign, sign), None if sign == "\r" else sign))
        await pilot.pause()
        assert not app.sale.lines
        may_open.set()
        for _ in range(200):
            await pilot.pause(0.02)
            if len(app.sale.lines) == 2:
                break
        assert [(line.item.code, line.quantity) for line in app.sale.lines] == [("amox", Decimal(1)), ("ibu", Decimal(2))]
        assert app.screen.query_one(CommandBox).value == "pa"


@pytest.mark.parametrize("suffix", ["\r", "\n", "\t", "\r\n"])
async def test_every_usual_suffix_of_a_scanner_adds_one(house: House, suffix: str) -> None:
    keys = {"\r": "enter", "\n": "ctrl+j", "\t": "tab"}
    async with driving(house) as till:
        for sign in AMOX + suffix:
            till.app.post_message(events.Key(keys.get(sign, sign), None if sign in keys else sign))
        await till.settle()
        assert till.basket == [("amox", "1")]
        assert isinstance(till.app.focused, CommandBox)


async def test_a_scan_leaves_a_half_typed_entry_alone(house: House) -> None:
    async with driving(house) as till:
        await till.slowly("ib")
        await till.type(f"{AMOX}\r")
        assert till.basket == [("amox", "1")]
        assert till.app.screen.query_one(CommandBox).value == "ib"


async def test_a_quantity_waits_for_the_scanner(house: House) -> None:
    async with driving(house) as till:
        await till.slowly("3*")
        await till.type(f"{AMOX}\r")
        assert till.basket == [("amox", "3")]
        assert not till.app.screen.query_one(CommandBox).value


async def test_entries_of_every_kind(house: House, items: dict[str, Item]) -> None:
    async with driving(house) as till:
        await till.type("３＊ａｍｏｘ\n")
        await till.type(f"{items['para'].national_code}\n")
        await till.type("布洛芬缓释胶囊\n")
        await till.type("amxl\n")
        await till.paste("6990002006619\n")
        assert till.basket == [("amox", "4"), ("para", "1"), ("ibu", "1"), ("lora", "1")]
        await till.type("*7\n")
        assert till.basket[-1] == ("lora", "7")
        await till.type("6990000575606\n")
        assert "没有找到" in till.told
        await till.type("code.png\n")
        assert "图片的路径请按 F3" in till.told


async def test_a_search_shows_the_hits_and_adds_only_what_is_chosen(house: House) -> None:
    async with driving(house) as till:
        await till.type("2*ys")
        await till.until(lambda: till.app.screen.query_one(Hits).items)
        first, second, *_ = till.app.screen.query_one(Hits).items
        assert not till.basket
        await till.press("down")
        await till.press("enter")
        assert till.basket == [(second.code, "2")]
        assert first.code != second.code


async def test_enter_on_an_empty_line_does_nothing(house: House) -> None:
    async with driving(house) as till:
        await till.press("enter", "enter", "tab")
        assert (till.basket, till.screen) == ([], "TillScreen")


async def test_the_price_check_adds_nothing_until_enter(house: House) -> None:
    async with driving(house) as till:
        await till.press("f2")
        assert "12.50" in till.text()
        await till.press("escape")
        assert not till.basket
        await till.press("slash")
        await till.press("down", "enter")
        assert till.basket == [("cefr", "1")]


async def test_quantity_void_and_clear(house: House, at_once: None) -> None:
    del at_once
    async with driving(house) as till:
        await till.type("amox\nibu\npara\n")
        await till.press("up")
        await till.press("f4")
        await till.type("99999\n")
        assert till.screen == "QuantityScreen"
        await till.press("backspace", "backspace", "backspace", "backspace")
        await till.press("enter")
        assert till.basket[1] == ("ibu", "9")
        await till.press("f7")
        assert till.basket == [("amox", "1"), ("para", "1")]
        await till.press("delete")
        assert till.basket == [("amox", "1")]
        await till.app.screen.run_action("clear")
        await till.settle()
        await till.press("escape")
        assert till.basket == [("amox", "1")]
        await till.app.screen.run_action("clear")
        await till.settle()
        await till.press("enter")
        assert till.basket == []


async def test_a_scan_while_a_quantity_is_asked_for_never_becomes_one(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("f4")
        await till.type("6990001393321\r")
        assert till.screen == "TillScreen"
        assert till.basket == [("amox", "1"), ("ibu", "1")]


async def test_escape_destroys_nothing(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.type("ib")
        await till.press("escape", "escape", "escape")
        assert till.basket == [("amox", "1")]
        assert till.app.screen.query_one(CommandBox).value == "ib"


@pytest.mark.usefixtures("never_armed")
async def test_f9_twice_or_held_down_agrees_to_nothing(house: House) -> None:
    code = house.engine.issue("father").digits
    async with driving(house) as till:
        await till.type(f"amox\n{code}\n")
        await till.press("f9", "f9", "f9", "enter")
        assert till.screen == "SettleScreen"
        assert not house.engine.journal(1)
        await till.press("escape")
        assert till.basket == [("amox", "1")]


@pytest.mark.usefixtures("at_once")
async def test_the_language_is_switched_with_a_sale_open(house: House) -> None:
    code = house.engine.issue("father").digits
    async with driving(house) as till:
        await till.type(f"amox\n{code}\nqq")
        await till.press("ctrl+l")
        text = till.text()
        assert "Amoxicillin capsules" in text
        assert "Own account" in text
        assert till.app.screen.query_one(CommandBox).value == "qq"
        await till.press("f9")
        assert "CASH DUE" in till.text()
        await till.press("ctrl+l")
        assert "现金应收" in till.text()
        await till.press("escape")
        assert "应收合计" in till.text()
        assert till.basket == [("amox", "1")]


async def test_the_window_is_resized_with_a_sale_open(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\nqq")
        await till.pilot.resize_terminal(60, 20)
        await till.settle()
        assert till.screen == "TooSmallScreen"
        assert "60 × 20" in till.text()
        await till.pilot.resize_terminal(*LARGE)
        await till.settle()
        assert "国药准字" in till.text()
        assert till.app.screen.query_one(CommandBox).value == "qq"


@pytest.mark.usefixtures("at_once")
async def test_an_expired_code_is_said_so_and_the_basket_stays(house: House, clock: Clock) -> None:
    code = house.engine.issue("father").digits
    async with driving(house) as till:
        await till.type(f"amox\n{code}\n")
        clock.wind(200)
        await till.type("ibu\n")
        await till.until(lambda: "已过期" in till.told)
        assert "请重新扫码" in till.text()
        assert len(till.basket) == 2
        await till.type(f"{house.engine.issue('father').digits}\n")
        assert till.app.sale.quote is not None
        clock.wind(200)
        await till.press("f9")
        await till.until(lambda: "已过期" in till.told)
        await till.press("f9")
        assert not house.engine.journal(1)
        await till.type(f"{house.engine.issue('father').digits}\n")
        await till.until(lambda: "请核对" in till.told)
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert len(house.engine.journal(5)) == 1


@pytest.mark.usefixtures("at_once")
async def test_prescription_and_account_change_the_estimate(house: House) -> None:
    """Father's deductible is met: the fund pays 80 % of 12.50 with a prescription."""
    code = house.engine.issue("father").digits
    async with driving(house) as till:
        await till.type(f"amox\n{code}\n")
        assert till.quote.figures.fund == Money(0)
        await till.press("f5")
        assert till.quote.figures.fund == Money(10_00)
        await till.press("f6")
        assert till.quote.bill.account == "off"
        assert till.quote.figures.cash == Money(2_50)
        await till.press("f9")
        await till.press("f6")
        assert till.quote.bill.account == "ask-mutual-aid"


@pytest.mark.usefixtures("at_once")
async def test_no_amount_that_nobody_would_tender_agrees(house: House) -> None:
    code = house.engine.issue("neighbour-poor").digits
    async with driving(house) as till:
        await till.type(f"amox\n{code}\n")
        await till.press("f9")
        for typed, told in (("3", "少于应收"), ("0000", "找零会达到"), ("99999999", "找零会达到"), (".5.5", "不是金额")):
            await till.slowly(f"{typed}\n")
            assert told in till.told
        assert not house.engine.journal(1)
        await till.press("ctrl+u")
        await till.slowly("20\n")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert house.engine.cash_taken() == Money(12_50)


@pytest.mark.usefixtures("at_once")
async def test_a_refund_from_the_journal(house: House) -> None:
    code = house.engine.issue("father").digits
    async with driving(house) as till:
        await till.type(f"amox\n{code}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        number = house.engine.journal(1)[0].id
        await till.slowly(f"{number}\n")
        assert till.screen == "JournalScreen"
        await till.press("f4")
        assert number in till.text()
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        await till.until(lambda: len(house.engine.journal(5)) == 2)
        await till.press("down")
        await till.press("f4")
        await till.press("enter")
        await till.until(lambda: "already-refunded" in till.told)
    newest, _ = house.engine.journal(5)
    assert (newest.event, newest.undoes) == (Event.REFUND, number)
    assert house.engine.balances()["father"].all == Money(3862_40)
    assert house.engine.check() == []


async def test_a_quantity_beyond_all_reason_changes_nothing(house: House) -> None:
    async with driving(house) as till:
        await till.type("9999*amox\namox\n")
        assert till.basket == [("amox", "9999")]
        assert "至多 9999" in till.told
        await till.type("10000*ibu\n")
        assert len(till.basket) == 1
        assert till.app.sale.gross == Money.priced(Decimal(9999), Decimal("12.50"))


@pytest.mark.usefixtures("at_once")
async def test_the_reasons_are_one_key_away(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.type(f"amox\n{house.engine.issue('grandma', 'mother').digits}\n")
        await till.press("f9")
        for key in ("question_mark", "f2"):
            await till.press(key)
            assert till.screen == "ReasonsScreen"
            assert "From the pool of 林*溪" in till.text()
            await till.press("escape")
            assert till.screen == "SettleScreen"


async def test_f3_reads_a_code_and_the_hand_scanner_works_there_too(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("f3")
        assert till.screen == "IdentifyScreen"
        await till.type(f"{house.engine.issue('father').digits}\r")
        await till.until(lambda: till.screen == "TillScreen")
        await till.until(lambda: till.app.sale.quote is not None)
        assert "陈*远" in till.text()


@pytest.mark.parametrize(
    ("down", "screen"), [(0, "CredentialScreen"), (1, "FamilyScreen"), (2, "PhoneScreen"), (3, "JournalScreen"), (4, "DayScreen")]
)
async def test_the_menu_leads_to_the_other_screens_and_escape_back(house: House, down: int, screen: str) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("f12")
        await till.press(*["down"] * down, "enter")
        assert till.screen == screen
        await till.press("escape")
        await till.until(lambda: till.screen == "TillScreen")
        assert till.basket == [("amox", "1")]


async def test_ctrl_c_and_ctrl_q_ask_before_they_leave(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        for key in ("ctrl+c", "ctrl+q"):
            await till.press(key)
            assert till.screen == "LeavingScreen"
            assert "篮中还有 1 行" in till.text()
            await till.press("escape")
        assert till.basket == [("amox", "1")]


@pytest.mark.usefixtures("at_once")
async def test_a_scan_on_the_receipt_begins_the_next_sale(house: House) -> None:
    async with driving(house) as till:
        await till.type(f"amox\n{house.engine.issue('father').digits}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.type("6990001393321\r")
        assert (till.screen, till.basket) == ("TillScreen", [("ibu", "1")])
