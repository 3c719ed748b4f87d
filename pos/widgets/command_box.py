"""The one line everything is typed or scanned into. It keeps the focus, so no bare letter is ever a shortcut."""

from textual import events

from pos.messages import Action, Wanted
from pos.widgets.entry_line import EntryLine

_SIGNS: dict[str, Action] = {"/": "find", "／": "find", "?": "help", "？": "help"}
_ENDS = {"enter", "ctrl+j"}
_TABS = {"tab", "shift+tab"}


class CommandBox(EntryLine):
    """Enter or line feed submits; Tab, which some scanners send at the end, submits a line that is not empty and never moves the focus."""

    typed_codes = True
    """People type codes here, with pauses; the line judges them whole (pos.widgets.ear)."""

    def __init__(self) -> None:
        super().__init__(id="box")

    async def action_submit(self) -> None:
        """The line is empty again before the next key arrives: a hand scanner does not wait for the screen."""
        text = self.value
        self.fill()
        if callable(taken := getattr(self.screen, "on_input_submitted", None)):
            taken(self.Submitted(self, text))  # not as a message: the empty line is drawn together with what the entry does

    def action_delete_right(self) -> None:
        """On an empty line Delete takes the line under the cursor out."""
        if self.value:
            super().action_delete_right()
        else:
            self.post_message(Wanted("void"))

    async def _on_key(self, event: events.Key) -> None:
        """Line ends are taken here, in their place among the characters: a binding would run after keys that came later."""
        sign = self._sign(event)
        if event.key in _ENDS:
            await self.action_submit()
        elif event.key in _TABS:
            if self.value:
                await self.action_submit()
        elif sign is not None:
            self.post_message(Wanted(sign))
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()

    def _sign(self, event: events.Key) -> Action | None:
        return None if self.value or event.character is None else _SIGNS.get(event.character)
