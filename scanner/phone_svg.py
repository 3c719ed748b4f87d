"""The phone as an SVG. Whoever shows it brings the letters: several families are named, and the best wording is written."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from scanner.encode import svg_path
from scanner.phone import HEIGHT, WIDTH, Card, scene

if TYPE_CHECKING:
    from scanner.phone import Line

FAMILIES: Final = "'PingFang SC','Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif"
SMALLEST: Final = 12


def phone_svg(card: Card, *, dark: bool = False) -> bytes:
    """540 x 1000 units."""
    drawn = scene(card, dark=dark)
    code = drawn.code
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{drawn.paper}"/>',
        *(
            f'<rect x="{box.left}" y="{box.top}" width="{box.width}" height="{box.height}" rx="{box.radius}" fill="{box.colour}"/>'
            for box in drawn.boxes
        ),
        f'<path shape-rendering="crispEdges" d="{svg_path(code.modules, left=code.left, top=code.top, scale=code.scale)}" fill="#000000"/>',
        f'<g font-family="{FAMILIES}" text-anchor="middle">',
        *(_written(line) for line in drawn.lines),
        "</g>",
        "</svg>",
        "",
    ]
    return "\n".join(lines).encode()


def _written(line: Line) -> str:
    text = "".join(sign for sign in line.wordings[0] if sign.isprintable())
    ems = sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.6 for sign in text)
    size = max(SMALLEST, min(line.size, int(line.room / ems))) if ems else line.size
    return f'<text x="{WIDTH // 2}" y="{line.base}" font-size="{size}" fill="{line.colour}">{escape(text)}</text>'
