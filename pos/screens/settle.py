"""Agreeing to the figures: armed, once, with one key; the outcome known or followed up until it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from engine.errors import EngineError, RefusalCode
from engine.model.settlement import Quote, Settlement
from pos.masking import masked
from pos.screens.outcome import OutcomeFace
from pos.widgets.keys import Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from engine.model.bill import Bill
    from pos.messages import Wanted
    from pos.payer import Payer


class SettleScreen(OutcomeFace):
    """The figures are asked for when it opens, and again whenever what they rest on changes."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f9,ctrl+y", cap="F9", action="agree", label="till.key-agree", rank=0),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f2", cap="F2", action="why", label="till.key-why", rank=1),
        Key(keys="f5", cap="F5", action="prescription", label="till.key-prescription", rank=3),
        Key(keys="f6", cap="F6", action="account", label="till.key-account", rank=3),
        Key(keys="f8", cap="F8", action="wallet", label="settle.key-wallet", rank=3),
        Key(keys="f8", cap="F8", action="query", label="till.key-query", rank=0),
        Key(keys="f7", cap="F7", action="reverse", label="till.key-reverse", rank=0),
        Key(keys="f1", cap="F1", action="help", label="till.key-help", rank=4),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
        Binding("ctrl+j", "agree", show=False),
    ]

    def on_mount(self) -> None:
        """Ask for the figures of this moment."""
        self.quote = self.till.sale.agreed
        if self.till.sale.open_outcome:
            self.learn(self.till.sale.agreed)
            self._wait_for_unknown()
        else:
            self._ask()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.draw)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the outcome is unknown the sale may be asked for, tried again or reversed, not changed."""
        del parameters
        unknown = self.till.sale.open_outcome
        if action in {"reverse", "query"}:
            return unknown
        if action in {"prescription", "account"}:
            return not unknown and (action == "account" or self.till.sale.errand is None)
        if action == "why":
            return self.explanation is not None
        if action == "wallet":
            payer = self.till.sale.payer
            return not unknown and payer is not None and bool(payer.wallet)
        return self.quote is not None if action == "agree" else True

    # the figures

    def _ask(self) -> None:
        from pos.counter import estimate

        sale = self.till.sale
        if sale.payer is not None:
            self.tell("settle.asking")
            self.till.work(partial(estimate, self.house.engine, sale), partial(self._answered, sale.bill, sale.payer), group="estimate")

    def _answered(self, bill: Bill, payer: Payer, answer: Quote | EngineError) -> None:
        self.till.sale = self.till.sale.answered(bill, payer, answer)
        if isinstance(answer, EngineError):
            self.quote = None
            self.tell_trouble(answer)
            self.draw()
        else:
            self._show(answer)
            self.tell("settle.agree")

    def _show(self, quote: Quote) -> None:
        self.quote = quote
        self.learn(quote)
        self._arming.start()
        self.draw()

    # agreeing

    def book(self) -> None:
        """Once; a fresh attempt under the same key finds what the first one did."""
        if self.quote is not None:
            self._book(self.quote)

    def _book(self, quote: Quote, pin: str | None = None) -> None:
        from pos.counter import agree

        self._busy = True
        self.tell("settle.booking")
        settling = partial(agree, self.house.engine, self.till.sale, quote, pin, self.till.take_fault())
        self.till.work(settling, partial(self._agreed, quote), group="settle")

    def _ask_pin(self, quote: Quote, refused: EngineError) -> None:
        """The institution asks for the credential's PIN. The code is not used up, and nothing was written."""
        from pos.screens.pin import PinScreen

        self.tell_trouble(refused)
        self.app.push_screen(PinScreen(), partial(self._pin_given, quote))

    def _pin_given(self, quote: Quote, pin: str | None) -> None:
        if pin:
            self._book(quote, pin)
        else:
            self._arming.start()
            self.tell("settle.agree")

    def _agreed(self, agreed: Quote, outcome: Settlement | EngineError) -> None:
        from engine.service.settle import FiguresChanged
        from pos.counter import outcome_unknown

        self._busy = False
        if isinstance(outcome, Settlement):
            self._done(outcome)
        elif isinstance(outcome, FiguresChanged):
            self.before = agreed
            self.till.sale = replace(self.till.sale, quote=outcome.quote, refusal=None, agreed=None)
            self._show(outcome.quote)
            self.tell("settle.changed", "bad")
            self.remember(outcome)
        elif outcome_unknown(outcome):
            self.till.sale = self.till.sale.lost(agreed)
            self._wait_for_unknown(outcome)
        elif outcome.code == RefusalCode.WRONG_PIN and not self.till.sale.open_outcome:
            self._ask_pin(agreed, outcome)
        elif self.till.sale.open_outcome:
            self._refused(outcome)
        else:
            self.till.sale = replace(self.till.sale, quote=None, refusal=outcome)
            self.quote = None
            self.tell_trouble(outcome)
            self.draw()

    # other keys

    def on_wanted(self, event: Wanted) -> None:
        """`?` where figures are typed."""
        event.stop()
        self.action_why()

    def scanned(self, text: str) -> None:
        """A fresh code takes the old one's place; goods belong to the basket."""
        from engine.model.credential import is_credential_shaped
        from pos.counter import identify

        if self._busy or self.till.sale.open_outcome or not is_credential_shaped(text):
            self.tell("till.outcome-open" if self.till.sale.open_outcome else "settle.finish-first", "bad")
        else:
            self.till.work(partial(identify, self.house.engine, text), self._identified, group="identify")

    def _identified(self, payer: Payer | EngineError) -> None:
        if isinstance(payer, EngineError):
            self.tell_trouble(payer)
            return
        sale = self.till.sale
        other = sale.payer is None or sale.payer.person.id != payer.person.id
        self.before, self.till.sale = None, sale.identified(payer)
        self._ask()
        if other:
            self.tell("settle.other-holder", "bad", name=masked(payer.person.name))

    def action_why(self) -> None:
        """Every step."""
        from pos.screens.reasons import ReasonsScreen

        if self.quote is not None and self.explanation is not None:
            self.app.push_screen(ReasonsScreen(self.explanation, self.quote.edition))

    def action_prescription(self) -> None:
        """With or without; asked anew."""
        self.before, self.till.sale = None, self.till.sale.prescribed(prescription=not self.till.sale.prescription)
        self._ask()

    def action_account(self) -> None:
        """Use, off, ask for mutual aid; asked anew."""
        self.before, self.till.sale = None, self.till.sale.next_account()
        self._ask()

    def action_wallet(self) -> None:
        """What would be cash, from the holder's wallet first or not; asked anew."""
        self.before, self.till.sale = None, self.till.sale.paying_from_wallet(wallet=not self.till.sale.wallet)
        self._ask()

    def action_help(self) -> None:
        """Keys and entries."""
        from pos.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())
