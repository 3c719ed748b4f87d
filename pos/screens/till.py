"""The till: its keys, and what they do to the sale."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from pos.screens.till_hospital import TillHospital
from pos.screens.till_reasons import TillReasons
from pos.widgets.basket import Basket, Hits
from pos.widgets.command_box import CommandBox
from pos.widgets.keys import MOVING, Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from textual.binding import BindingType

    from pos.messages import Wanted


class TillScreen(TillReasons, TillHospital):
    """Esc goes one step back and destroys nothing."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f1,ctrl+g", cap="F1", action="help", label="till.key-help", rank=6),
        Key(keys="f2", cap="F2", action="find", label="till.key-find", rank=7),
        Key(keys="f3", cap="F3", action="read_code", label="till.key-code", rank=1),
        Key(keys="f4", cap="F4", action="quantity", label="till.key-quantity", rank=4),
        Key(keys="f5", cap="F5", action="prescription", label="till.key-prescription", rank=5),
        Key(keys="f6", cap="F6", action="account", label="till.key-account", rank=8),
        Key(keys="f7", cap="F7", action="void", label="till.key-void", rank=4),
        Key(keys="f8", cap="F8", action="journal", label="till.key-journal", rank=3),
        Key(keys="f9,ctrl+y", cap="F9", action="pay", label="till.key-pay", rank=0),
        Key(keys="ctrl+t", cap="^T", action="split", label="till.key-split", rank=2),
        Key(keys="ctrl+o", cap="^O", action="hospital", label="hospital.key-windows", rank=1),
        Key(keys="ctrl+e", cap="^E", action="price", priority=True),
        Key(keys="ctrl+d", cap="^D", action="clear", priority=True),
        Key(keys="ctrl+k", cap="^K", action="park", label="till.key-park", rank=3, priority=True),
        Key(keys="ctrl+r", cap="^R", action="drawer", label="till.key-drawer", rank=9),
        Key(keys="ctrl+f", cap="^F", action="sign", label="till.key-sign-in", rank=9, priority=True),
        Key(keys="f12,ctrl+p", cap="F12", action="menu", label="till.key-menu", rank=0),
        Key(keys="ctrl+n", cap="^N", action="training", label="training.key", rank=2),
        Key(keys="escape", cap="Esc", action="back"),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#box"

    def on_screen_resume(self) -> None:
        """Another screen may have changed the sale."""
        self.draw()
        self.ask_again()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that would do nothing is neither bound nor named."""
        del parameters
        if action == "hospital":
            return self.at_hospital
        return any(not line.item.medical for line in self.till.sale.lines) if action == "split" else True

    def label_of(self, key: Key) -> str:
        """Split off or put back; park or take up; in or out. Training's own key is named in training only; it works outside as well."""
        if key.action == "training" and not self.till.training:
            return ""
        if key.action == "park" and not self.till.sale.lines:
            return "till.key-take-up" if self.parked else ""
        if key.action == "sign" and self.operator:
            return "till.key-sign-out"
        return "till.key-unsplit" if key.action == "split" and self.till.sale.split else key.label

    def on_wanted(self, event: Wanted) -> None:
        """Signs on an empty line."""
        {"help": self.action_ask_why, "find": self.action_find, "void": self.action_void, "why": self.action_why}[event.what]()

    # the cursor

    def action_move(self, rows: int) -> None:
        """In the hits while they are shown, else in the basket; the entry line keeps the focus."""
        table = self.query_one(Hits) if self.finding else self.query_one(Basket)
        table.put_cursor(table.cursor_row + rows)
        self.tell("")
        self.draw_detail()

    def action_back(self) -> None:
        """Close the hits; then let the next key overwrite what is in the line; then take the message away."""
        box = self.query_one(CommandBox)
        if self.finding:
            self.close_hits()
        elif box.value and box.selection.is_empty:
            box.action_select_all()
        else:
            self.tell("")

    # changing the sale

    def action_find(self) -> None:
        """The list of everything; nothing is added until Enter."""
        catalogue = self.till.catalogue
        if catalogue is not None:
            text = self.query_one(CommandBox).value
            self.show_hits(catalogue.search(text), text)

    def action_quantity(self) -> None:
        """Asked for on a screen of its own."""
        from pos.screens.quantity import QuantityScreen

        item = None if self.finding else self.under_cursor
        if item is None:
            self.tell("till.no-line", "bad")
            return
        line = self.till.sale.lines[self.till.sale.place(item)]
        self.app.push_screen(QuantityScreen(line), self._quantity_given)

    def _quantity_given(self, count: Decimal | None) -> None:
        if count is not None:
            self.set_quantity(count)

    def action_prescription(self) -> None:
        """With or without."""
        self.change(partial(self.till.sale.prescribed, prescription=not self.till.sale.prescription))

    def action_account(self) -> None:
        """Use it, not, or ask for mutual aid by name."""
        self.change(self.till.sale.next_account)

    def action_split(self) -> None:
        """Goods that are not medical: to the private part, or back."""
        split = not self.till.sale.split
        if self.change(partial(self.till.sale.split_off, split=split)) and split:
            self.tell("till.split-done", "good", amount=self.till.sale.private_total)

    def action_forget(self) -> None:
        """Nobody pays."""
        self.change(partial(self.till.sale.identified, None))
