"""The cash of a sale: what is due, read from a metre away, the field for what is tendered, and the change."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from engine.money import Money
from pos.tender import Tender, tender
from pos.widgets.big_number import BigNumber
from pos.widgets.figure_box import FigureBox
from pos.wording import Lang, say


class CashPanel(Horizontal):
    """`plain`: digits instead of blocks."""

    def __init__(self, *, plain: bool) -> None:
        super().__init__(id="cash")
        self._plain = plain

    def compose(self) -> ComposeResult:
        """Due at the left, tendered at the right."""
        with Vertical(id="due"):
            yield Static(id="due-label", markup=False)
            yield BigNumber(plain=self._plain)
        with Vertical(id="tender"):
            yield FigureBox(id="tendered")
            yield Static(id="change", markup=False)

    def tender(self, due: Money) -> Tender:
        """What stands in the field."""
        return tender(self.query_one(FigureBox).value, due)

    def show(self, lang: Lang, due: Money | None, note: str = "") -> None:
        """`due` is None while it is not known; the note stands beside its label."""
        label = Content.assemble((say(lang, "settle.cash-due"), "bold"), "  ", (note, "$muted"))
        self.query_one("#due-label", Static).update(label)
        self.query_one(BigNumber).show("" if due is None else str(due))
        self.query_one(FigureBox).border_title = Content(say(lang, "settle.tendered"))
        self.query_one("#change", Static).update(Content("") if due is None else self._change(lang, self.tender(due)))

    def _change(self, lang: Lang, now: Tender) -> Content:
        return Content("") if now.wrong else Content.assemble(f"{say(lang, 'settle.change')}  ", (str(now.change), "bold $success"))
