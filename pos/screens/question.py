"""A question over the screen, and a key for each answer: one counts only when the question has been up for a moment."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from pos.widgets.arming import Arming
from pos.widgets.keys import Key

if TYPE_CHECKING:
    from pos.app import TillApp

Answer = TypeVar("Answer")


class QuestionScreen(ModalScreen["Answer | None"], Generic[Answer]):
    """Dismissed with the answer whose key was pressed, None for Esc. `question` is a key of the wording; it and the keys tell `facts`."""

    KEYS: ClassVar[Sequence[Key]]
    BETWEEN: ClassVar[str] = "\n"
    """What separates two answers."""
    CAP_CELLS: ClassVar[int] = 0
    """As wide as every cap is at least."""

    def __init__(self, question: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__()
        self._question, self._facts = question, facts or {}
        self._arming = Arming()

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical(classes="sheet"):
            yield Static(id="question", markup=False)
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """The moment begins."""
        self._arming.start()
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        self.query_one("#question", Static).update(self._told(self._question))
        self.query_one("#answers", Static).update(Content(self.BETWEEN).join(map(self._answer, self.KEYS)))

    def _answer(self, key: Key) -> Content:
        return Content.assemble((f" {key.cap} ".center(self.CAP_CELLS), "bold $background on $accent"), " ", self._told(key.label))

    def _told(self, key: str) -> str:
        return cast("TillApp", self.app).say(key, **self._facts)

    def action_answer(self, answer: Answer) -> None:
        """Not by a key that is still held down from before."""
        if self._arming.pressed():
            self.dismiss(answer)

    def action_back(self) -> None:
        """No answer."""
        self.dismiss(None)
