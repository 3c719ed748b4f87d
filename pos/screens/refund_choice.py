"""What of a sale with private goods beside it comes back: all of it, or the insurance part alone. Esc gives nothing back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from pos.widgets.arming import Arming
from pos.widgets.keys import Key, bindings

if TYPE_CHECKING:
    from pos.app import TillApp

Choice = Literal["all", "insured"]
_KEYS = (
    Key(keys="enter,ctrl+j,f9", cap="Enter", action="choose('all')", label="private.choice-all"),
    Key(keys="f5", cap="F5", action="choose('insured')", label="private.choice-insured"),
    Key(keys="escape", cap="Esc", action="back", label="till.key-back"),
)


class RefundChoiceScreen(ModalScreen["Choice | None"]):
    """Dismissed with what comes back, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(_KEYS)]

    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__()
        self._facts = facts
        self._arming = Arming()

    def compose(self) -> ComposeResult:
        """The question, and a key a line."""
        with Vertical(classes="sheet"):
            yield Static(id="question", markup=False)
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """The moment begins."""
        self._arming.start()
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        till = cast("TillApp", self.app)
        self.query_one("#question", Static).update(till.say("private.choice-question", **self._facts))
        caps = (
            Content.assemble((f" {key.cap} ".center(7), "bold $background on $accent"), " ", till.say(key.label, **self._facts))
            for key in _KEYS
        )
        self.query_one("#answers", Static).update(Content("\n").join(caps))

    def action_choose(self, choice: Choice) -> None:
        """Not by a key that is still held down from before."""
        if self._arming.pressed():
            self.dismiss(choice)

    def action_back(self) -> None:
        """Nothing."""
        self.dismiss(None)
