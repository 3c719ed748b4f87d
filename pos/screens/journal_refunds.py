"""Giving back from the journal: all of a record, or some of its goods, with what was bought privately in the same act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.model.codes import Event
from engine.model.private import PrivateEvent, PrivateSale
from pos.journal_row import row_of
from pos.screens.journal_list import JournalList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.model.private import PrivateBack
    from engine.model.returned import GivenBack
    from engine.model.sought import Record
    from pos.screens.refund_choice import Choice


class JournalRefunds(JournalList):
    """On the record under the cursor."""

    def action_refund(self) -> None:
        """After a question that names it, and what was bought privately with it."""
        self.with_record(self._ask_refund)

    def _ask_refund(self, record: Record) -> None:
        if isinstance(record, PrivateSale):
            self._ask(record, None)
        else:
            self.till.work(partial(self.house.engine.private.left, record.id), partial(self._ask, record), group="settle")

    def _ask(self, record: Record, goods: PrivateSale | EngineError | None) -> None:
        from pos.screens.confirm import ConfirmScreen
        from pos.screens.refund_choice import RefundChoiceScreen

        row = row_of(record)
        facts = {"number": row.id, "holder": self.holder_of(record), "total": row.total, "cash": row.cash}
        if isinstance(goods, EngineError):
            self.tell_trouble(goods)
        elif goods is not None:
            both = {"goods": goods.id, "goods_cash": goods.total, "all_cash": row.cash + goods.total}
            self.app.push_screen(RefundChoiceScreen(facts | both), partial(self._chosen, record))
        else:
            question = "private.refund-question" if isinstance(record, PrivateSale) else "till.refund-question"
            self.app.push_screen(ConfirmScreen(question, facts), partial(self._sure, record))

    def _chosen(self, record: Record, choice: Choice | None) -> None:
        if choice is not None:
            self._refund(record, goods=choice == "all")

    def _sure(self, record: Record, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        if sure:
            self._refund(record)

    def _refund(self, record: Record, *, goods: bool = False) -> None:
        from pos.counter_private import refund

        self.till.work(partial(refund, self.house.engine, record, goods=goods), self._refunded, group="settle")

    def _refunded(self, refunded: tuple[Record, PrivateSale | None] | EngineError) -> None:
        from pos.screens.receipt import ReceiptScreen

        if isinstance(refunded, EngineError):
            self.tell_trouble(refunded)
            return
        record, goods = refunded
        cash = -row_of(record).cash if goods is None else -row_of(record).cash - goods.total
        self.tell("journal.refunded", "good", number=record.id, cash=cash)
        self.read()
        self.app.push_screen(ReceiptScreen(record, save=True, onward="till.key-on"))

    def action_give_back(self) -> None:
        """Some of its goods, chosen on a screen of their own."""
        self.with_record(self._choose_goods)

    def _choose_goods(self, record: Record) -> None:
        from pos.screens.give_back import GiveBackScreen

        if record.event in {Event.SALE, PrivateEvent.SALE}:
            self.app.push_screen(GiveBackScreen(record), self._given_back)
        else:
            self.tell("give-back.no-sale", "bad", number=record.id)

    def _given_back(self, given_back: GivenBack | PrivateBack | None) -> None:
        from pos.counter_private import slips_of

        if given_back is not None:
            self.tell("journal.given-back", "good", number=given_back.refund.id, cash=given_back.cash)
            self.read()
            self._show_slips(slips_of(given_back))

    def _show_slips(self, records: Sequence[Record], _scanned: str | None = None) -> None:
        """One after the other."""
        from pos.screens.receipt import ReceiptScreen

        if records:
            slip = ReceiptScreen(records[0], save=True, onward="till.key-on")
            self.app.push_screen(slip, partial(self._show_slips, records[1:]))
