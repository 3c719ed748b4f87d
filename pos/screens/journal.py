"""Records of the books: found, looked at again, refunded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from engine.errors import EngineError
from engine.model.codes import Event
from pos.receipt_code import settlement_in
from pos.screens.journal_list import JournalList
from pos.widgets.keys import Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from engine.model.returned import GivenBack
    from engine.model.settlement import Settlement
    from pos.messages import Wanted


class JournalScreen(JournalList):
    """What is typed narrows the list, and a receipt's code, scanned, leads to its record."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="ctrl+j", cap="Enter", action="open", label="till.key-open", rank=1),
        Key(keys="f4", cap="F4", action="refund", label="till.key-refund", rank=0),
        Key(keys="f5", cap="F5", action="give_back", label="till.key-return", rank=1),
        Key(keys="f3", cap="F3", action="read_code", label="journal.key-receipt", rank=3),
        Key(keys="f2", cap="F2", action="why", label="till.key-why", rank=2),
        Key(keys="escape,f8", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="up", cap="", action="move(-1)"),
        Key(keys="down", cap="", action="move(1)"),
        Key(keys="pageup", cap="", action="move(-10)"),
        Key(keys="pagedown", cap="", action="move(10)"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#number"

    def on_wanted(self, event: Wanted) -> None:
        """`?` on the number."""
        event.stop()
        self.action_why()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what is under the cursor."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Its receipt, marked as a copy."""
        self.with_record(self._open)

    def _open(self, record: Settlement) -> None:
        from pos.screens.receipt import ReceiptScreen

        self.app.push_screen(ReceiptScreen(record))

    def action_why(self) -> None:
        """Its steps."""
        self.with_record(self.show_reasons)

    def action_read_code(self) -> None:
        """A receipt before the camera, or a picture of one."""
        from pos.screens.identify import IdentifyScreen

        self.app.push_screen(IdentifyScreen(self.house, camera=self.house.camera), self._code_read)

    def _code_read(self, text: str | None) -> None:
        receipt = None if text is None else settlement_in(text)
        if receipt is not None:
            self.query_one("#number", Input).value = receipt
        elif text is not None:
            self.tell("scan.not-here", "bad")

    def action_refund(self) -> None:
        """After a question that names it."""
        self.with_record(self._ask_refund)

    def _ask_refund(self, record: Settlement) -> None:
        from pos.screens.confirm import ConfirmScreen

        facts = {"number": record.id, "holder": self.holder_of(record), "total": record.figures.total, "cash": record.coins}
        self.app.push_screen(ConfirmScreen("till.refund-question", facts), partial(self._refund, record.id))

    def _refund(self, number: str, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        from pos.counter import refund

        if sure:
            self.till.work(partial(refund, self.house.engine, number), self._refunded, group="settle")

    def _refunded(self, record: Settlement | EngineError) -> None:
        from pos.screens.receipt import ReceiptScreen

        if isinstance(record, EngineError):
            self.tell_trouble(record)
            return
        self.tell("journal.refunded", "good", number=record.id, cash=-record.coins)
        self.read()
        self.app.push_screen(ReceiptScreen(record, save=True))

    def action_give_back(self) -> None:
        """Some of its goods, chosen on a screen of their own."""
        self.with_record(self._choose_goods)

    def _choose_goods(self, record: Settlement) -> None:
        from pos.screens.give_back import GiveBackScreen

        if record.event is Event.SALE:
            self.app.push_screen(GiveBackScreen(record), self._given_back)
        else:
            self.tell("give-back.no-sale", "bad", number=record.id)

    def _given_back(self, given_back: GivenBack | None) -> None:
        if given_back is not None:
            self.tell("journal.given-back", "good", number=given_back.refund.id, cash=given_back.cash)
            self.read()
            self._show_slips(given_back.records)

    def _show_slips(self, records: Sequence[Settlement], _scanned: str | None = None) -> None:
        """One after the other."""
        from pos.screens.receipt import ReceiptScreen

        if records:
            self.app.push_screen(ReceiptScreen(records[0], save=True), partial(self._show_slips, records[1:]))

    def action_back(self) -> None:
        """To the till."""
        self.dismiss(None)
