"""Records of the books: found, looked at again, refunded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from engine.model.private import PrivateSale
from pos.receipt_code import settlement_in
from pos.screens.journal_refunds import JournalRefunds
from pos.widgets.keys import MOVING, Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from engine.model.sought import Record
    from pos.messages import Wanted


class JournalScreen(JournalRefunds):
    """What is typed narrows the list, and a receipt's code, scanned, leads to its record."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="ctrl+j", cap="Enter", action="open", label="till.key-open", rank=1),
        Key(keys="f4", cap="F4", action="refund", label="till.key-refund", rank=0),
        Key(keys="f5", cap="F5", action="give_back", label="till.key-return", rank=1),
        Key(keys="f3", cap="F3", action="read_code", label="journal.key-receipt", rank=3),
        Key(keys="f2", cap="F2", action="why", label="till.key-why", rank=2),
        Key(keys="escape,f8", cap="Esc", action="back", label="till.key-back", rank=0),
        *MOVING,
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

    def _open(self, record: Record) -> None:
        from pos.screens.receipt import ReceiptScreen

        self.app.push_screen(ReceiptScreen(record))

    def action_why(self) -> None:
        """Its steps."""
        self.with_record(self._reasons)

    def _reasons(self, record: Record) -> None:
        if isinstance(record, PrivateSale):
            self.tell("private.no-reasons", number=record.id)
        else:
            self.show_reasons(record)

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

    def action_back(self) -> None:
        """To the till."""
        self.dismiss(None)
