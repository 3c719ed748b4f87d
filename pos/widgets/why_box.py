"""A line in which `?` asks for the reasons."""

from textual import events

from pos.messages import Wanted
from pos.widgets.entry_line import EntryLine

_WHY = "?？"


class WhyBox(EntryLine):
    """The screen is sent `Wanted`; the sign never gets into the line."""

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in _WHY:
            event.stop()
            event.prevent_default()
            self.post_message(Wanted("why"))
            return
        await super()._on_key(event)
