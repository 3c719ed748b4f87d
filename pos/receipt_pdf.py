"""A receipt as a PDF of the roll's width and the text's length: letters in cells as on paper, and the code that names the settlement.

Latin in Courier and Chinese in STSong-Light: fonts that a PDF names without carrying them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from rich.cells import cell_len

from pos.receipt_code import receipt_code
from scanner.encode import matrix, with_quiet_zone

if TYPE_CHECKING:
    from pos.thermal import Paper

_LATIN, _CHINESE = "Courier", "STSong-Light"
_COURIER_WIDTH: Final = 0.6
"""Of its size, every letter."""
_EDGE: Final[float] = 4 * mm
_LEADING: Final = 1.35
_CODE: Final[float] = 28 * mm
_LAST_OF_UCS_2: Final = 0xFFFF


def receipt_pdf(text: str, *, settlement: str | None, paper: Paper, cells: int, title: str = "") -> bytes:
    """`text` has at most `cells` cells a line; without a settlement there is no code. The same text gives the same bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(_CHINESE))
    lines = text.rstrip("\n").split("\n")
    width: float = paper * mm
    cell = (width - 2 * _EDGE) / cells
    size = cell / _COURIER_WIDTH
    height = 2 * _EDGE + len(lines) * size * _LEADING + (_CODE if settlement is not None else 0)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=True)
    canvas.setTitle(title or settlement or "")
    base = height - _EDGE - size
    for line in lines:
        _write(canvas, line, base, size=size, cell=cell)
        base -= size * _LEADING
    if settlement is not None:
        _draw(canvas, receipt_code(settlement), left=(width - _CODE) / 2, foot=_EDGE / 2)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _write(canvas: Canvas, line: str, base: float, *, size: float, cell: float) -> None:
    """Sign by sign, each in its cell, so that amounts stand in their column whatever the font."""
    column = 0
    for sign in line:
        wide = cell_len(sign)
        known = sign if sign.isprintable() and ord(sign) <= _LAST_OF_UCS_2 else "?"
        canvas.setFont(_LATIN if known.isascii() else _CHINESE, size)
        canvas.drawString(_EDGE + column * cell, base, known)
        column += wide


def _draw(canvas: Canvas, text: str, *, left: float, foot: float) -> None:
    modules = with_quiet_zone(matrix(text))
    unit = _CODE / len(modules)
    path = canvas.beginPath()
    for row, line in enumerate(reversed(modules)):
        for column, dark in enumerate(line):
            if dark:
                path.rect(left + column * unit, foot + row * unit, unit, unit)
    canvas.drawPath(path, stroke=0, fill=1)
