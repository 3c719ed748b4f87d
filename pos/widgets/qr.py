"""A QR code in terminal cells, black on white whatever the theme: light on dark is legal, and half of the readers cannot read it."""

from typing import TYPE_CHECKING, ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from pos.widgets.colourless import Pictured

if TYPE_CHECKING:
    from scanner.encode import Cell

CellMode = Literal["full", "half"]

_PAPER = Style(color="#000000", bgcolor="#ffffff")
_INK = Style(color="#ffffff", bgcolor="#000000")
# Equal halves are coloured blanks, mixed ones a lower half block: a font whose block is a pixel short then leaves no gap within a module.
_DRAWN: dict["Cell", tuple[str, Style]] = {
    (False, False): (" ", _PAPER),
    (True, True): (" ", _INK),
    (False, True): ("▄", _PAPER),
    (True, False): ("▄", _INK),
}


class QrCode(Pictured):
    """Paints its whole area white and the code in the middle, four modules of quiet zone included.

    `full` takes two blanks a module, which every font draws right, `half` one cell for two modules. It takes the larger that fits,
    unless told to take the smaller. With the ASCII skin there are no half blocks.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = """
    QrCode { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.text = ""
        self.compact = False
        self._lines: dict[CellMode, list[list[Cell]]] = {}

    def show(self, text: str) -> None:
        """Draw `text`; "" leaves a white area."""
        if text == self.text:
            return
        from scanner.encode import cells, matrix, with_quiet_zone

        self.text = text
        self._lines = {}
        if text:
            wide = [[cell for dark in row for cell in ((dark, dark),) * 2] for row in with_quiet_zone(matrix(text))]
            self._lines = {"full": wide, "half": cells(text)}
        self.refresh()

    def fits(self, mode: CellMode) -> bool:
        """Whether the code, drawn so, has room."""
        lines, room = self._lines.get(mode, []), self.size
        possible = mode == "full" or not getattr(self.app, "ascii", False)
        return possible and bool(lines) and len(lines) <= room.height and len(lines[0]) <= room.width

    @property
    def mode(self) -> CellMode | None:
        """How it is drawn now; None where no way has room."""
        half = self.fits("half")
        if self.fits("full") and not (self.compact and half):
            return "full"
        return "half" if half else None

    def toggle(self) -> bool:
        """Larger or smaller; False where there is no choice."""
        if not (self.fits("full") and self.fits("half")):
            return False
        self.compact = not self.compact
        self.refresh()
        return True

    def render_line(self, y: int) -> Strip:
        """One row: white, the code's own cells, white."""
        width, height = self.size
        mode = self.mode
        lines = self._lines[mode] if mode else []
        row = y - (height - len(lines)) // 2
        if not 0 <= row < len(lines):
            return Strip([Segment(" " * width, _PAPER)], width)
        left = (width - len(lines[row])) // 2
        segments = [Segment(" " * left, _PAPER), *(Segment(*_DRAWN[cell]) for cell in lines[row])]
        segments.append(Segment(" " * (width - left - len(lines[row])), _PAPER))
        return Strip(segments, width).simplify()
