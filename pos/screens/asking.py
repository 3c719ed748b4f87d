"""A sheet with one question and one field."""

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from pos.app import TillApp


Answer = TypeVar("Answer")


class AskingScreen(ModalScreen["Answer | None"], Generic[Answer]):
    """Dismissed with what `answer_in` makes of the entry; with None by Esc. A hand scan is no answer, unless a screen takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    AUTO_FOCUS = "Input"
    TITLE_KEY: ClassVar[str]
    QUESTION_KEY: ClassVar[str]

    @property
    def till(self) -> "TillApp":
        """The application."""
        return cast("TillApp", self.app)

    def field(self) -> Input:
        """The empty field."""
        raise NotImplementedError

    def answer_in(self, text: str) -> Answer | None:
        """None where `text` answers nothing: the question stays."""
        raise NotImplementedError

    def question_now(self) -> str:
        """With the facts that a screen adds."""
        return self.till.say(self.QUESTION_KEY)

    def compose(self) -> ComposeResult:
        """Question, field, the two keys."""
        with Vertical(classes="sheet"):
            yield Static(id="question", markup=False)
            yield self.field()
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """Title and question."""
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        self.query_one(".sheet").border_title = Content(self.till.say(self.TITLE_KEY))
        self.query_one("#question", Static).update(self.question_now())
        self.query_one("#answers", Static).update(self.till.say("asking.answers"))

    def wrong(self, told: str) -> None:
        """Why the entry is no answer, in the keys' place."""
        self.query_one("#answers", Static).update(Content.styled(f"! {told}", "bold $error"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Only an answer gets through."""
        event.stop()
        answer = self.answer_in(event.value)
        if answer is not None:
            self.dismiss(answer)

    def action_back(self) -> None:
        """As it was."""
        self.dismiss(None)
