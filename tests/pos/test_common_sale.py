"""The common sale in few keys, the reasons of its figures, and Esc from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.money import Money
from pos.screens.menu import _ACTIONS
from pos.widgets.command_box import CommandBox
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang


@pytest.mark.usefixtures("at_once")
async def test_the_common_sale_takes_fewer_than_ten_keys(house: House) -> None:
    """Two items by bar code and the phone are held to the scanner; a person presses: see, agree, next."""
    async with driving(house) as till:
        pressed = 0

        async def by_hand(key: str) -> None:
            nonlocal pressed
            pressed += 1
            await till.press(key)

        await till.type("6990000575605\r")
        await till.type("6990001393321\r")
        await till.type(f"{house.engine.issue('grandma', 'mother').digits}\r")
        assert till.quote.figures.total == Money(12_50 + 19_80)
        await by_hand("f9")
        assert till.screen == "SettleScreen"
        await by_hand("enter")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await by_hand("enter")
        assert (till.screen, till.basket, till.app.sale.payer) == ("TillScreen", [], None)
        assert pressed == 3
    assert len(house.engine.journal(5)) == 1


@pytest.mark.usefixtures("at_once")
async def test_without_a_scanner_for_goods_it_is_still_below_ten_but_for_their_codes(house: House) -> None:
    """Short codes typed: the characters that name the goods are the goods'; every other key is counted."""
    async with driving(house) as till:
        codes = ["amox", "ibu"]
        for code in codes:
            await till.slowly(f"{code}\n")
        await till.type(f"{house.engine.issue('father').digits}\r")
        await till.press("f9", "enter")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        assert len(codes) + len(["f9", "enter", "enter"]) < 10
        assert (till.screen, till.basket) == ("TillScreen", [])
    assert house.engine.journal(1)[0].figures.total == Money(12_50 + 19_80)


CHANGE_THE_SALE = {"prescription", "account", "split", "park", "forget", "undo"}
LOOKS = {"app.language", "theme"}
WAYS = {
    "menu": [[f"menu {action}"] for _, action, _ in _ACTIONS if action not in CHANGE_THE_SALE | LOOKS],
    "keys": [[key] for key in ["f1", "ctrl+g", "f2", "f3", "f4", "f8", "f9", "f12", "ctrl+p", "ctrl+e", "ctrl+d", "ctrl+q", "ctrl+c"]],
    "signs": [["backspace", "slash"], ["backspace", "question_mark"]],
    "deeper": [
        ["f9", "f2"],
        ["f9", "f1"],
        ["f8", "enter"],
        ["f8", "enter", "f2"],
        ["f8", "f2"],
        ["f8", "f3"],
        ["f8", "f4"],
        ["f8", "f5"],
        ["f8", "f5", "enter", "f9"],
        ["f12", "d"],
        ["ctrl+e", "p", "enter"],
        ["menu parked", "delete"],
    ],
}


@pytest.mark.no_cover  # screens that have tests of their own
@pytest.mark.parametrize("ways", WAYS.values(), ids=WAYS)
async def test_escape_goes_back_step_by_step_and_the_sale_is_as_it_was(house: House, ways: list[list[str]]) -> None:
    async with driving(house) as till:
        await till.type("nife\n")
        await till.press("ctrl+k")
        await till.type(f"2*amox\nibu\n{house.engine.issue('grandma', 'mother').digits}\n")
        house.engine.settle(till.app.sale.bill, house.engine.issue("father").digits)
        await till.press("f5")
        box = till.app.screen.query_one(CommandBox)
        for way in ways:
            box.fill("6")
            sale = till.app.sale
            for key in way:
                if key.startswith("menu "):
                    await till.app.screen.run_action(key.removeprefix("menu "))
                    await till.settle()
                else:
                    await till.press(key)
            for _ in range(6):
                depth = len(till.app.screen_stack)
                if depth == 1:
                    break
                await till.press("escape")
                # the closing begins with its count: the screen behind has shown nothing yet
                assert depth - len(till.app.screen_stack) in ({0, 1, 2} if way == ["menu close_day"] else {0, 1}), way
            await till.until(lambda: till.screen == "TillScreen")
            await till.press("escape", "escape")
            now = till.app.sale
            assert (now.lines, now.payer, now.prescription, now.account) == (sale.lines, sale.payer, sale.prescription, sale.account), way
            assert box.value == ("" if way[0] == "backspace" else "6"), way
            assert till.app.is_running, way
    assert house.engine.record_count() == 1
    assert len(list((house.home / "parked").iterdir())) == 1


@EACH_SIZE
@EACH_LANGUAGE
async def test_the_split_follows_the_basket_and_every_figure_has_its_reasons(
    house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]
) -> None:
    """The child's father has granted 1000 a year; more than that is the mother's, or cash."""
    async with driving(house, lang=lang, size=size) as till:
        await till.press("question_mark")
        assert till.screen == "HelpScreen"
        await till.press("escape")
        await till.type(f"90*bude\n{house.engine.issue('child', 'mother').digits}\n")
        assert till.text() == golden(name="1-estimate")
        before = till.quote.figures
        await till.type("2*amox\n")
        assert till.quote.figures.total == before.total + Money(25_00)
        await till.press("f5")
        await till.press("question_mark")
        await till.until(lambda: till.screen == "ReasonsScreen")
        assert till.text() == golden(name="2-reasons")
        await till.press("escape")
        assert till.screen == "TillScreen"
        await till.press("f6")
        assert till.text() == golden(name="3-account-off")
