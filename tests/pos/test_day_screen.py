"""The till's day on its own screen: sign in, sell, reconcile, sign out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from engine.model.bill import Bill, Line
from engine.model.codes import Care
from engine.model.till import Plant
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, Driver, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from engine.model.item import Item
    from pos.wiring import House
    from pos.wording import Lang


async def open_day(till: Driver) -> None:
    """By the menu, as there is no key for it."""
    await till.app.screen.run_action("day")
    await till.until(lambda: till.screen == "DayScreen")
    await till.settle()


@EACH_SIZE
@EACH_LANGUAGE
async def test_a_day(house: House, items: dict[str, Item], golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await open_day(till)
        assert till.text() == golden(name="1-nobody")
        await till.press("f4")
        await till.slowly("郑小梅")
        assert till.text() == golden(name="2-who")
        await till.press("enter")
        await till.until(lambda: "20251121001" in till.told)
        await till.press("escape")
        await till.until(lambda: till.screen == "TillScreen" and "郑小梅" in till.text().splitlines()[0])
        for quantity in (1, 2):
            bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=items["amox"], quantity=Decimal(quantity)),))
            house.engine.day.note(house.engine.settle(bill, house.engine.issue("father").digits))
        await open_day(till)
        assert till.text() == golden(name="3-balanced")
        house.engine.day.plant("pharmacy", Plant.FEN)
        await till.press("f5")
        assert till.text() == golden(name="4-differs")
        await till.press("f4")
        await till.until(lambda: "郑小梅" in till.told)
        await till.press("escape")
        await till.until(lambda: till.screen == "TillScreen" and "郑小梅" not in till.text().splitlines()[0])
    assert house.engine.day.session("pharmacy") is None


async def test_the_menu_leads_there(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.press("f12", *["down"] * 4, "enter")
        await till.until(lambda: till.screen == "DayScreen")


async def test_what_is_refused_is_told(house: House) -> None:
    async with driving(house, lang="en") as till:
        await open_day(till)
        house.engine.day.sign_in("pharmacy", "a")
        await till.press("f4")
        await till.slowly("b")
        await till.press("enter")
        await till.until(lambda: "already-signed-in" in till.told)
        await till.press("f4", "escape")
        assert till.screen == "DayScreen"
