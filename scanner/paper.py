"""Codes on paper: pages of headings, lines and codes as one PDF, every bar and module a vector.

Chinese is set in STSong-Light, one of the fonts that a PDF may name without carrying it; whoever shows the file brings its letters.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from reportlab.graphics.barcode import createBarcodeDrawing
from reportlab.graphics.shapes import Rect
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from scanner.encode import QUIET, matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Symbol: TypeAlias = Literal["QRCODE", "CODE128", "EAN13"]

FONT: Final = "STSong-Light"
WIDTH, HEIGHT = A4
EDGE: Final[float] = 18 * mm
HEAD, BODY, SMALL = 20.0, 11.0, 9.0
LEADING: Final = 1.5
SIZES: Final[dict[Symbol, tuple[float, float]]] = {"QRCODE": (62 * mm, 62 * mm), "CODE128": (84 * mm, 16 * mm), "EAN13": (54 * mm, 18 * mm)}
"""Room for the bars or modules with their quiet zones, without the captions."""
BAR: Final[float] = 4 * 25.4 / 300 * mm
"""The narrowest bar, 0.34 mm: four dots of 300 an inch. EAN-13 at full size has 0.33, and a hand scanner asks for 0.2."""
QUIET_BARS: Final = 11
"""Modules of white at either end (GS1 General Specifications: EAN-13 asks for 11 on the left)."""
GAP: Final[float] = 5 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One code and what stands under it."""

    symbol: Symbol
    text: str
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """As many sheets as its labels take; the heading stands on each."""

    heading: str
    lines: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()


def pdf_bytes(pages: Iterable[Page], *, title: str) -> bytes:
    """A4, upright. The same pages give the same bytes. Raises `TextError` for a QR text that is too long."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(shown(title))
    for page in pages:
        _set(canvas, page)
    canvas.save()
    return out.getvalue()


def shown(text: str) -> str:
    """What the font's encoding (UCS-2) can name; other signs become a white square with a cross line, as printers mark missing type."""
    return "".join(sign if sign.isprintable() and ord(sign) <= 0xFFFF else "〓" for sign in text)  # noqa: PLR2004 - the last of UCS-2


def wrapped(text: str, size: float, room: float) -> Iterator[str]:
    """Rows no wider than `room`, broken at blanks where there are some."""
    rest = shown(text)
    while pdfmetrics.stringWidth(rest, FONT, size) > room and len(rest) > 1:
        fits = next(
            count for count in range(len(rest) - 1, 0, -1) if count == 1 or pdfmetrics.stringWidth(rest[:count], FONT, size) <= room
        )
        blank = rest.rfind(" ", 1, fits + 1)
        cut = blank if blank > fits // 2 else fits
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    yield rest


def _set(canvas: Canvas, page: Page) -> None:
    top = _head(canvas, page)
    left, row = EDGE, 0.0
    for label in page.labels:
        width, height = SIZES[label.symbol]
        captions = [part for caption in label.captions for part in wrapped(caption, SMALL, width)]
        height += SMALL * LEADING * len(captions)
        if left + width > WIDTH - EDGE + 1:
            left, top, row = EDGE, top - row - GAP, 0.0
        if top - height < EDGE:
            canvas.showPage()
            left, top, row = EDGE, _head(canvas, page), 0.0
        _draw(canvas, label, left, top)
        canvas.setFont(FONT, SMALL)
        for number, caption in enumerate(captions, start=1):
            canvas.drawString(left, top - SIZES[label.symbol][1] - number * SMALL * LEADING + SMALL / 2, caption)
        left, row = left + width + GAP, max(row, height)
    canvas.showPage()


def _head(canvas: Canvas, page: Page) -> float:
    """Returns where the labels begin, counted from the foot of the page."""
    base: float = HEIGHT - EDGE - HEAD
    for size, text in ((HEAD, page.heading), *((BODY, line) for line in page.lines)):
        canvas.setFont(FONT, size)
        for part in wrapped(text, size, WIDTH - 2 * EDGE):
            canvas.drawString(EDGE, base, part)
            base -= size * LEADING
    return base - GAP


def _draw(canvas: Canvas, label: Label, left: float, top: float) -> None:
    width, height = SIZES[label.symbol]
    path = canvas.beginPath()
    if label.symbol == "QRCODE":
        modules = matrix(label.text)
        unit = width / (len(modules) + 2 * QUIET)
        for row, line in enumerate(modules):
            for column, dark in enumerate(line):
                if dark:
                    path.rect(left + (QUIET + column) * unit, top - (QUIET + row + 1) * unit, unit, unit)
    else:
        bars, modules_wide = _bars(label)
        unit = min(BAR, width / (modules_wide + 2 * QUIET_BARS))
        for place, thick in bars:
            path.rect(left + (QUIET_BARS + place) * unit, top - height, thick * unit, height)
    canvas.drawPath(path, stroke=0, fill=1)  # one area: bars drawn one by one are each widened to whole dots by some viewers


def _bars(label: Label) -> tuple[list[tuple[float, float]], float]:
    """Place and thickness of each bar in modules, and the width of all."""
    name = "Code128" if label.symbol == "CODE128" else "EAN13"
    drawing = createBarcodeDrawing(name, value=label.text, humanReadable=False, barWidth=1, barHeight=1, quiet=False)
    rectangles = (shape for shape in drawing.contents[0].draw().contents if isinstance(shape, Rect))
    return [(bar.x, bar.width) for bar in rectangles if bar.fillColor is not None], drawing.width
