"""A line that narrows a list while it is typed; `?` in it asks for the reasons."""

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from pos.messages import Wanted

_WHY = "?？"
_SETTLEMENT = 14
_LONGEST = 120


class FilterBox(Input):
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

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in _WHY:
            event.stop()
            event.prevent_default()
            self.post_message(Wanted("why"))
            return
        await super()._on_key(event)
