"""An amount that is read from a metre away: three rows of half blocks, or spaced digits where blocks are not to be had."""

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

# 3 x 6 pixels a sign, two pixels a cell
_GLYPHS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": ("██ ", " █ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ".": ("  ", "  ", "  ", "  ", "█ "),
    "-": ("   ", "   ", "███", "   ", "   "),
}
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def big(text: str) -> tuple[str, str, str]:
    """Three lines of cells for digits, point and minus."""
    rows = [" ".join(_GLYPHS[sign][row] for sign in text) for row in range(5)]
    rows.append(" " * len(rows[0]))
    upper, middle, lower = (
        "".join(_HALVES[top != " ", bottom != " "] for top, bottom in zip(rows[row], rows[row + 1], strict=True)) for row in (0, 2, 4)
    )
    return upper, middle, lower


class BigNumber(Widget):
    """Right-aligned, in the accent colour; plain digits when the room is too narrow."""

    DEFAULT_CSS: ClassVar[str] = """
    BigNumber { height: 3; width: 1fr; color: $accent; text-style: bold; text-align: right; }
    """

    def __init__(self, *, plain: bool = False) -> None:
        super().__init__()
        self._plain = plain
        self._text = ""

    @property
    def text(self) -> str:
        """The number shown."""
        return self._text

    def show(self, text: str) -> None:
        """A number such as `221.95`."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Content:
        """Three rows."""
        lines = big(self._text)
        if self._plain or len(lines[0]) > self.size.width:
            lines = ("", " ".join(self._text) if self._plain else self._text, "")
        return Content("\n".join(lines))
