"""The table of goods: what it shows of many rows, by keys and by the mouse; and what a screen leaves behind when it is closed."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual._styles_cache import StylesCache

from pos.widgets.basket import Basket
from pos.widgets.rows import _fitted
from tests.pos.conftest import driving

if TYPE_CHECKING:
    from engine.model.item import Item
    from pos.wiring import House
    from tests.pos.conftest import Driver


def names(till: Driver) -> str:
    return "\n".join(line[:52] for line in till.text().splitlines()[5:21])


async def filled(till: Driver, items: dict[str, Item]) -> list[str]:
    """Everything that is sold, a line each; the names in the basket's order."""
    sold = [item for item in items.values() if item.medical]
    await till.type("".join(f"{item.code}\n" for item in sold))
    return [item.name for item in sold]


async def test_the_cursor_is_always_in_view(house: House, items: dict[str, Item]) -> None:
    async with driving(house) as till:
        sold = await filled(till, items)
        assert len(sold) > 16
        basket = till.app.screen.query_one(Basket)
        assert basket.row_count == len(sold)
        assert sold[-1] in names(till)
        assert sold[0] not in names(till)
        assert "█" in "".join(segment.text for y in range(basket.size.height) for segment in basket.render_line(y))
        for key, row in (
            ("pageup", len(sold) - 11),
            ("up", len(sold) - 12),
            ("pageup", len(sold) - 22),
            ("pageup", len(sold) - 32),
            ("pageup", 0),
            ("down", 1),
        ):
            await till.press(key)
            assert basket.cursor_row == max(0, row)
            assert sold[basket.cursor_row] in names(till)


async def test_no_emptiness_below_while_rows_are_hidden_above(house: House, items: dict[str, Item]) -> None:
    async with driving(house) as till:
        sold = await filled(till, items)
        while len(till.app.sale.lines) > 16:
            await till.press("f7")
        assert sold[0] in names(till)
        assert len(names(till).splitlines()) == 16
        assert all(line.strip() for line in names(till).splitlines())


async def test_the_mouse_moves_the_cursor_and_the_detail_follows(house: House, items: dict[str, Item]) -> None:
    async with driving(house) as till:
        sold = await filled(till, items)
        await till.press(*["pageup"] * 4)
        await till.pilot.click(Basket, offset=(3, 3))
        await till.settle()
        basket = till.app.screen.query_one(Basket)
        assert basket.cursor_row == 2
        assert sold[2] in till.text().splitlines()[21]
        await till.pilot.click(Basket, offset=(3, 0))
        assert basket.cursor_row == 2, "the titles are no row"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Mn", "Me", "Cf"))), st.integers(min_value=0, max_value=40))
def test_a_cell_is_exactly_as_wide_as_its_room(text: str, room: int) -> None:
    pieces = _fitted(Text(text), 0, room, Style(), Console())
    assert sum(cell_len(piece.text) for piece in pieces) == room


async def test_a_closed_screen_is_forgotten(house: House) -> None:
    """Textual would keep the drawn lines of the last thousand widgets: some megabyte a sale."""
    async with driving(house) as till:
        await till.type("amox\n")

        async def look_around() -> int:
            for _ in range(4):
                await till.press("f1")
                await till.press("escape")
                await till.press("f8")
                await till.press("escape")
            gc.collect()
            return sum(type(each) is StylesCache for each in gc.get_objects())

        once = await look_around()
        assert await look_around() <= once + 2


async def test_work_of_a_screen_that_is_closed_meanwhile_hurts_nobody(house: House) -> None:
    from threading import Event

    from pos.screens.journal import JournalScreen

    begun, go_on = Event(), Event()

    def slow(screen: JournalScreen) -> str:
        begun.set()
        go_on.wait(20)
        return screen.till.say("till.gross")

    async with driving(house) as till:
        await till.press("f8")
        screen = till.app.screen
        assert isinstance(screen, JournalScreen)
        heard: list[object] = []
        till.app.work(lambda: slow(screen), heard.append, group="slow")
        while not begun.is_set():
            await till.pilot.pause(0.01)
        screen.dismiss(None)
        await till.pilot.pause(0.1)
        go_on.set()
        await till.settle()
        assert heard == [till.app.say("till.gross")]
        assert till.screen == "TillScreen"
