"""Something to read: a title, a text to scroll, and the way back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pos.screens.speaking import SpeakingScreen
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar


class ReadingScreen(SpeakingScreen[None]):
    """A subclass says what."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="escape,f1,f2,enter,ctrl+j,question_mark", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=1),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#page"

    def compose(self) -> ComposeResult:
        """The page takes the focus: arrows scroll it."""
        yield TopBar()
        with VerticalScroll(id="page"):
            yield Static(id="text", markup=False)
        yield from self.ending()

    def speak(self) -> None:
        """Title and text."""
        self.query_one(TopBar).show(self.title_now())
        self.query_one("#text", Static).update(self.text_now())
        self.show_keys()

    def title_now(self) -> str:
        """In the till's language."""
        raise NotImplementedError

    def text_now(self) -> Content:
        """In the till's language."""
        raise NotImplementedError

    def action_back(self) -> None:
        """To where one came from."""
        self.dismiss(None)
