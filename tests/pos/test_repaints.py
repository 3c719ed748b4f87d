"""What a key makes the till draw, counted where Textual counts it: no clock, so that a slow machine is no wrong result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widget import Widget
from textual.widgets import OptionList

from pos.screens.menu import MenuScreen
from pos.themes import PALETTES
from pos.widgets.basket import Basket, ItemTable
from pos.widgets.filter_box import FilterBox
from tests.pos.conftest import driving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen
    from textual.strip import Strip

    from pos.wiring import House
    from tests.pos.conftest import Driver

_GOODS = "amox\nibu\nmetf\n"


def layouts_of(till: Driver) -> list[Screen[object]]:
    """Of the screen in front, one entry each, from now on."""
    seen: list[Screen[object]] = []
    till.app.screen.screen_layout_refresh_signal.subscribe(till.app, seen.append)
    return seen


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Lines of the basket."""
    lines: list[int] = []
    draw = Basket.render_line

    def counted(basket: Basket, y: int) -> Strip:
        lines.append(y)
        return draw(basket, y)

    monkeypatch.setattr(Basket, "render_line", counted)
    return lines


async def test_a_typed_character_lays_nothing_out(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        seen = layouts_of(till)
        await till.press("~", "~", "backspace")
        assert not seen
        await till.type("x" * 100)
        assert "x" * 60 in till.text()
        assert not seen


async def test_a_move_of_the_cursor_draws_two_rows(house: House, drawn: list[int]) -> None:
    async with driving(house) as till:
        await till.type(_GOODS)
        seen = layouts_of(till)
        drawn.clear()
        await till.press("up")
        assert sorted(drawn) == [2, 3], till.text()
        assert not seen


async def test_a_line_voided_lays_nothing_out(house: House) -> None:
    async with driving(house) as till:
        await till.type(_GOODS)
        seen = layouts_of(till)
        await till.press("f7")
        assert len(till.basket) == 2
        assert not seen


async def test_a_sale_that_is_the_same_is_not_drawn_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(house) as till:
        await till.type(_GOODS)
        refreshed: list[Widget] = []
        monkeypatch.setattr(Widget, "refresh", lambda widget, *_regions, **_how: refreshed.append(widget))
        till.app.screen.draw()  # type: ignore[attr-defined]
        assert not refreshed


@pytest.mark.parametrize(("key", "line"), [("f8", "#number"), ("f12", "#narrow")])
async def test_a_screen_that_is_kept_begins_anew_and_lays_nothing_out(house: House, key: str, line: str) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        below = layouts_of(till)
        await till.press(key)
        first = till.app.screen
        fresh = till.text()
        await till.type("retired")
        await till.until(lambda: till.text() != fresh)
        first.query_one(line, FilterBox).value = ""
        await till.settle()
        await till.press("escape")
        assert till.screen == "TillScreen"
        del below[:]
        await till.press(key)
        assert till.app.screen is first
        assert first.query_one(line, FilterBox).has_focus
        await till.until(lambda: till.text() == fresh)
        seen = layouts_of(till)
        await till.press("escape")
        await till.press(key)
        assert till.text() == fresh
        assert not seen
        assert not below


async def test_a_record_looked_for_on_the_till_stands_in_a_journal_used_before(house: House) -> None:
    async with driving(house) as till:
        await till.press("f8")
        await till.type("nobody")
        await till.press("escape", "escape")
        assert till.screen == "TillScreen"
        till.app.screen.action_journal("20260101000001")  # type: ignore[attr-defined]
        await till.settle()
        assert till.app.screen.query_one("#number", FilterBox).value == "20260101000001"


async def test_the_menu_speaks_the_language_that_was_chosen_while_it_was_closed(house: House) -> None:
    def names(till: Driver) -> Sequence[str]:
        return [str(option.prompt) for option in till.app.screen.query_one(OptionList).options]

    async with driving(house) as till:
        await till.press("f12")
        chinese = names(till)
        await till.press("escape", "ctrl+l", "f12")
        assert isinstance(till.app.screen, MenuScreen)
        assert not set(names(till)) & set(chinese)


async def test_a_theme_chosen_while_the_journal_was_closed_is_its_theme(house: House) -> None:
    def ground(till: Driver) -> object:
        (piece, *_) = till.app.screen.query_one("#records", ItemTable).render_line(5)
        return piece.style.bgcolor if piece.style else None

    async with driving(house) as till:
        await till.press("f8")
        dark = ground(till)
        await till.press("escape")
        till.app.theme = next(name for name in PALETTES if name != till.app.theme)
        await till.settle()
        await till.press("f8")
        assert ground(till) == till.app.screen.rich_style.bgcolor
        assert ground(till) != dark
