"""A whole basket for cash, without insurance: agreed to once, with one key; the outcome known or followed up until it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from engine.errors import EngineError
from pos.screens.booking import BookingScreen
from pos.widgets.basket import Basket
from pos.widgets.cash_panel import CashPanel
from pos.widgets.keys import MOVING, Key, bindings
from pos.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from engine.model.outcome import Outcome
    from engine.model.private import PrivateSale
    from engine.money import Money


class CashSaleScreen(BookingScreen):
    """The goods above, the cash below."""

    WORDS: ClassVar[str] = "private"
    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f9,ctrl+y", cap="F9", action="agree", label="till.key-agree", rank=0),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f8", cap="F8", action="query", label="till.key-query", rank=0),
        Key(keys="f7", cap="F7", action="reverse", label="till.key-reverse", rank=0),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS), Binding("ctrl+j", "agree", show=False)]

    def compose(self) -> ComposeResult:
        """Rows: bar 1, goods, cash 5, status 2, keys 1."""
        yield TopBar()
        with Vertical(id="left"):
            yield Basket(id="basket")
        yield CashPanel(plain=self.till.ascii)
        yield from self.ending()

    def on_mount(self) -> None:
        """Nothing need be asked for: the figures are those of the basket."""
        self._arming.start()
        self.speak()
        if self.till.sale.open_outcome:
            self.tell("private.unknown", "bad")
        else:
            self.tell("private.agree")

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def speak(self) -> None:
        """Goods, cash due and keys."""
        self.query_one(TopBar).show(f"{self.say('private.title')} · {self.say('private.title-note')}", "")
        basket, sale = self.query_one(Basket), self.till.sale
        room = self.query_one("#left", Vertical).size
        basket.show(sale.lines, room=room, lang=self.till.lang, palette=self.till.palette, private=(), cursor=basket.cursor_row)
        self.draw_cash()
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the outcome is unknown it may be asked for, tried again or undone."""
        del parameters
        return self.till.sale.open_outcome if action in {"query", "reverse"} else True

    @property
    def due(self) -> Money:
        """All of the basket."""
        return self.till.sale.gross

    def draw_cash(self) -> None:
        """Due, tendered, change."""
        self.query_one(CashPanel).show(self.till.lang, self.due)

    def action_move(self, rows: int) -> None:
        """Another line into view; the field keeps the focus."""
        basket = self.query_one(Basket)
        basket.put_cursor(basket.cursor_row + rows)

    def book(self) -> None:
        """Once, however often it is sent."""
        from pos.counter_private import sell_for_cash

        self._busy = True
        self.tell("settle.booking")
        self.till.work(partial(sell_for_cash, self.house.engine, self.till.sale, self.till.take_fault()), self._agreed, group="settle")

    def _agreed(self, outcome: PrivateSale | EngineError) -> None:
        from pos.counter import outcome_unknown

        self._busy = False
        if not isinstance(outcome, EngineError):
            self._done(outcome)
        elif outcome_unknown(outcome):
            self.till.sale = self.till.sale.cash_lost()
            self._arming.start()
            self.speak()
            self.tell("private.unknown", "bad")
        elif self.till.sale.open_outcome:
            self._refused(outcome)
        else:
            self.tell_trouble(outcome)

    def found(self, outcome: Outcome) -> None:
        """Booked, undone, or not there."""
        if outcome.private is None:
            self.tell("private.query-nothing")
        elif outcome.private_undone_by is None:
            self._done(outcome.private)
        else:
            self._start_over("private.undone", number=outcome.private_undone_by.id)

    def scanned(self, text: str) -> None:
        """Goods belong to the basket, a code to an insurance sale."""
        del text
        self.tell("till.outcome-open" if self.till.sale.open_outcome else "settle.finish-first", "bad")
