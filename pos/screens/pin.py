"""The credential's PIN, where the institution asks for it. It is shown as dots, kept nowhere, and goes to the engine once."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from pos.app import TillApp

_LONGEST = 12


class PinBox(Input):
    """Of dots."""

    longest_number = _LONGEST


class PinScreen(ModalScreen[str | None]):
    """Dismissed with what was typed, or None to go back. A hand scan is no PIN."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    AUTO_FOCUS = "Input"

    def compose(self) -> ComposeResult:
        """One field of dots."""
        with Vertical(classes="sheet"):
            yield Static(id="question", markup=False)
            yield PinBox(password=True, max_length=_LONGEST, restrict=r"[0-9]*", select_on_focus=False)
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """Title and question."""
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        till = cast("TillApp", self.app)
        self.query_one(".sheet").border_title = Content(till.say("pin.title"))
        self.query_one("#question", Static).update(till.say("pin.question"))
        self.query_one("#answers", Static).update(till.say("pin.answers"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Empty is no answer."""
        event.stop()
        if event.value:
            self.dismiss(event.value)

    def action_back(self) -> None:
        """To the figures; nothing was settled."""
        self.dismiss(None)
