"""Who signs in."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from pos.app import TillApp

_LONGEST = 80


class OperatorScreen(ModalScreen[str | None]):
    """Dismissed with a name, or None. A hand scan is no name and passes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    AUTO_FOCUS = "Input"

    def compose(self) -> ComposeResult:
        """One field."""
        with Vertical(classes="sheet"):
            yield Static(id="question", markup=False)
            yield Input(max_length=_LONGEST, select_on_focus=False)
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """Title and question."""
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        till = cast("TillApp", self.app)
        self.query_one(".sheet").border_title = Content(till.say("day.sign-in"))
        self.query_one("#question", Static).update(till.say("day.who"))
        self.query_one("#answers", Static).update(till.say("pin.answers"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Empty is no name."""
        event.stop()
        if event.value.strip():
            self.dismiss(event.value)

    def scanned(self, text: str) -> None:
        """Not here."""

    def action_back(self) -> None:
        """Nobody signs in."""
        self.dismiss(None)
