"""Each screen as text, in both languages and at both sizes. What a reviewer reads in the diff is what a cashier sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pos.screens.till import TillScreen
from pos.themes import PALETTES
from pos.widgets.basket import Hits, ItemTable
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang


@pytest.mark.usefixtures("at_once")
@EACH_SIZE
@EACH_LANGUAGE
async def test_every_screen(house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:

        def look(name: str) -> None:
            assert till.text() == golden(name=name)

        look("01-empty")
        await till.type("3*amox\nnife\n2*ator\naffn\nbude\ntooth\n")
        await till.type(f"{house.engine.issue('grandma', 'mother').digits}\n")
        await till.press("ctrl+t")
        look("02-not-medical")
        await till.press("ctrl+t")
        look("03-till")
        await till.type("pian")
        await till.until(lambda: till.app.screen.query_one(Hits).items)
        look("04-find")
        await till.press("escape", "ctrl+u")
        await till.press("f4")
        look("05-quantity")
        await till.press("escape")
        await till.press("f12")
        look("06-menu")
        await till.press("escape")
        await till.press("f9")
        await till.slowly("20")
        look("07-settle")
        await till.press("f2")
        look("08-reasons")
        await till.press("escape")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        look("09-receipt")
        await till.press("enter")
        await till.press("f8")
        await till.press("down", "f4")
        await till.until(lambda: till.screen == "RefundChoiceScreen")
        look("10-refund")
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        await till.press("enter")
        await till.until(lambda: len(till.app.screen.query_one("#records", ItemTable).rows) == 4)
        look("11-journal")
        await till.press("escape")
        await till.press("f1")
        look("12-help")


async def test_two_authorisers_and_one_passed_over(house: House, golden: SnapshotAssertion) -> None:
    """The child's father has granted 1000 a year; 90 x 58.00 uses it up and leaves the rest to cash."""
    async with driving(house) as till:
        await till.type(f"90*bude\n{house.engine.issue('child').digits}\n")
        await till.press("f9")
        assert till.text() == golden(name="limit")
        await till.press("escape")
        await till.press("f6")
        await till.press("f9")
        assert till.text() == golden(name="account-off")


async def test_the_ascii_skin_draws_nothing_of_ambiguous_width(house: House, golden: SnapshotAssertion) -> None:
    from unicodedata import east_asian_width

    async with driving(house, ascii=True) as till:
        await till.type(f"3*amox\nnife\n{house.engine.issue('grandma', 'mother').digits}\n")
        text = till.text()
        assert {sign for sign in text if east_asian_width(sign) == "A"} == set()
        assert text == golden(name="till")
        await till.press("f9")
        assert {sign for sign in till.text() if east_asian_width(sign) == "A"} == set()


@pytest.mark.parametrize("theme", PALETTES)
async def test_a_theme_changes_colours_and_nothing_else(house: House, theme: str) -> None:
    async with driving(house, theme=theme) as till:
        await till.type("amox\n")
        text = till.text()
        await till.app.screen.run_action("theme")
        await till.settle()
        assert till.app.theme != theme
        assert till.text() == text


async def test_without_colours_the_parts_of_the_split_still_differ(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(house) as till:
        await till.type(f"20*bude\n{house.engine.issue('retired').digits}\n")
        await till.press("f5")
        text = till.text()
        assert all(pattern in text for pattern in "█▓░")
        strips = till.app.screen._compositor.render_strips()
        colours = {segment.style.color.get_truecolor() for strip in strips for segment in strip if segment.style and segment.style.color}
        assert all(colour.red == colour.green == colour.blue for colour in colours)


async def test_the_key_bar_names_no_key_that_does_nothing(house: House) -> None:
    from pos.widgets.key_bar import KeyBar

    async with driving(house, lang="en") as till:
        screen = till.app.screen
        assert "^T" not in till.text()
        await till.type("tooth\n")
        assert "^T" in till.text()
        caps = [cap for cap, _, _ in screen.query_one(KeyBar)._caps]
        bound = {key.cap: key.keys.split(",")[0] for key in TillScreen.KEYS}
        assert caps
        assert all(bound[cap] in screen.active_bindings for cap in caps)
