"""How many of the line under the cursor."""

from decimal import Decimal, InvalidOperation
from typing import ClassVar
from unicodedata import normalize

from textual.widgets import Input

from pos.quantity_text import quantity_text
from pos.sale import QuantityError, SaleLine
from pos.screens.asking import AskingScreen
from pos.screens.till_below import hand_on
from pos.widgets.basket import item_name
from pos.widgets.figure_box import FigureBox


class QuantityScreen(AskingScreen[Decimal]):
    """Enter takes what is typed, Esc leaves it as it was. A bar code is no quantity."""

    TITLE_KEY: ClassVar[str] = "till.quantity-title"
    QUESTION_KEY: ClassVar[str] = "till.quantity-of"

    def __init__(self, line: SaleLine) -> None:
        super().__init__()
        self._line = line

    def field(self) -> Input:
        """With the quantity as it is."""
        return FigureBox(quantity_text(self._line.quantity), longest=16)

    def question_now(self) -> str:
        """Of which item."""
        return self.till.say(self.QUESTION_KEY, name=item_name(self._line.item, self.till.lang))

    def answer_in(self, text: str) -> Decimal | None:
        """Only a quantity."""
        try:
            count = Decimal(normalize("NFKC", text).replace("。", "."))
            SaleLine(item=self._line.item, quantity=count)
        except (InvalidOperation, QuantityError):
            self.wrong(self.till.say("till.entry-quantity-out-of-range"))
            return None
        return count

    def scanned(self, text: str) -> None:
        """A scan ends the question and goes to the till."""
        self.dismiss(None)
        hand_on(self.app, text)
