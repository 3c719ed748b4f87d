"""The same screens in the till itself, with its style sheet, its themes, its ears and its language key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import OptionList

from pos.app import TillApp
from pos.screens.credential import CredentialScreen
from pos.screens.family import FamilyScreen
from pos.screens.identify import IdentifyScreen
from pos.screens.till import TillScreen
from pos.widgets.family_tables import GrantTable
from pos.widgets.path_entry import PathEntry
from scanner.read import read_codes
from tests.pos.conftest import EACH_SIZE

if TYPE_CHECKING:
    from pos.wiring import House
    from tests.pos.desk.conftest import Show

DIGITS = "3593177379503752504801370100"


@EACH_SIZE
@pytest.mark.parametrize("kind", [IdentifyScreen, CredentialScreen, FamilyScreen])
async def test_its_style_sheet_moves_nothing(
    show: Show, house: House, kind: type[IdentifyScreen | CredentialScreen | FamilyScreen], size: tuple[int, int]
) -> None:
    texts = []
    for app in (None, TillApp(lambda: house, lang="zh")):
        async with show(kind(house), size=size, app=app) as shown:
            await shown.until(lambda: "陈一诺" in shown.text() or kind is IdentifyScreen)
            texts.append(shown.text(shown.screen.query_one("#dialog").region if kind is IdentifyScreen else None))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("theme", ["gongji-dark", "gongji-light", "gongji-contrast"])
async def test_its_themes_leave_the_code_black_on_white(show: Show, house: House, theme: str) -> None:
    async with show(CredentialScreen(house), app=TillApp(lambda: house, lang="en", theme=theme)) as shown:
        await shown.until(lambda: shown.screen.query_one("#shown", OptionList).option_count)
        await shown.press("enter", "enter")
        await shown.until(lambda: len(read_codes(shown.picture())) == 1)


async def test_a_scan_is_taken_out_of_the_line_and_judged_once(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house), app=TillApp(lambda: house, lang="zh")) as shown:
        for key in "6901234567892":
            shown.app.post_message(events.Key(key, key))
        shown.app.post_message(events.Key("enter", "\r"))
        await shown.tells("读到的是 13 个字符")
        assert shown.screen.query_one(PathEntry).line.value == ""
        for key in DIGITS:
            shown.app.post_message(events.Key(key, key))
        shown.app.post_message(events.Key("enter", "\r"))
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_f3_on_the_till_and_back(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house), app=TillApp(lambda: house, lang="zh")) as shown:
        await shown.press("escape")
        await shown.until(lambda: isinstance(shown.app.screen, TillScreen))
        await shown.press("f3")
        await shown.until(lambda: isinstance(shown.app.screen, IdentifyScreen))
        code = house.engine.issue("grandma", "mother").digits
        shown.app.screen.query_one(PathEntry).put(code)
        await shown.press("enter")
        await shown.tells("王*兰")


async def test_its_language_key_speaks_to_the_screen_in_front(show: Show, house: House) -> None:
    async with show(FamilyScreen(house), app=TillApp(lambda: house, lang="zh")) as shown:
        await shown.until(lambda: shown.screen.query_one(GrantTable).columns)
        await shown.press("ctrl+l")
        await shown.tells("Family accounts", "Mutual aid")
