"""A line to type in, as all of the till's are: no blinking cursor, and nothing laid out anew for a character."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class EntryLine(Input):
    """`longest` in characters, 0 for any length; `allowed` is a regular expression of what may stand in it."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """That of the text, which only scrolls: the line is as wide as its place, whatever is typed."""

    def __init__(
        self,
        value: str = "",
        *,
        longest: int = 0,
        allowed: str | None = None,
        select_on_focus: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(value, max_length=longest, restrict=allowed, select_on_focus=select_on_focus, id=id)
        self.cursor_blink = False

    def fill(self, text: str = "") -> None:
        """With this in it, the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)
