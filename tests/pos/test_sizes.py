"""Every screen at every size: nothing torn, nothing outside the screen, and after resizing the same as if it had never been otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest
from rich.cells import cell_len

from tests.pos.conftest import LARGE, SMALL, driving, newly_founded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.conftest import Clock, Driver

WIDE, TINY = (200, 60), (60, 20)
pytestmark = pytest.mark.no_cover  # every line that they run is run by the tests of the screen it belongs to
BOTH_LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


async def every_screen(till: Driver, house: House) -> AsyncIterator[str]:
    """Each in turn, with a basket of several lines and a payer whose code a relative showed; the caller looks between."""
    yield "empty"
    await till.type("3*amox\nnife\n2*ator\naffn\nbude\ntooth\n")
    await till.type(f"{house.engine.issue('grandma', 'mother').digits}\n")
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


def alike(name: str, text: str) -> str:
    """The phone's page has another port and another code each time, and so another picture of them."""
    return re.sub(r"[▀▄█ ]+", " ", re.sub(r"\d", "0", text)) if name == "phone" else text


def assert_untorn(till: Driver, size: tuple[int, int], name: str) -> None:
    text = whole(till)
    assert torn(text, size) == [], (name, size)
    assert len(text.split("\n")) == size[1], (name, size)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_no_line_of_any_screen_is_torn_in_english(house: House, size: tuple[int, int]) -> None:
    """In Chinese: before and after resizing. At 200x60: where it is shown that the width is used."""
    async with driving(house, lang="en", size=size) as till:
        async for name in every_screen(till, house):
            assert_untorn(till, size, name)


@pytest.mark.usefixtures("at_once")
@BOTH_LANGUAGES
async def test_the_ascii_skin_holds_on_every_screen(house: House, lang: Lang) -> None:
    """Chinese is two cells wide everywhere; of everything else only what is one cell wide everywhere may be drawn."""
    async with driving(house, lang=lang, ascii=True) as till:
        async for name in every_screen(till, house):
            foreign = {sign for sign in whole(till) if not sign.isascii() and east_asian_width(sign) not in {"W", "F"}}
            assert foreign <= {"¥"}, name


@pytest.mark.usefixtures("at_once")
async def test_resizing_leaves_no_trace(clock: Clock, tmp_path: Path) -> None:
    """On every screen, and behind those that cover only a part: what stands there is what a till begun at that size shows."""
    fresh: dict[tuple[str, tuple[int, int]], str] = {}
    for size in (SMALL, LARGE, WIDE):
        with newly_founded(clock, tmp_path / f"{size[0]} columns") as house:
            async with driving(house, size=size) as till:
                async for name in every_screen(till, house):
                    assert_untorn(till, size, name)
                    fresh[name, size] = alike(name, whole(till))
    with newly_founded(clock, tmp_path / "resized") as house:
        async with driving(house) as till:
            async for name in every_screen(till, house):
                for size in (WIDE, TINY, LARGE, SMALL):
                    await till.pilot.resize_terminal(*size)
                    await till.settle()
                    assert_untorn(till, size, name)
                    if size == TINY:
                        assert till.screen == "TooSmallScreen", name
                    else:
                        assert alike(name, whole(till)) == fresh[name, size], (name, size)


@pytest.mark.usefixtures("at_once")
async def test_a_receipt_keeps_its_place(house: House) -> None:
    """At its foot, where it says who pays, until somebody scrolls."""
    async with driving(house) as till:
        await till.type(f"amox\n{house.engine.issue('grandma', 'mother').digits}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        foot = till.text()
        page = till.app.screen.query_one("#page")
        for size in (WIDE, SMALL, TINY, SMALL):
            await till.pilot.resize_terminal(*size)
            await till.settle()
        assert till.text() == foot
        await till.press("pageup")
        await till.until(lambda: page.scroll_y == page.scroll_target_y)
        assert till.text() != foot
        above = till.text()
        await till.press("ctrl+l")
        await till.press("ctrl+l")
        await till.pilot.resize_terminal(*TINY)
        await till.pilot.resize_terminal(*SMALL)
        await till.settle()
        assert till.text() == above


@pytest.mark.usefixtures("at_once")
@BOTH_LANGUAGES
async def test_a_wide_screen_is_used(house: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(house, lang=lang, size=WIDE) as till:
        async for name in every_screen(till, house):
            assert_untorn(till, WIDE, name)
            if name in {"till", "find", "settle", "journal with a record", "reasons"}:
                assert till.text() == golden(name=name.replace(" ", "-"))


@BOTH_LANGUAGES
async def test_too_small(house: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(house, lang=lang, size=TINY) as till:
        assert till.text().strip() + "\n" == golden
