"""A sale on its way into the books: agreed to once, with one armed key, and followed up until it is known what became of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from engine.errors import EngineError, RefusalCode
from pos.done import Done
from pos.screens.speaking import SpeakingScreen
from pos.screens.till_below import till_below
from pos.widgets.arming import Arming
from pos.widgets.cash_panel import CashPanel

if TYPE_CHECKING:
    from textual.widgets import Input

    from engine.model.outcome import Outcome
    from engine.model.sought import Record
    from engine.money import Money
    from pos.tender import Tender
    from pos.widgets.keys import Key

_UNDONE = frozenset({RefusalCode.ALREADY_REVERSED, RefusalCode.ALREADY_REFUNDED})


class BookingScreen(SpeakingScreen["Done | None"]):
    """Dismissed with Done, or None to go back to the basket as it was. What became of it is told in the wording of the subject `WORDS`."""

    WORDS: ClassVar[str]
    AUTO_FOCUS = "#tendered"

    def __init__(self) -> None:
        super().__init__()
        self._arming = Arming()
        self._busy = False

    @property
    def due(self) -> Money:
        """All the cash."""
        raise NotImplementedError

    def draw_cash(self) -> None:
        """Due, tendered, change."""
        raise NotImplementedError

    def book(self) -> None:
        """What is on the screen was agreed to."""
        raise NotImplementedError

    def found(self, outcome: Outcome) -> None:
        """What the books hold under the key."""
        raise NotImplementedError

    @property
    def tender(self) -> Tender:
        """What stands in the field."""
        return self.query_one(CashPanel).tender(self.due)

    def label_of(self, key: Key) -> str:
        """The same key tries again."""
        return "till.key-retry" if key.action == "agree" and self.till.sale.open_outcome else key.label

    # agreeing

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter agrees as F9 does."""
        event.stop()
        self.action_agree()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The change follows at once."""
        event.stop()
        self.draw_cash()

    def action_agree(self) -> None:
        """Only what is on the screen, only when it has been there for a moment, only once."""
        now = self.tender
        if self._busy or not self.check_action("agree", ()) or not self._arming.pressed():
            return
        if now.wrong and not self.till.sale.open_outcome:
            self.tell(now.wrong, "bad", text=now.text, tendered=now.amount, due=self.due, change=now.change)
            self._arming.start()
        else:
            self.book()

    def _done(self, record: Record) -> None:
        self.dismiss(Done(record=record, tendered=self.tender.amount))

    # following up

    def action_query(self) -> None:
        """Only look."""
        from pos.counter import query

        if not self._busy:
            self._busy = True
            self.till.work(partial(query, self.house.engine, self.till.sale.key), self._queried, group="settle")

    def _queried(self, outcome: Outcome | EngineError) -> None:
        self._busy = False
        if isinstance(outcome, EngineError):
            self.tell_trouble(outcome)
        else:
            self.found(outcome)

    def action_reverse(self) -> None:
        """Undo whatever the books hold under the key."""
        from pos.counter_private import reverse

        if not self._busy and self._arming.pressed():
            self._busy = True
            self.till.work(partial(reverse, self.house.engine, self.till.sale.key), self._reversed, group="settle")

    def _reversed(self, outcome: Record | EngineError) -> None:
        self._busy = False
        if not isinstance(outcome, EngineError):
            self._start_over(f"{self.WORDS}.reversed", number=outcome.id)
        elif outcome.code == RefusalCode.UNKNOWN_SETTLEMENT or outcome.code in _UNDONE:
            self._refused(outcome)
        else:
            self.tell_trouble(outcome)

    def _refused(self, outcome: EngineError) -> None:
        """After a plain refusal it is known that nothing stands under the key: it never did, or it was undone."""
        if outcome.code in _UNDONE:
            self._start_over(f"{self.WORDS}.undone", number=outcome.facts["by"])
        else:
            self._start_over(f"{self.WORDS}.nothing-there")

    def _start_over(self, told: str, **facts: object) -> None:
        """Back to the basket, with a key of its own for the next attempt."""
        self.till.sale = replace(self.till.sale.found_again(), key=self.till.new_key())
        below = till_below(self.app)
        if below is not None:
            below.tell(told, "good", **facts)
        self.dismiss(None)

    def action_back(self) -> None:
        """To the basket, unless a booking is on its way."""
        if not self._busy:
            self.dismiss(None)
