"""A field that takes figures only, full-width ones too; `?` in it asks for the reasons."""

from textual import events
from textual.widgets import Input

from pos.messages import Wanted

_AMOUNT = r"[0-9０-９.．。]*"
_NUMBER = r"[0-9０-９]*"
_WHY = "?？"
_SETTLEMENT, _AMOUNT_DIGITS = 14, 7


class FigureBox(Input):
    """`whole`: digits without a point."""

    def __init__(self, value: str = "", *, whole: bool = False, longest: int = 32, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(value, restrict=_NUMBER if whole else _AMOUNT, max_length=longest, id=id)
        self.cursor_blink = False
        self.longest_number = _SETTLEMENT if whole else _AMOUNT_DIGITS  # more digits than that were scanned (pos.widgets.ear)

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in _WHY:
            event.stop()
            event.prevent_default()
            self.post_message(Wanted("why"))
            return
        await super()._on_key(event)
