"""The keys that work now, on one line. It shortens, then drops the least used; it never names a key that would do nothing."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

Cap = tuple[str, str, int]
"""Key, what it does, and its rank: the highest is dropped first."""


class KeyBar(Widget):
    """Docked at the bottom."""

    DEFAULT_CSS: ClassVar[str] = """
    KeyBar { dock: bottom; height: 1; width: 1fr; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._caps: Sequence[Cap] = ()

    def show(self, caps: Sequence[Cap]) -> None:
        """These, in this order."""
        if caps != self._caps:
            self._caps = caps
            self.refresh()

    def render(self) -> Content:
        """As much as there is room for."""
        caps = list(self._caps)
        line = _line(caps, loose=True)
        while caps and line.cell_length > self.size.width:
            line = _line(caps, loose=False)
            if line.cell_length > self.size.width:
                caps.remove(max(caps, key=lambda cap: cap[2]))
        return line


def _line(caps: Sequence[Cap], *, loose: bool) -> Content:
    inner, outer = (" ", "   ") if loose else ("", " ")
    return Content(outer).join(Content.assemble((key, "bold $accent"), inner, what) for key, what, _ in caps)
