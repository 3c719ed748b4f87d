"""NO_COLOR: no colour is sent to the terminal at all. What a colour said is said by reverse video, or stands there in words and shapes."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor
from textual.widget import Widget

from pos.themes import Palette


class Colourless(LineFilter):
    """The grounds of `palette` that mark something (cursor, bar of titles, entry cursor) become reverse video; bold and underline stay."""

    def __init__(self, palette: Callable[[], Palette]) -> None:
        super().__init__()
        self._palette = palette

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Textual calls it for each line."""
        del background
        palette = self._palette()
        marking = frozenset((palette.cursor, palette.accent, palette.line))
        return [Segment(text, style and _plain(style, marking), control) for text, style, control in segments]


@lru_cache(maxsize=1024)
def _plain(style: Style, marking: frozenset[str]) -> Style:
    ground = style.bgcolor
    marked = ground is not None and ground.triplet is not None and ground.triplet.hex in marking
    return Style(
        bold=style.bold, dim=style.dim, italic=style.italic, underline=style.underline, strike=style.strike,
        reverse=True if marked else style.reverse, meta=style.meta,
    )  # fmt: skip


def without_colours(filters: Sequence[LineFilter], own: Colourless) -> Sequence[LineFilter]:
    """Textual's own answer to NO_COLOR sends greys."""
    return [*(each for each in filters if not isinstance(each, Monochrome | NoColor)), own]


class Pictured(Widget):
    """What is nothing without its black and white, a QR code or the camera's picture, keeps them: NO_COLOR is about text."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that takes colours away."""
        return [each for each in super().get_line_filters() if not isinstance(each, Colourless)]
