"""The pictures of the README: written by this test (`--snapshot-update`), never by hand, and kept current by it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.pos.conftest import SMALL, driving
from tests.pos.svg import CELL, put_right

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.wiring import House
    from pos.wording import Lang


SCREENS = Path(__file__).parents[2] / "docs" / "screens"


@pytest.fixture
def keep(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Compare a picture with docs/screens/NAME.svg, or write it there."""

    def compare(name: str, svg: str) -> None:
        file = SCREENS / f"{name}.svg"
        if pytestconfig.getoption("update_snapshots"):
            SCREENS.mkdir(exist_ok=True)
            file.write_text(svg, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == svg, f"{file.name} is not current: run the tests with --snapshot-update"

    return compare


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_pictures_are_current(house: House, keep: Callable[[str, str], None], lang: Lang) -> None:
    async with driving(house, lang=lang, size=SMALL) as till:
        await till.type("2*amox\nibu\nator\nlora\ntherm\n")
        await till.type(f"{house.engine.issue('grandma', 'mother').digits}\n")
        await till.press("f5")
        keep(f"till-{lang}", put_right(till.app.export_screenshot(title="gongji")))
        await till.press("f9")
        keep(f"settle-{lang}", put_right(till.app.export_screenshot(title="gongji")))


async def test_chinese_has_the_room_of_its_cells_in_a_picture(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        svg = put_right(till.app.export_screenshot())
    runs = re.findall(r'textLength="([0-9.]+)"[^>]*>([^<]+)<', svg)
    assert any(text == "莫" for _, text in runs)
    for length, text in runs:
        plain = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'").replace("&quot;", '"')
        assert float(length) == pytest.approx(cell_len(plain) * CELL, abs=0.06)
    assert "@font-face" not in svg
