"""A question with one dangerous answer: it counts only when the screen has been up for a moment."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

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

_KEYS = (
    Key(keys="enter,ctrl+j,f9", cap="Enter", action="yes", label="till.key-yes"),
    Key(keys="escape", cap="Esc", action="back", label="till.key-back"),
)


class ConfirmScreen(ModalScreen[bool]):
    """True for Enter, False for Esc. `question` is a key of the wording."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(_KEYS)]

    def __init__(self, question: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__()
        self._question, self._facts = question, facts or {}
        self._arming = Arming()

    def compose(self) -> ComposeResult:
        """The question and its two keys."""
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
        self.query_one("#question", Static).update(till.say(self._question, **self._facts))
        caps = (Content.assemble((f" {key.cap} ", "bold $background on $accent"), " ", till.say(key.label)) for key in _KEYS)
        self.query_one("#answers", Static).update(Content("    ").join(caps))

    def action_yes(self) -> None:
        """Not by a key that is still held down from before."""
        if self._arming.pressed():
            self.dismiss(True)  # noqa: FBT003 - the answer itself

    def action_back(self) -> None:
        """No."""
        self.dismiss(False)  # noqa: FBT003 - the answer itself
