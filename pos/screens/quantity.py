"""How many of the line under the cursor."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, ClassVar, cast
from unicodedata import normalize

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from pos.receipt import quantity_text
from pos.sale import QuantityError, SaleLine
from pos.widgets.basket import item_name
from pos.widgets.figure_box import FigureBox

if TYPE_CHECKING:
    from pos.app import TillApp


class QuantityScreen(ModalScreen[Decimal | None]):
    """Enter takes what is typed, Esc leaves it as it was. A bar code is no quantity."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    AUTO_FOCUS = "Input"

    def __init__(self, line: SaleLine) -> None:
        super().__init__()
        self._line = line

    def compose(self) -> ComposeResult:
        """One field."""
        with Vertical(classes="sheet"):
            yield Static(id="question", markup=False)
            yield FigureBox(quantity_text(self._line.quantity), longest=16)
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """Title and question."""
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        till = cast("TillApp", self.app)
        self.query_one(".sheet").border_title = Content(till.say("till.quantity-title"))
        self.query_one("#question", Static).update(till.say("till.quantity-of", name=item_name(self._line.item, till.lang)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Only a quantity gets through."""
        event.stop()
        try:
            count = Decimal(normalize("NFKC", event.value).replace("。", "."))
            SaleLine(item=self._line.item, quantity=count)
        except (InvalidOperation, QuantityError):
            wrong = cast("TillApp", self.app).say("till.entry-quantity-out-of-range")
            self.query_one("#answers", Static).update(Content.styled(f"! {wrong}", "bold $error"))
            return
        self.dismiss(count)

    def scanned(self, text: str) -> None:
        """A scan ends the question and goes to the till."""
        from pos.screens.till import TillScreen

        self.dismiss(None)
        till = next((screen for screen in self.app.screen_stack if isinstance(screen, TillScreen)), None)
        if till is not None:
            till.call_later(till.scanned, text)

    def action_back(self) -> None:
        """As it was."""
        self.dismiss(None)
