"""The first line: where we are on the left, the clock on the right."""

from typing import ClassVar

from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget

from pos.training_mark import MARK

_TAPE = "/"


class TopBar(Widget):
    """One line in the colour of the line."""

    DEFAULT_CSS: ClassVar[str] = """
    TopBar { dock: top; height: 1; width: 1fr; padding: 0 1; background: $cursor-ground; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left, self._right = "", ""
        self._shown = ("", "", False)

    def show(self, left: str, right: str = "") -> None:
        """Both ends."""
        shown = (left, right, self.app.has_class("-training"))
        if shown != self._shown:
            self._shown = shown
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Content:
        """The left end gives way."""
        if self.app.has_class("-training"):
            return taped(self.app, self._left, self.content_size.width, self._right)
        room = self.content_size.width - Content(self._right).cell_length - 1
        left = Content(self._left)
        if room > 0:
            left = left.truncate(room, ellipsis=True, pad=True)
        return Content.assemble(left, " ", self._right)


def taped(app: DOMNode, left: str, width: int, right: str = "") -> Content:
    """A screen's first line; in training it carries the mark between strokes like a barrier tape, in words and shape, not colour alone."""
    if not app.has_class("-training"):
        return Content(left)
    mark = f"{_TAPE * 3} {MARK} {_TAPE * 3} "
    end = f" {right} {_TAPE * 3}" if right else f" {_TAPE * 3}"
    head = Content(mark + left).truncate(max(0, width - Content(end).cell_length - 1), ellipsis=True)
    return Content.assemble(head, " ", _TAPE * max(0, width - head.cell_length - Content(end).cell_length - 1), end)
