"""Every screen at every size: nothing torn, nothing outside the screen, and after resizing the same as if it had never been otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest
from rich.cells import cell_len
from textual.screen import ModalScreen

from tests.pos.conftest import LARGE, SMALL, driving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.conftest import Driver

WIDE, TINY = (200, 60), (60, 20)
BOTH_LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


async def every_screen(till: Driver, house: House) -> AsyncIterator[str]:
    """Each in turn, with a basket of several lines and a payer whose code a relative showed; the caller looks between."""
    yield "empty"
    await till.type("3*amox\nnife\n2*ator\naffn\nbude\ntooth\n")
    await till.type(f"{house.engine.issue('grandma', 'mother').digits}\n")
    await till.press("ctrl+t")
    yield "till"
    await till.type("pian")
    await till.until(lambda: till.app.screen.finding)  # type: ignore[attr-defined] # the till's own
    yield "find"
    await till.press("escape", "ctrl+u")
    for key, name in (("f1", "help"), ("f3", "identify"), ("f4", "quantity"), ("f8", "journal"), ("ctrl+q", "leave")):
        await till.press(key)
        yield name
        await till.press("escape")
    for action in ("menu", "credential", "family", "phone", "day"):
        await till.app.screen.run_action(action)
        await till.settle()
        yield action
        await till.press("escape")
    await till.press("f9")
    await till.slowly("20")
    yield "settle"
    await till.press("f2")
    yield "reasons"
    await till.press("escape")
    await till.press("f9")
    await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
    yield "receipt"
    await till.press("enter")
    await till.press("f8")
    yield "journal with a record"
    await till.press("f4")
    yield "refund"
    await till.press("escape")
    await till.press("f5")
    yield "give back"


def torn(text: str, size: tuple[int, int]) -> list[str]:
    """Lines that are not exactly as wide as the screen."""
    return [line for line in text.split("\n") if cell_len(line) != size[0]]


def whole(till: Driver) -> str:
    """Blanks at the ends of lines as well."""
    strips = till.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.usefixtures("at_once")
@BOTH_LANGUAGES
@pytest.mark.parametrize("size", [SMALL, LARGE, WIDE], ids=["80x24", "120x40", "200x60"])
async def test_no_line_of_any_screen_is_torn(house: House, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:
        async for name in every_screen(till, house):
            text = whole(till)
            assert torn(text, size) == [], name
            assert len(text.split("\n")) == size[1], name


@pytest.mark.usefixtures("at_once")
@BOTH_LANGUAGES
async def test_the_ascii_skin_holds_on_every_screen(house: House, lang: Lang) -> None:
    """Chinese is two cells wide everywhere; of everything else only what is one cell wide everywhere may be drawn."""
    async with driving(house, lang=lang, ascii=True) as till:
        async for name in every_screen(till, house):
            foreign = {sign for sign in whole(till) if not sign.isascii() and east_asian_width(sign) not in {"W", "F"}}
            assert foreign <= {"¥"}, name


@pytest.mark.usefixtures("at_once")
async def test_resizing_leaves_no_trace(house: House) -> None:
    async with driving(house) as till:
        async for name in every_screen(till, house):
            if name == "receipt":  # a page that is being read keeps its own place
                break
            seen: dict[tuple[int, int], str] = {}
            for size in (SMALL, WIDE, TINY, SMALL, LARGE, TINY, LARGE, WIDE, SMALL):
                await till.pilot.resize_terminal(*size)
                await till.settle()
                text = whole(till)
                assert torn(text, size) == [], (name, size)
                if size == TINY:
                    assert till.screen == "TooSmallScreen"
                elif not isinstance(till.app.screen, ModalScreen):  # what is dimmed behind one is drawn when it can be
                    assert seen.setdefault(size, text) == text, (name, size)


@pytest.mark.usefixtures("at_once")
@BOTH_LANGUAGES
async def test_a_wide_screen_is_used(house: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(house, lang=lang, size=WIDE) as till:
        async for name in every_screen(till, house):
            if name in {"till", "find", "settle", "journal with a record", "reasons"}:
                assert till.text() == golden(name=name.replace(" ", "-"))


@BOTH_LANGUAGES
async def test_too_small(house: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(house, lang=lang, size=TINY) as till:
        assert till.text().strip() + "\n" == golden
