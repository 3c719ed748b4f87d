"""The first line: where we are on the left, the clock on the right."""

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget


class TopBar(Widget):
    """One line in the colour of the line."""

    DEFAULT_CSS: ClassVar[str] = """
    TopBar { dock: top; height: 1; width: 1fr; padding: 0 1; background: $cursor-ground; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left, self._right = "", ""

    def show(self, left: str, right: str = "") -> None:
        """Both ends."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        """The left end gives way."""
        room = self.content_size.width - Content(self._right).cell_length - 1
        left = Content(self._left)
        if room > 0:
            left = left.truncate(room, ellipsis=True, pad=True)
        return Content.assemble(left, " ", self._right)
