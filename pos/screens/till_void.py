"""Voiding a line or the whole sale, and taking the last of that back; the price check beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pos.masking import masked
from pos.screens.till_parking import TillParking

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.screens.price_check import Checked
    from pos.voided import Voided


class TillVoid(TillParking):
    """One step can be taken back, as long as the sale it belongs to is open."""

    _last_void: Voided | None = None

    def action_void(self) -> None:
        """The line under the cursor goes."""
        from pos.voided import voided_line

        item = None if self.finding else self.under_cursor
        if item is None:
            self.tell("till.no-line", "bad")
            return
        sale, place = self.till.sale, self.till.sale.place(item)
        if self.change(partial(sale.void, place)):
            self._last_void = voided_line(sale, place)
            if self.till.sale.not_medical is None:
                self.tell("void.line", name=self.called(item), amount=sale.lines[place].amount)

    def action_clear(self) -> None:
        """The whole sale, after a question; of a payer alone nothing is lost that is worth one."""
        from pos.screens.confirm import ConfirmScreen

        sale = self.till.sale
        if sale.open_outcome:
            self.tell("till.outcome-open", "bad")
        elif sale.lines:
            facts = {"lines": len(sale.lines), "total": sale.gross}
            told = partial(self.tell, "void.sale", lines=len(sale.lines), total=sale.gross)
            self.app.push_screen(ConfirmScreen("void.question", facts), lambda sure: self._clear(told) if sure else None)
        elif sale.payer is not None:
            self._clear(partial(self.tell, "void.payer", name=masked(sale.payer.person.name)))
        else:
            self.tell("void.nothing")

    def _clear(self, told: Callable[[], None]) -> None:
        from pos.voided import voided_sale

        sale = self.till.sale
        if self.change(partial(sale.next, self.till.new_key())):
            self._last_void = voided_sale(sale, self.till.sale)
            told()

    def action_undo(self) -> None:
        """What was voided last stands in the basket again."""
        from pos.voided import put_back

        voided = self._last_void
        if voided is None or voided.key != self.till.sale.key:
            self.tell("void.none")
        elif self.change(partial(put_back, self.till.sale, voided)):
            self._last_void = None
            if self.till.sale.not_medical is None:
                self.tell("void.undone", "good", lines=len(voided.lines), total=voided.total)

    # what something costs

    def action_price(self, text: str = "") -> None:
        """Nothing is added but by Enter."""
        from pos.screens.price_check import PriceScreen

        if self.till.catalogue is not None:
            self.app.push_screen(PriceScreen(self.till.catalogue, text), self._checked)

    def _checked(self, checked: Checked | None) -> None:
        if checked is None:
            return
        if checked.item is None:
            self.scanned(checked.text)
        else:
            self._add(checked.item, checked.count)
