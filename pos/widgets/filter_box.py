"""A line that narrows a list while it is typed; `?` in it asks for the reasons."""

from textual.geometry import Size
from textual.reactive import Reactive

from pos.widgets.why_box import WhyBox

_SETTLEMENT = 14
_LONGEST = 120


class FilterBox(WhyBox):
    """Enter is the screen's: it takes what is under the cursor of the list."""

    longest_number = _SETTLEMENT
    """Digits that somebody may type here; more were scanned (pos.widgets.ear)."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """As CommandBox's."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(max_length=_LONGEST, id=id, select_on_focus=False)
        self.cursor_blink = False

    def begin(self, text: str = "") -> None:
        """With this in it, the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)
