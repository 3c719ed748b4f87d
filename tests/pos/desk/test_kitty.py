"""The preview by Kitty's graphics: what is sent, what stands in the cells, and that nothing stays in the terminal."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import combining

import numpy as np
from PIL import Image
from rich.cells import cell_len

from pos.app import TillApp
from pos.screens.identify import IdentifyScreen
from pos.widgets.camera_view import CameraView
from pos.widgets.kitty import COUNTING, REMOVAL, placeholders, transmission
from pos.widgets.preview import Preview, sharp
from tests.pos.desk.test_identify import frame_of, video

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pos.wiring import House
    from tests.pos.desk.conftest import Show, Shown

GREEN = (0, 224, 96)
CORNERS = ((64, 48), (128, 48), (128, 96), (64, 96))


def decoded(commands: str) -> Image.Image:
    """The picture that a terminal makes of it."""
    parts = re.findall(r"\x1b_G(?:a=t,f=100,[^;]*)?m=[01];([^\x1b]*)\x1b\\", commands)
    return Image.open(BytesIO(b64decode("".join(parts)))).convert("RGB")


def sent(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the terminal past the cells, from now on."""
    commands: list[str] = []
    shown.app.graphics = True
    monkeypatch.setattr(Preview, "_send", lambda _, command: commands.append(command))
    return commands


def test_a_picture_is_sent_in_commands_of_4096_at_most_and_placed_after_its_data() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (480, 640), dtype=np.uint8)
    commands = re.findall(r"\x1b_G([^\x1b]*)\x1b\\", transmission(sharp(noise), 76, 17))
    *data, place = commands
    assert len(data) > 2
    assert all(len(command.partition(";")[2]) <= 4096 for command in data)
    assert [command.partition(";")[0][-3:] for command in data] == [*["m=1"] * (len(data) - 1), "m=0"]
    assert data[0].startswith("a=t,f=100,")
    assert place.startswith("a=p,U=1,")
    assert "c=76,r=17" in place
    assert all("q=2" in command for command in (data[0], place)), "an answer would be read as typing"


def test_the_frame_round_a_code_is_green_and_the_rest_is_grey() -> None:
    picture = decoded(transmission(sharp(frame_of(), [CORNERS]), 76, 17))
    assert picture.size == (320, 240)
    assert picture.getpixel((48, 24)) == GREEN
    red, green, blue = np.moveaxis(np.asarray(picture), 2, 0)
    elsewhere = green != GREEN[1]
    assert (red[elsewhere] == green[elsewhere]).all()
    assert (blue[elsewhere] == green[elsewhere]).all()


def test_a_placeholder_takes_one_cell_and_says_where_it_belongs() -> None:
    assert len(set(COUNTING)) == 128
    assert all(combining(mark) == 230 for mark in COUNTING)
    strips = placeholders(5, 3)
    assert [strip.cell_length for strip in strips] == [5, 5, 5]
    assert cell_len(strips[0].text) == 5
    assert strips[2].crop(3, 5).text == "".join(f"\U0010eeee{COUNTING[2]}{COUNTING[column]}" for column in (3, 4))


async def test_it_is_taken_out_of_the_terminal_in_another_size_and_when_the_camera_is_off(
    show: Show, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with show(IdentifyScreen(house, camera=video(tmp_path / "a.avi", [frame_of()] * 400))) as shown:
        commands = sent(shown, monkeypatch)
        view = shown.screen.query_one(CameraView)
        await shown.until(lambda: len(commands) > 2)
        assert REMOVAL not in commands, "a frame takes the place of the one before"
        before = commands[-1]
        await shown.pilot.resize_terminal(100, 30)
        await shown.until(lambda: REMOVAL in commands and commands[-1] != REMOVAL)
        assert re.findall(r"c=\d+,r=\d+", before) != re.findall(r"c=\d+,r=\d+", commands[-1])
        assert "\U0010eeee" in "".join(strip.text for strip in shown.screen.query_one(Preview)._strips)
        await shown.press("f3")
        assert view.state == "off"
        assert commands[-1] == REMOVAL
        count = len(commands)
        await shown.press("escape")
        await shown.until(lambda: shown.gone)
        assert commands[count:] == [], "it was taken out before"


async def test_f6_turns_it_round_and_leaving_takes_it_out(show: Show, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with show(IdentifyScreen(house)) as shown:
        commands = sent(shown, monkeypatch)
        view, preview = shown.screen.query_one(CameraView), shown.screen.query_one(Preview)
        view.add_class("-live")
        await shown.until(lambda: preview.size.width > 0)
        preview.show(frame_of("1"), [CORNERS])
        await shown.press("f6")
        preview.show(frame_of("1"), [CORNERS])
        plain, mirrored = (np.asarray(decoded(command)).astype(int) for command in commands)
        assert abs(plain[:, 80:].mean() - mirrored[:, :-80].mean()) < 1
        assert tuple(mirrored[24, 319 - 48]) == GREEN
        await shown.press("escape")
        await shown.until(lambda: shown.gone)
        await shown.pilot.pause()
        assert commands[-1] == REMOVAL


def test_without_the_colours_that_number_the_picture_it_stays_in_blocks(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def has_graphics(*, ascii: bool = False, **environment: str) -> bool:  # noqa: A002 - the option's own name
        with monkeypatch.context() as patch:
            patch.delenv("NO_COLOR", raising=False)
            for name, value in environment.items():
                patch.setenv(name, value)
            return TillApp(lambda: house, lang="en", ascii=ascii, graphics=True).graphics

    assert has_graphics(TERM="xterm-kitty", COLORTERM="truecolor")
    assert not has_graphics(TERM="xterm-kitty", COLORTERM="")
    assert not has_graphics(COLORTERM="truecolor", NO_COLOR="1")
    assert not has_graphics(COLORTERM="truecolor", ascii=True)
