"""A live picture in half blocks, sixteen greys; sharper where the terminal has Kitty's graphics. docs/decisions/0008 has the figures."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from pos.widgets import kitty
from pos.widgets.colourless import Pictured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from PIL import Image

    from scanner.code import Corners
    from scanner.frames import Grey

_LEVELS = 16
_MARK = 16
"""The level after the last grey: the frame round a code that was read."""
_GREEN = Color.from_rgb(0, 224, 96)
_SHARP = (320, 240)
"""Pixels of a frame by Kitty's graphics, at most: four times those of half blocks, in no more time."""
_SHARP_LEVELS = 32
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
    from PIL import Image

    canvas = Image.new("L", (width, 2 * height))
    small = _levelled(grey, (width, 2 * height), marks, _LEVELS)
    canvas.paste(small, ((width - small.width) // 2, (2 * height - small.height) // 2))
    halves = np.asarray(canvas).astype(np.uint16)
    if whole_cells:
        halves[::2] = halves[1::2]
    return [_strip(row, width) for row in (halves[::2] * (_MARK + 1) + halves[1::2])]


def sharp(grey: Grey, marks: Iterable[Corners] = ()) -> Image.Image:
    """The same in 32 greys, for a terminal that shows pixels."""
    picture = _levelled(grey, _SHARP, marks, _SHARP_LEVELS)
    picture.putpalette([*(value * 255 // (_SHARP_LEVELS - 1) for value in range(_SHARP_LEVELS) for _ in "rgb"), *_GREEN.get_truecolor()])
    return picture


def _levelled(grey: Grey, within: tuple[int, int], marks: Iterable[Corners], levels: int) -> Image.Image:
    """As large as fits, each pixel the number of its grey from dark to light, or `levels`: the frame round a code."""
    from PIL import Image, ImageDraw

    tall, wide = grey.shape
    scale = min(within[0] / wide, within[1] / tall)
    size = (max(1, round(wide * scale)), max(1, round(tall * scale)))
    picture = Image.fromarray(grey).resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    picture = picture.point([value * levels // 256 for value in range(256)])
    pen = ImageDraw.Draw(picture)
    for corners in marks:
        pen.polygon([(x * scale, y * scale) for x, y in corners], outline=levels, width=2)
    return picture


def _strip(pairs: np.ndarray[tuple[int], np.dtype[np.uint16]], width: int) -> Strip:
    """Cells that look the same are one segment: a camera's picture is mostly such."""
    import numpy as np

    edges = [0, *(np.flatnonzero(pairs[1:] != pairs[:-1]) + 1).tolist(), width]
    segments = []
    for begin, end in pairwise(edges):
        top, bottom = divmod(int(pairs[begin]), _MARK + 1)
        segments.append(Segment((" " if top == bottom else "▄") * (end - begin), _style(top, bottom)))
    return Strip(segments, width)


class Preview(Pictured):
    """The newest frame it was given; nothing while there is none."""

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = """
    Preview { width: 1fr; height: 1fr; background: #080808; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._grey: Grey | None = None
        self._marks: tuple[Corners, ...] = ()
        self._strips: Sequence[Strip] = ()
        self._sent = False
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
        self._remove()
        self._grey, self._marks, self._strips = None, (), ()
        self.refresh()

    def on_resize(self) -> None:
        """The same frame in the new size."""
        self._remove()
        self._draw()

    def on_unmount(self) -> None:
        """The terminal would keep it."""
        self._remove()

    def _draw(self) -> None:
        width, height = self.size
        if self._grey is None or not width or not height:
            return
        if getattr(self.app, "graphics", False):
            self._send(kitty.transmission(sharp(self._grey, self._marks), *self._cells))
            self._sent = True
            strips: Sequence[Strip] = kitty.placeholders(*self._cells)
            if strips is self._strips:  # the cells stay: only what the terminal shows in their place is another
                return
        else:
            strips = drawn(self._grey, width, height, self._marks, whole_cells=getattr(self.app, "ascii", False))
        self._strips = strips
        self.refresh()

    @property
    def _cells(self) -> tuple[int, int]:
        most = len(kitty.COUNTING)
        return min(self.size.width, most), min(self.size.height, most)

    def _remove(self) -> None:
        if self._sent:
            self._send(kitty.REMOVAL)
            self._sent = False

    def _send(self, commands: str) -> None:
        if (driver := self.app._driver) is not None:  # noqa: SLF001 - Textual has no public way past its cells, and any other tears its own
            driver.write(commands)

    def render_line(self, y: int) -> Strip:
        """One row of the last frame."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
