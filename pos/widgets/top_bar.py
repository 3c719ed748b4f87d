"""The first line: where we are on the left, the clock on the right."""

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static


class TopBar(Static):
    """One line in the colour of the line."""

    DEFAULT_CSS: ClassVar[str] = """
    TopBar { dock: top; height: 1; width: 1fr; padding: 0 1; background: $cursor-ground; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._left, self._right = "", ""

    def show(self, left: str, right: str = "") -> None:
        """Both ends."""
        self._left, self._right = left, right
        self._draw()

    def on_resize(self) -> None:
        """More room or less."""
        self._draw()

    def _draw(self) -> None:
        room = self.size.width - Content(self._right).cell_length - 1
        left = Content(self._left)
        if room > 0:
            left = left.truncate(room, ellipsis=True, pad=True)
        self.update(Content.assemble(left, " ", self._right))
