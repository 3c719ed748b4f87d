"""An entry line that takes only what can be shown: an escape sequence that is pasted would reach the terminal."""

from textual import events
from textual.message import Message
from textual.widgets import Input


class PlainLine(Input):
    """One row, no frame."""

    class Unshowable(Message):
        """Something was pasted that no line should hold; it is not carried along."""

        def __init__(self, characters: int) -> None:
            super().__init__()
            self.characters = characters

    DEFAULT_CSS = """
    PlainLine, PlainLine:focus { border: none; height: 1; padding: 0 1; background: $panel; }
    """

    typed_codes = False
    """Whether people type codes here, with pauses (pos.widgets.ear)."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # Input's own handler would put it in as it is
        event.stop()
        text = event.text.strip()
        if text.isprintable():
            self.replace(text, *self.selection)
        else:
            self.post_message(self.Unshowable(len(text)))
