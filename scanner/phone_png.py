"""The phone as a PNG."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from scanner.fonts import drawable
from scanner.phone import HEIGHT, WIDTH, Card, scene

if TYPE_CHECKING:
    from scanner.phone import Line

FINE: Final = 2
"""Round corners are drawn so many times larger and then made small; the code is not, its modules are whole pixels."""
SMALLEST: Final = 12


def phone_png(card: Card, *, dark: bool = False) -> bytes:
    """540 x 1000 pixels; 12 a module for 28 digits, 4 modules of white round them."""
    drawn = scene(card, dark=dark)
    large = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), drawn.paper)
    pen = ImageDraw.Draw(large)
    for box in drawn.boxes:
        corners = (box.left, box.top, box.left + box.width, box.top + box.height)
        pen.rounded_rectangle([FINE * corner - (place > 1) for place, corner in enumerate(corners)], FINE * box.radius, box.colour)
    picture = large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(picture)
    code = drawn.code
    for row, modules in enumerate(code.modules):
        for column, dark_module in enumerate(modules):
            if dark_module:
                left, top = code.left + column * code.scale, code.top + row * code.scale
                pen.rectangle((left, top, left + code.scale - 1, top + code.scale - 1), "#000000")
    for line in drawn.lines:
        _write(pen, line)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(pen: ImageDraw.ImageDraw, line: Line) -> None:
    size = line.size
    text, font = drawable(line.wordings, size)
    while size > SMALLEST and font.getlength(text) > line.room:
        size -= 1
        text, font = drawable(line.wordings, size)
    while text and font.getlength(text) > line.room:
        text = text[:-1]
    pen.text((WIDTH / 2 - font.getlength(text) / 2, line.base - size), text, line.colour, font)
