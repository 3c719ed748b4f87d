"""Text -> QR code -> a PNG, an SVG, or rows for a terminal.

Black on white whatever the theme: light on dark is legal and half of the readers cannot read it. Modules are True where dark.
"""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import qrcode
from PIL import Image
from qrcode import constants
from qrcode.exceptions import DataOverflowError

from scanner.errors import TextError
from scanner.save import save_picture

if TYPE_CHECKING:
    from pathlib import Path

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]
Cell: TypeAlias = tuple[bool, bool]
"""Upper and lower half of one terminal cell."""
Correction: TypeAlias = Literal["L", "M", "Q", "H"]

QUIET: Final = 4
"""Modules of white round the code (ISO/IEC 18004, 6.3.8)."""
LEVELS: Final[dict[Correction, int]] = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
MOST_DIGITS: Final = {"L": 7089, "M": 5596, "Q": 3993, "H": 3057}
"""What the largest code holds (ISO/IEC 18004, table 7). Refused here, before forty versions are tried."""

BLACK, WHITE = 16, 231
"""#000000 and #ffffff in the colour cube of 256: terminals that lack 24-bit colour know them, and themes leave the cube alone."""
INK: Final[dict[Cell, tuple[str, int, int]]] = {
    (False, False): (" ", BLACK, WHITE),
    (True, True): (" ", WHITE, BLACK),
    (False, True): ("▄", BLACK, WHITE),
    (True, False): ("▄", WHITE, BLACK),
}
"""Character, foreground, background. Equal halves are coloured blanks and mixed ones a lower half block: a font whose block
is a pixel short then leaves no gap within a module."""
RESET: Final = "\x1b[0m"


def matrix(text: str, *, correction: Correction = "M") -> Matrix:
    """The modules, without the quiet zone; digits in numeric mode, so that 28 of them fit the smallest code (21x21).

    Raises `TextError`: empty, more than a QR code holds, or no Unicode text.
    """
    if not text:
        raise TextError("text-empty")
    if len(text) > MOST_DIGITS[correction]:
        raise TextError("text-too-long", {"characters": len(text)})
    code = qrcode.QRCode(border=0, error_correction=LEVELS[correction])
    try:
        code.add_data(text)
        code.make()
    except UnicodeEncodeError as lone:
        raise TextError("text-not-unicode") from lone
    except (DataOverflowError, ValueError) as full:
        raise TextError("text-too-long", {"characters": len(text)}) from full
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def with_quiet_zone(modules: Matrix, quiet: int = QUIET) -> Matrix:
    width = len(modules[0]) + 2 * quiet
    margin = ((False,) * width,) * quiet
    side = (False,) * quiet
    return margin + tuple(side + row + side for row in modules) + margin


def png_bytes(text: str, *, scale: int = 10, quiet: int = QUIET) -> bytes:
    """One bit a pixel, `scale` pixels a module: 290x290 and about 500 bytes for 28 digits."""
    modules = with_quiet_zone(matrix(text), quiet)
    side = len(modules)
    small = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in modules for dark in row))
    picture = small.resize((side * scale, side * scale), Image.Resampling.NEAREST).convert("1", dither=Image.Dither.NONE)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def write_png(text: str, path: str | Path, scale: int = 10) -> None:
    """As `scanner.save.save_picture`. Raises `PictureError`, `TextError`."""
    save_picture(png_bytes(text, scale=scale), path)


def svg_bytes(text: str, *, scale: int = 10, quiet: int = QUIET) -> bytes:
    """The same picture as lines and areas, which print sharp at any size."""
    modules = matrix(text)
    side = (len(modules) + 2 * quiet) * scale
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">',
        f'<rect width="{side}" height="{side}" fill="#ffffff"/>',
        f'<path d="{svg_path(modules, left=quiet * scale, top=quiet * scale, scale=scale)}" fill="#000000"/>',
        "</svg>",
    )
    return "\n".join((*lines, "")).encode()


def svg_path(modules: Matrix, *, left: int, top: int, scale: int) -> str:
    """The dark modules, a rectangle for each run of a row: neighbours drawn one by one leave hairlines where they meet."""
    out: list[str] = []
    for number, row in enumerate(modules):
        place = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                out.append(f"M{left + place * scale} {top + number * scale}h{length * scale}v{scale}h{-length * scale}z")
            place += length
    return "".join(out)


def cells(text: str, *, quiet: int = QUIET) -> list[list[Cell]]:
    """Two modules a cell, one above the other; a terminal's cell is about twice as high as wide. An odd last row ends in white."""
    modules = with_quiet_zone(matrix(text), quiet)
    blank = (False,) * len(modules[0])
    lower = (*modules[1::2], blank)
    return [list(zip(top, bottom, strict=True)) for top, bottom in zip(modules[::2], lower, strict=False)]


def half_blocks(text: str, *, quiet: int = QUIET) -> list[str]:
    """Plain rows without colours: ink is dark, so they read only where the writing is dark on light (a log, a golden file, paper)."""
    ink = {(False, False): " ", (True, True): "█", (True, False): "▀", (False, True): "▄"}
    return ["".join(ink[cell] for cell in row) for row in cells(text, quiet=quiet)]


def terminal_lines(text: str, *, quiet: int = QUIET, full_cells: bool = False) -> list[str]:
    """Rows with their colours, to be printed to any terminal: 29 x 15 cells for 28 digits.

    `full_cells` takes two blanks a module instead (58 x 29): for fonts whose half block is missing or of odd height.
    """
    if full_cells:
        return [_painted([cell for dark in row for cell in ((dark, dark),) * 2]) for row in with_quiet_zone(matrix(text), quiet)]
    return [_painted(row) for row in cells(text, quiet=quiet)]


def _painted(row: list[Cell]) -> str:
    out: list[str] = []
    colours = (-1, -1)
    for cell in row:
        character, ink, paper = INK[cell]
        if (ink, paper) != colours:
            out.append(f"\x1b[38;5;{ink};48;5;{paper}m")
            colours = (ink, paper)
        out.append(character)
    return "".join(out) + RESET
