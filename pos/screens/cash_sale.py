"""A whole basket for cash, without insurance: agreed to once, with one key; the outcome known or followed up until it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from engine.errors import EngineError, RefusalCode
from pos.done import Done
from pos.screens.speaking import SpeakingScreen
from pos.tender import Tender, tender
from pos.widgets.arming import Arming
from pos.widgets.basket import Basket
from pos.widgets.big_number import BigNumber
from pos.widgets.figure_box import FigureBox
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from engine.model.outcome import Outcome
    from engine.model.private import PrivateSale
    from engine.money import Money

_UNDONE = frozenset({RefusalCode.ALREADY_REVERSED, RefusalCode.ALREADY_REFUNDED})


class CashSaleScreen(SpeakingScreen["Done | None"]):
    """Dismissed with Done, or None to go back to the basket as it was."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f9,ctrl+y", cap="F9", action="agree", label="till.key-agree", rank=0),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f8", cap="F8", action="query", label="till.key-query", rank=0),
        Key(keys="f7", cap="F7", action="reverse", label="till.key-reverse", rank=0),
        Key(keys="up", cap="", action="move(-1)"),
        Key(keys="down", cap="", action="move(1)"),
        Key(keys="pageup", cap="", action="move(-10)"),
        Key(keys="pagedown", cap="", action="move(10)"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS), Binding("ctrl+j", "agree", show=False)]
    AUTO_FOCUS = "#tendered"

    def __init__(self) -> None:
        super().__init__()
        self._arming = Arming()
        self._busy = False

    def compose(self) -> ComposeResult:
        """Rows: bar 1, goods, cash 5, status 2, keys 1."""
        yield TopBar()
        with Vertical(id="left"):
            yield Basket(id="basket")
        with Horizontal(id="cash"):
            with Vertical(id="due"):
                yield Static(id="due-label", markup=False)
                yield BigNumber(plain=self.till.ascii)
            with Vertical(id="tender"):
                yield FigureBox(id="tendered")
                yield Static(id="change", markup=False)
        yield from self.ending()

    def on_mount(self) -> None:
        """Nothing need be asked for: the figures are those of the basket."""
        self._arming.start()
        self.speak()
        self.tell("private.unknown" if self._unknown else "private.agree", "bad" if self._unknown else "plain")

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def speak(self) -> None:
        """Goods, cash due and keys."""
        self.query_one(TopBar).show(f"{self.say('private.title')} · {self.say('private.title-note')}", "")
        basket, sale = self.query_one(Basket), self.till.sale
        room = self.query_one("#left", Vertical).size
        basket.show(sale.lines, room=room, lang=self.till.lang, palette=self.till.palette, private=(), cursor=basket.cursor_row)
        self.query_one("#due-label", Static).update(Content.styled(self.say("settle.cash-due"), "bold"))
        self.query_one("#due BigNumber", BigNumber).show(str(self._due))
        self.query_one("#tendered", Input).border_title = Content(self.say("settle.tendered"))
        self._draw_change()
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the outcome is unknown it may be asked for, tried again or undone."""
        del parameters
        return self._unknown if action in {"query", "reverse"} else True

    def label_of(self, key: Key) -> str:
        """The same key tries again."""
        return "till.key-retry" if key.action == "agree" and self._unknown else key.label

    @property
    def _unknown(self) -> bool:
        return self.till.sale.cash_sent

    @property
    def _due(self) -> Money:
        return self.till.sale.gross

    @property
    def _tender(self) -> Tender:
        return tender(self.query_one("#tendered", Input).value, self._due)

    def _draw_change(self) -> None:
        now = self._tender
        told = Content("") if now.wrong else Content.assemble(f"{self.say('settle.change')}  ", (str(now.change), "bold $success"))
        self.query_one("#change", Static).update(told)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter agrees as F9 does."""
        event.stop()
        self.action_agree()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The change follows at once."""
        event.stop()
        self._draw_change()

    def action_move(self, rows: int) -> None:
        """Another line into view; the field keeps the focus."""
        basket = self.query_one(Basket)
        basket.put_cursor(basket.cursor_row + rows)

    def action_agree(self) -> None:
        """Only when it has been on the screen for a moment, only once."""
        from pos.counter_private import sell_for_cash

        now = self._tender
        if self._busy or not self._arming.pressed():
            return
        if now.wrong and not self._unknown:
            self.tell(now.wrong, "bad", text=now.text, tendered=now.amount, due=self._due, change=now.change)
            self._arming.start()
            return
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
        elif self._unknown:
            self._refused(outcome)
        else:
            self.tell_trouble(outcome)

    def _done(self, record: PrivateSale) -> None:
        self.dismiss(Done(record=record, tendered=self._tender.amount))

    def action_query(self) -> None:
        """Only look."""
        if not self._busy:
            self._busy = True
            self.till.work(partial(self.house.engine.query, self.till.sale.key), self._queried, group="settle")

    def _queried(self, outcome: Outcome | EngineError) -> None:
        self._busy = False
        if isinstance(outcome, EngineError):
            self.tell_trouble(outcome)
        elif outcome.private is None:
            self.tell("private.query-nothing")
        elif outcome.private_undone_by is None:
            self._done(outcome.private)
        else:
            self._start_over("private.undone", number=outcome.private_undone_by.id)

    def action_reverse(self) -> None:
        """Undo whatever the books hold under the key."""
        if not self._busy and self._arming.pressed():
            self._busy = True
            self.till.work(partial(self.house.engine.private.reverse, self.till.sale.key), self._reversed, group="settle")

    def _reversed(self, outcome: PrivateSale | EngineError) -> None:
        self._busy = False
        if not isinstance(outcome, EngineError):
            self._start_over("private.reversed", number=outcome.id)
        elif outcome.code == RefusalCode.UNKNOWN_SETTLEMENT or outcome.code in _UNDONE:
            self._refused(outcome)
        else:
            self.tell_trouble(outcome)

    def _refused(self, outcome: EngineError) -> None:
        """It is known now that nothing stands under the key: it never did, or it was undone."""
        if outcome.code in _UNDONE:
            self._start_over("private.undone", number=outcome.facts["by"])
        else:
            self._start_over("private.nothing-there")

    def _start_over(self, told: str, **facts: object) -> None:
        """Back to the basket, with a key of its own for the next attempt."""
        from pos.screens.till import TillScreen

        self.till.sale = replace(self.till.sale.found_again(), key=self.till.new_key())
        for screen in self.app.screen_stack:
            if isinstance(screen, TillScreen):
                screen.tell(told, "good", **facts)
        self.dismiss(None)

    def scanned(self, text: str) -> None:
        """Goods belong to the basket, a code to an insurance sale."""
        del text
        self.tell("till.outcome-open" if self._unknown else "settle.finish-first", "bad")

    def action_back(self) -> None:
        """To the basket, unless a sale is on its way."""
        if not self._busy:
            self.dismiss(None)
