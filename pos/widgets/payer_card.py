"""Who pays: the holder of the code, and whose phone showed it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from pos.widgets.framed import put_in_frame


class PayerCard(Widget):
    """Rows of label and value; the border carries the title and, below, the presenter."""

    DEFAULT_CSS: ClassVar[str] = """
    PayerCard { height: 5; width: 1fr; border: round $line; border-title-color: $line; border-title-style: bold;
                border-subtitle-color: $accent; border-subtitle-style: bold; padding: 0 1; }
    PayerCard.-relative { border: heavy $accent; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._head = Content("")
        self._rows: Sequence[tuple[str, str]] = ()

    def show(self, title: str, head: Content, rows: Sequence[tuple[str, str]], presenter: str = "", *, relative: bool = False) -> None:
        """`presenter` is empty where the holder shows the own code; `relative`: somebody else's phone does, which the frame shows too."""
        self.set_class(relative, "-relative")
        put_in_frame(self, title, presenter)
        if not head.is_same(self._head) or rows != self._rows:
            self._head, self._rows = head, rows
            self.refresh()

    def render(self) -> Content:
        """Head and rows."""
        width = self.content_size.width
        return Content("\n").join([self._head, *(spread(label, value, width) for label, value in self._rows)])


def spread(label: str, value: str, width: int, style: str = "bold") -> Content:
    """Label left, value right, within `width` cells; the label gives way, then the value."""
    right = Content(value)
    if width > 0:
        right = right.truncate(max(1, width - 2), ellipsis=True)
    left = Content(label).truncate(max(0, width - right.cell_length - 1), ellipsis=True, pad=True)
    return Content.assemble(left, " ", (right.plain, style))
