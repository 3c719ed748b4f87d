"""The day's end at the till: counting blind, change money, X, and closing step by step; Esc goes one step back and writes nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.bill import Bill, Line
from engine.model.codes import Care
from engine.model.till import Plant
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, Driver, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from engine.model.item import Item
    from engine.model.settlement import Settlement
    from pos.wiring import House
    from pos.wording import Lang


def some_sales(house: House, items: dict[str, Item]) -> None:
    """200 of change; father and grandma are sold three packs, and one more that comes back."""
    house.engine.drawer.float_in("pharmacy", Money(200_00))
    sold = [a_sale(house, items, holder, quantity) for holder, quantity in (("father", 2), ("grandma", 1), ("father", 1))]
    house.engine.day.note(*sold, house.engine.refund(sold[-1].id))


def a_sale(house: House, items: dict[str, Item], holder: str, quantity: int) -> Settlement:
    bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=items["amox"], quantity=Decimal(quantity)),))
    return house.engine.settle(bill, house.engine.issue(holder).digits)


async def close_day(till: Driver) -> None:
    await till.app.screen.run_action("close_day")
    await till.until(lambda: till.screen == "CountScreen")


async def close_day_uncounted(till: Driver, shown: str) -> None:
    """Up to the second step, once this stands on it."""
    await close_day(till)
    await till.press("f8")
    await till.until(lambda: till.screen == "ClosingScreen" and shown in till.text())


# counting


@EACH_SIZE
@EACH_LANGUAGE
async def test_the_drawer(house: House, items: dict[str, Item], golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    some_sales(house, items)
    async with driving(house, lang=lang, size=size) as till:
        await till.press("ctrl+r")
        await till.until(lambda: till.screen == "DrawerScreen")
        assert till.text() == golden(name="1-nobody")
        await till.press("f4")
        await till.until(lambda: till.screen == "CountScreen")
        assert "200.00" not in till.text(), "what it should hold is not told"
        await till.press("1", "enter", "enter", "4", "down", "1", "enter", "3", "up", "2")
        assert till.text() == golden(name="2-counting")
        await till.press("f9")
        await till.until(lambda: till.screen == "DrawerScreen" and till.told)
        assert till.text() == golden(name="3-counted")
        await till.press("f5")
        await till.slowly("50")
        assert till.text() == golden(name="4-change-money")
        await till.press("enter")
        await till.until(lambda: "50.00" in till.text())
        await till.press("escape")
        assert till.screen == "TillScreen"
    assert house.engine.drawer.balance("pharmacy") == Money((100 + 4 * 20 + 2 * 10 + 3 * 5 + 50) * 100), (
        "what stood in a field is written over"
    )
    assert house.engine.check() == []


async def test_a_count_is_typed_as_one_sum_or_by_pieces_and_both_must_agree(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.press("ctrl+r")
        await till.press("f4")
        await till.until(lambda: till.screen == "CountScreen")
        await till.press("f9")
        assert "Nothing is typed" in till.told
        await till.press("3", *["enter"] * 8)
        await till.slowly("299.9")
        await till.press("enter")
        assert "differ" in till.told
        await till.press("backspace", "backspace", "backspace", "backspace", "backspace", *"300", "enter")
        await till.until(lambda: till.screen == "DrawerScreen" and "booked" in till.text())
    assert house.engine.drawer.balance("pharmacy") == Money(300_00)


async def test_leaving_a_count_books_nothing(house: House) -> None:
    before = dump(house.engine.books)
    async with driving(house, lang="en") as till:
        await till.press("ctrl+r", "f4")
        await till.until(lambda: till.screen == "CountScreen")
        await till.press("5", "f8", "escape", "f5")
        await till.slowly("0")
        await till.press("enter")
        assert "Yuan above 0" in till.text()
        await till.press("escape", "escape")
        assert till.screen == "TillScreen"
    assert dump(house.engine.books) == before


# who is signed in


async def test_signing_in_is_one_step_from_the_till_and_the_top_bar_says_who(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.press("ctrl+f")
        await till.slowly("郑小梅")
        await till.press("enter")
        await till.until(lambda: "郑小梅" in till.text().splitlines()[0])
        await till.press("ctrl+r")
        await till.until(lambda: till.screen == "DrawerScreen" and "郑小梅" in till.text().splitlines()[0])
        await till.press("escape", "ctrl+f")
        await till.until(lambda: till.screen == "ConfirmScreen")
        await till.press("escape")
        assert house.engine.day.session("pharmacy") is not None


@pytest.mark.usefixtures("at_once")
async def test_signing_out_asks_first(house: House) -> None:
    house.engine.day.sign_in("pharmacy", "郑小梅")
    async with driving(house, lang="en") as till:
        await till.until(lambda: "郑小梅" in till.text().splitlines()[0])
        await till.press("ctrl+f", "enter")
        await till.until(lambda: "郑小梅" not in till.text().splitlines()[0])
    assert house.engine.day.session("pharmacy") is None


# closing


@EACH_SIZE
@EACH_LANGUAGE
@pytest.mark.usefixtures("at_once")
async def test_a_day_is_closed(house: House, items: dict[str, Item], golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    house.engine.day.sign_in("pharmacy", "郑小梅")
    some_sales(house, items)
    house.engine.day.plant("pharmacy", Plant.FEN)
    async with driving(house, lang=lang, size=size) as till:
        await close_day(till)
        await till.press("2")
        assert till.text() == golden(name="1-count")
        await till.press("f9")
        await till.until(lambda: till.screen == "ClosingScreen" and "200.00" in till.told)
        assert till.text() == golden(name="2-x")
        await till.press("enter")
        assert till.text() == golden(name="3-reconcile")
        await till.press("enter")
        assert till.text() == golden(name="4-ask")
        await till.press("enter")
        await till.until(lambda: "Z1" in till.told)
        assert till.text() == golden(name="5-closed")
        assert (house.home / "receipts" / "Z1-pharmacy.txt").read_text(encoding="utf-8").count("Z1") == 1
        await till.press("enter")
        await till.until(lambda: till.screen == "TillScreen" and "郑小梅" not in till.text().splitlines()[0])
    closed = house.engine.closings.show("pharmacy")
    assert (closed.number, closed.operator, closed.takings.counted, closed.takings.net.count) == (1, "郑小梅", Money(200_00), 4)
    assert house.engine.check() == []


@pytest.mark.usefixtures("at_once")
async def test_escape_goes_back_a_step_at_a_time_and_nothing_is_written(house: House, items: dict[str, Item]) -> None:
    some_sales(house, items)
    before = dump(house.engine.books)
    async with driving(house, lang="en") as till:
        await close_day(till)
        await till.press("2", "f9")
        await till.until(lambda: till.screen == "ClosingScreen" and "Cash counted: 200.00" in till.told)
        await till.press("enter", "enter")
        assert "4/5" in till.text()
        for step in ("3/5", "2/5"):
            await till.press("escape")
            assert step in till.text().splitlines()[0]
        await till.press("escape")
        await till.until(lambda: till.screen == "CountScreen")
        assert "200.00" in till.text(), "what was typed is still there"
        await till.press("escape")
        await till.until(lambda: till.screen == "TillScreen")
    assert dump(house.engine.books) == before


@pytest.mark.usefixtures("at_once")
async def test_without_a_count_and_without_an_operator_it_closes_too_and_says_so(house: House, items: dict[str, Item]) -> None:
    some_sales(house, items)
    async with driving(house, lang="en") as till:
        await close_day_uncounted(till, "Average")
        await till.press("enter", "enter")
        assert "was not counted" in till.text()
        await till.press("enter")
        await till.until(lambda: "Z1" in till.told)
        await till.press("enter")
        await till.until(lambda: till.screen == "TillScreen")
    assert (house.engine.closings.show("pharmacy").operator, house.engine.closings.show("pharmacy").takings.counted) == ("", None)


@pytest.mark.usefixtures("at_once")
async def test_nothing_to_close_is_told_at_the_last_step(house: House) -> None:
    async with driving(house, lang="en") as till:
        await close_day_uncounted(till, "No settlement")
        await till.press("enter", "enter", "enter")
        await till.until(lambda: "nothing-to-close" in till.told)
        await till.press("escape", "escape", "escape", "escape")
        assert till.screen == "TillScreen"


@pytest.mark.usefixtures("never_armed")
async def test_a_key_held_down_closes_nothing(house: House, items: dict[str, Item]) -> None:
    some_sales(house, items)
    async with driving(house, lang="en") as till:
        await close_day_uncounted(till, "Average")
        await till.press(*["enter"] * 6)
        assert "4/5" in till.text()
    assert house.engine.closings.last_number("pharmacy") == 0


# X and the closings again


@EACH_SIZE
@EACH_LANGUAGE
async def test_x_and_the_closings_again(
    house: House, items: dict[str, Item], golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]
) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await till.app.screen.run_action("day")
        await till.until(lambda: till.screen == "DayScreen")
        await till.press("f7")
        await till.until(lambda: till.screen == "ZScreen" and ("从未" in till.text() or "never" in till.text()))
        assert till.text() == golden(name="1-never")
        await till.press("escape", "f6")
        some_sales(house, items)
        await till.press("f5")
        await till.until(lambda: till.screen == "XScreen" and "200.00" in till.text())
        assert till.text() == golden(name="2-x")
        await till.press("f8")
        await till.until(lambda: "receipts/X-pharmacy-2025" in till.told)
        house.engine.closings.z("pharmacy")
        house.engine.drawer.float_in("pharmacy", Money(1))
        house.engine.closings.z("pharmacy")
        await till.press("escape", "f7")
        await till.until(lambda: "Z2" in till.text())
        assert till.text() == golden(name="3-z2")
        await till.press("f6")
        await till.until(lambda: "Z1" in till.text())
        await till.press("f6", "f7", "f7")
        await till.until(lambda: till.told)
        assert "Z2" in till.text()
        await till.press("f8")
        await till.until(lambda: "Z2-pharmacy-copy.txt" in till.told)
        await till.press("escape", "escape")
        assert till.screen == "TillScreen"


# the menu leads to all of it


@pytest.mark.parametrize(("down", "screen"), [(5, "CountScreen"), (6, "DrawerScreen"), (7, "OperatorScreen")])
async def test_the_menu_leads_there_and_escape_back(house: House, down: int, screen: str) -> None:
    async with driving(house) as till:
        await till.press("f12", *["down"] * down, "enter")
        await till.until(lambda: till.screen == screen)
        await till.press("escape")
        await till.until(lambda: till.screen == "TillScreen")


@EACH_LANGUAGE
async def test_the_report_is_written_and_the_till_says_where(house: House, items: dict[str, Item], lang: Lang) -> None:
    some_sales(house, items)
    async with driving(house, lang=lang) as till:
        await till.press("f12", *["down"] * 8, "enter")
        await till.until(lambda: "report-20251121-" in till.told)
    (file,) = (house.home / "reports").iterdir()
    page = file.read_text(encoding="utf-8")
    assert "37.50" in page
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in page


async def test_a_report_that_cannot_be_written_is_told(house: House) -> None:
    (house.home / "reports").write_text("in the way")
    async with driving(house, lang="en") as till:
        await till.app.screen.run_action("report")
        await till.until(lambda: "cannot-write" in till.told)
