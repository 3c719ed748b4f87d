"""Text becomes a QR code that can be read off a picture and off a terminal."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scanner.encode import cells, half_blocks, matrix, png_bytes, terminal_lines, with_quiet_zone, write_png
from scanner.errors import PictureError, TextError
from scanner.read import read_codes
from scanner.sources.picture import read_picture

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.decoders import Decoder
    from scanner.frames import Grey

COLOURED = re.compile(r"\x1b\[38;5;(?P<ink>\d+);48;5;(?P<paper>\d+)m|(?P<reset>\x1b\[0m)|(?P<cell>.)")
GREY_OF = {"16": 0, "231": 255}
BOTH_THEMES = pytest.mark.parametrize("theme", [0, 255], ids=["dark", "light"])


def painted(lines: list[str], *, width: int, height: int, theme: int) -> Grey:
    """A terminal of the given cell size and background, as pixels, with one column and row of margin."""
    columns = max(sum(1 for found in COLOURED.finditer(line) if found["cell"]) for line in lines)
    screen = Image.new("L", ((columns + 2) * width, (len(lines) + 2) * height), theme)
    pen = ImageDraw.Draw(screen)
    for row, line in enumerate(lines, start=1):
        column, ink, paper = 1, 255 - theme, theme
        for found in COLOURED.finditer(line):
            if found["reset"]:
                ink, paper = 255 - theme, theme
            elif found["ink"]:
                ink, paper = GREY_OF[found["ink"]], GREY_OF[found["paper"]]
            else:
                left, top = column * width, row * height
                pen.rectangle((left, top, left + width - 1, top + height - 1), fill=paper)
                if found["cell"] == "▄":
                    pen.rectangle((left, top + height // 2, left + width - 1, top + height - 1), fill=ink)
                column += 1
    return cast("Grey", np.asarray(screen))


def test_28_digits_fit_the_smallest_code_because_they_are_written_as_numbers(digits: str) -> None:
    assert len(matrix(digits)) == 21
    assert len(matrix("x" * 28)) > 21


def test_the_picture_is_black_on_white_with_four_modules_of_quiet(digits: str, tmp_path: Path) -> None:
    write_png(digits, tmp_path / "code.png", scale=10)
    picture = read_picture(tmp_path / "code.png")
    assert picture.shape == (290, 290)
    assert set(np.unique(picture)) == {0, 255}
    assert (picture[:40] == 255).all()
    assert (picture[:, -40:] == 255).all()
    assert picture[40, 40] == 0  # the finder's corner


def test_a_picture_is_written_whole_or_not_at_all(digits: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "code.png"
    target.write_bytes(b"the old one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(PictureError) as refused:
        write_png(digits, target)
    monkeypatch.undo()
    assert (refused.value.code, refused.value.facts["reason"]) == ("not-writable", "No space left on device")
    assert [entry.name for entry in tmp_path.iterdir()] == ["code.png"]
    assert target.read_bytes() == b"the old one"


def test_a_written_code_is_readable_by_its_owner_only(digits: str, tmp_path: Path) -> None:
    write_png(digits, tmp_path / "code.png")
    assert stat.S_IMODE((tmp_path / "code.png").stat().st_mode) == 0o600


@pytest.mark.parametrize(("place", "code"), [("", "is-a-directory"), ("missing/code.png", "not-writable"), ("a\0b.png", "not-writable")])
def test_a_place_that_cannot_be_written_is_told(digits: str, tmp_path: Path, place: str, code: str) -> None:
    with pytest.raises(PictureError) as refused:
        write_png(digits, f"{tmp_path}/{place}")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "text-empty"), ("9" * 5597, "text-too-long"), ("医" * 2000, "text-too-long"), ("a\ud800", "text-not-unicode")],
)
def test_what_no_qr_code_can_hold_is_refused(text: str, code: str) -> None:
    with pytest.raises(TextError) as refused:
        matrix(text)
    assert refused.value.code == code


def test_the_quiet_zone_is_white_on_all_sides() -> None:
    assert with_quiet_zone(((True, False),), 1) == ((False,) * 4, (False, True, False, False), (False,) * 4)


def test_cells_stack_two_modules_and_end_in_white(digits: str) -> None:
    modules = with_quiet_zone(matrix(digits))
    stacked = cells(digits)
    assert len(stacked) == 15
    assert all(not lower for _, lower in stacked[-1])
    assert tuple(tuple(half) for row in stacked for half in zip(*row, strict=True))[:29] == modules


def test_half_blocks_without_colours_hold_the_same_modules(digits: str) -> None:
    halves = {" ": (False, False), "█": (True, True), "▀": (True, False), "▄": (False, True)}
    assert [[halves[character] for character in row] for row in half_blocks(digits)] == cells(digits)


@BOTH_THEMES
@pytest.mark.parametrize(("width", "height"), [(8, 16), (7, 16), (10, 18)])
def test_half_blocks_are_read_off_a_terminal_of_either_theme(digits: str, decoder: Decoder, theme: int, width: int, height: int) -> None:
    screen = painted(terminal_lines(digits), width=width, height=height, theme=theme)
    assert [code.text for code in read_codes(screen, decoders=[decoder])] == [digits]


@BOTH_THEMES
def test_full_cells_are_read_off_a_terminal_of_either_theme(digits: str, decoder: Decoder, theme: int) -> None:
    lines = terminal_lines(digits, full_cells=True)
    assert len(lines) == 29
    assert [code.text for code in read_codes(painted(lines, width=8, height=16, theme=theme), decoders=[decoder])] == [digits]


def test_every_row_gives_its_colours_back(digits: str) -> None:
    assert all(line.startswith("\x1b[38;5;16;48;5;231m") and line.endswith("\x1b[0m") for line in terminal_lines(digits))


def test_a_picture_of_28_digits_is_a_few_hundred_bytes(digits: str) -> None:
    assert len(png_bytes(digits)) < 1000
