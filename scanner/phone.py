"""A credential as a phone shows it: where everything stands. `scanner.phone_png` and `scanner.phone_svg` draw it.

The code itself stays black on white in the dark look too: light on dark is legal, and half of the readers cannot read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from scanner.encode import QUIET, Matrix, matrix

Wordings: TypeAlias = tuple[str, ...]
"""One text in several spellings, the best first, for machines whose fonts lack signs. The last should be ASCII."""
Colour: TypeAlias = str
"""`#rrggbb`."""

WIDTH, HEIGHT = 540, 1000
CODE: Final = 384
"""Pixels for the code with its quiet zone, at most where it is small; the modules are whole pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is told round the code. `notes` stand under it, `foot` at the bottom."""

    digits: str
    title: Wordings
    subtitle: Wordings
    name: Wordings
    notes: tuple[Wordings, ...]
    foot: tuple[Wordings, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    left: int
    top: int
    width: int
    height: int
    radius: int
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of text, its middle at `WIDTH / 2`, its letters standing on `base`; smaller where it is wider than `room`."""

    base: int
    size: int
    colour: Colour
    wordings: Wordings
    room: int = 430


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Dark modules from `left`, `top` on, `scale` pixels each; the white round it is there already."""

    modules: Matrix
    left: int
    top: int
    scale: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Drawn in this order: boxes, code, lines."""

    paper: Colour
    boxes: tuple[Box, ...]
    code: Code
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    paper: Colour
    frame: Colour
    screen: Colour
    card: Colour
    band: Colour
    on_band: Colour
    ink: Colour
    soft: Colour


LIGHT: Final = Look(
    paper="#dfe3e8", frame="#14181d", screen="#eef2f6", card="#ffffff", band="#1668c7", on_band="#ffffff", ink="#17202a", soft="#5b6875"
)
DARK: Final = Look(
    paper="#050608", frame="#2b3138", screen="#101317", card="#1c2127", band="#123f73", on_band="#e8eef5", ink="#e6ebf0", soft="#9aa7b4"
)


def scene(card: Card, *, dark: bool = False) -> Scene:
    """Raises `TextError` for digits that no QR code holds."""
    look = DARK if dark else LIGHT
    modules = matrix(card.digits)
    side = len(modules) + 2 * QUIET
    scale = max(2, CODE // side)
    whole = side * scale
    left, top = (WIDTH - whole) // 2, 288
    boxes = (
        Box(left=20, top=16, width=500, height=968, radius=56, colour=look.frame),
        Box(left=32, top=28, width=476, height=944, radius=46, colour=look.screen),
        Box(left=32, top=28, width=476, height=172, radius=46, colour=look.band),
        Box(left=32, top=120, width=476, height=80, radius=0, colour=look.band),
        Box(left=210, top=42, width=120, height=20, radius=10, colour=look.frame),
        Box(left=52, top=216, width=436, height=top + whole - 216 + 44 + 40 * len(card.notes), radius=24, colour=look.card),
        Box(left=left, top=top, width=whole, height=whole, radius=8, colour="#ffffff"),
    )
    below = top + whole + 44
    lines = (
        Line(base=120, size=40, colour=look.on_band, wordings=card.title),
        Line(base=164, size=24, colour=look.on_band, wordings=card.subtitle),
        Line(base=266, size=32, colour=look.ink, wordings=card.name, room=400),
        *(
            Line(base=below + 40 * row, size=24 if row else 26, colour=look.soft if row else look.ink, wordings=note, room=408)
            for row, note in enumerate(card.notes)
        ),
        *(Line(base=HEIGHT - 52 - 30 * row, size=18, colour=look.soft, wordings=foot) for row, foot in enumerate(reversed(card.foot))),
    )
    code = Code(modules=modules, left=left + QUIET * scale, top=top + QUIET * scale, scale=scale)
    return Scene(paper=look.paper, boxes=boxes, code=code, lines=lines)
