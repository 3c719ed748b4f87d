"""The till's sale: changed on the spot, estimated by the engine off the screen's thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.errors import EngineError
from pos.errand import objection
from pos.journal_row import newest_of
from pos.masking import masked
from pos.quantity_text import quantity_text
from pos.sale import OutcomeOpenError, QuantityError, Sale, TraceError
from pos.screens.till_face import TillFace
from pos.widgets.basket import Basket

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from engine.model.bill import Bill
    from engine.model.item import Item
    from engine.model.settlement import Quote
    from engine.model.sought import Record
    from engine.model.till import Session
    from pos.payer import Payer

_AGAIN = 5.0
"""Seconds between two estimates of a basket that stands: a code expires, another till spends from the same account."""


class TillSale(TillFace):
    """`change` is the only way the sale is changed from the till's face."""

    def on_mount(self) -> None:
        """The clock ticks, and the estimate is asked for again now and then."""
        self.set_interval(20, self.show_clock)
        self.set_interval(_AGAIN, self.ask_again)

    def change(self, change: Callable[[], Sale], item: Item | None = None) -> bool:
        """False, with the reason on the status line, where it may not be changed so."""
        try:
            sale = change()
        except QuantityError:
            self.tell("till.entry-quantity-out-of-range", "bad")
            return False
        except OutcomeOpenError:
            self.tell("till.outcome-open", "bad")
            return False
        if wrong := objection(sale):  # a hospital's bill is charged as it was ordered
            self.tell(wrong, "bad")
            return False
        self.till.sale = sale
        self.draw(None if item is None else sale.place(item))
        if item is not None:
            line = sale.lines[sale.place(item)]
            told = "till.added" if item.medical else "private.added"
            self.tell(told, "good", name=self.called(item), quantity=quantity_text(line.quantity))
        if sale.not_medical is not None:
            self.tell("till.not-medical", "bad", name=self.called(sale.not_medical))
        else:
            self.call_after_refresh(self.ask_again)  # the key's own repaint first
        return True

    def set_quantity(self, count: Decimal) -> None:
        row, lines = self.query_one(Basket).cursor_row, self.till.sale.lines
        if 0 <= row < len(lines):
            self.change(partial(self.till.sale.set_quantity, row, count), lines[row].item)
        else:
            self.tell("till.no-line", "bad")

    def attach(self, code: str) -> None:
        """A pack's trace code to the line under the cursor."""
        row = self.query_one(Basket).cursor_row
        try:
            attached = self.change(partial(self.till.sale.attach, row, code))
        except TraceError as error:
            self.tell(str(error), "bad")
            return
        if attached:
            line = self.till.sale.lines[row]
            self.tell("till.trace-added", "good", given=len(line.trace), packs=line.packs, name=self.called(line.item))

    # asking the engine

    def identify(self, code: str) -> None:
        from pos.counter import identify

        self.till.work(partial(identify, self.house.engine, code), self._identified, group="identify")

    def _identified(self, payer: Payer | EngineError) -> None:
        if isinstance(payer, EngineError):
            self.tell_trouble(payer)
        elif self.change(partial(self.till.sale.identified, payer)):
            insurance = partial(self.say, f"insurance.{payer.person.insurance}")
            if self.till.sale.not_medical is None:
                self.tell("till.payer-read", "good", name=masked(payer.person.name), insurance=insurance)

    def _ask(self) -> None:
        sale = self.till.sale
        if sale.ready and sale.payer is not None and not sale.open_outcome and sale.not_medical is None:
            from pos.pools import estimate_with_names  # and the engine with it: the first paint comes before

            self.till.work(
                partial(estimate_with_names, self.house.engine, sale), partial(self._answered, sale.bill, sale.payer), group="estimate"
            )

    def ask_again(self) -> None:
        if self.is_active:  # not `is_current`: the settle screen above asks for its own, which a newer question here would silence
            self._ask()

    def _answered(self, bill: Bill, payer: Payer, answered: tuple[Quote, dict[str, str]] | EngineError) -> None:
        known = self.till.sale.refusal
        answer: Quote | EngineError
        if isinstance(answered, EngineError):
            answer = answered
        else:
            answer, self.names = answered
        self.till.sale = sale = self.till.sale.answered(bill, payer, answer)
        self.draw()
        if sale.refusal is not None and (known is None or known.code != sale.refusal.code):
            self.tell_trouble(sale.refusal)

    def refresh_recent(self) -> None:
        """The newest settlements, and who is signed in."""
        if self.till.house is not None:
            self.till.work(self._newest, self._recent, group="recent")

    def _newest(self) -> tuple[Sequence[Record], Session | None]:
        engine = self.house.engine
        return newest_of(engine, 6), engine.day.session(self.house.institution.id)

    def _recent(self, found: tuple[Sequence[Record], Session | None] | EngineError) -> None:
        if not isinstance(found, EngineError):
            records, session = found
            self.operator = "" if session is None else session.operator
            self.draw_recent(records)
            self.show_clock()
            self.show_keys()
