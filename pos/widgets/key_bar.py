"""The keys that work now, on one line. It shortens, then drops the least used; it never names a key that would do nothing."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

Cap = tuple[str, str, int]
"""Key, what it does, and its rank: the highest is dropped first."""


class KeyBar(Static):
    """Docked at the bottom."""

    DEFAULT_CSS: ClassVar[str] = """
    KeyBar { dock: bottom; height: 1; width: 1fr; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._caps: Sequence[Cap] = ()

    def show(self, caps: Sequence[Cap]) -> None:
        """These, in this order."""
        self._caps = caps
        self._draw()

    def on_resize(self) -> None:
        """More room or less."""
        self._draw()

    def _draw(self) -> None:
        caps = list(self._caps)
        line = _line(caps, loose=True)
        while caps and line.cell_length > self.size.width > 0:
            line = _line(caps, loose=False)
            if line.cell_length > self.size.width:
                caps.remove(max(caps, key=lambda cap: cap[2]))
        self.update(line)


def _line(caps: Sequence[Cap], *, loose: bool) -> Content:
    inner, outer = (" ", "   ") if loose else ("", " ")
    return Content(outer).join(Content.assemble((key, "bold $accent"), inner, what) for key, what, _ in caps)
