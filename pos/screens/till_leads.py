"""Where the till's keys lead: the other screens, and what comes back from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.screens.kept import kept
from pos.screens.till_day import TillDay
from pos.screens.till_training import TillTraining
from pos.themes import PALETTES

if TYPE_CHECKING:
    from pos.done import Done


class TillLeads(TillTraining, TillDay):
    """One action a screen; each is imported when it is first asked for, so that the first paint waits for none."""

    def action_read_code(self) -> None:
        """Camera or picture."""
        from pos.screens.identify import IdentifyScreen

        if self.till.house is not None:
            self.app.push_screen(IdentifyScreen(self.till.house, camera=self.till.house.camera), self._code_read)

    def _code_read(self, text: str | None) -> None:
        if text is not None:
            self.scanned(text)

    def action_pay(self) -> None:
        """To the figures; nothing is agreed to yet."""
        sale = self.till.sale
        if sale.cash_sent:
            self.action_cash()
        elif sale.open_outcome or (sale.ready and sale.not_medical is None):
            from pos.screens.settle import SettleScreen

            self.app.push_screen(SettleScreen(), self._settled)
        elif not sale.lines:
            self.tell("till.no-line", "bad")
        elif sale.not_medical is not None:
            self.tell("till.not-medical", "bad", name=self.called(sale.not_medical))
        elif not sale.insured or self.telling == "private.no-payer":  # F9 again, while it is read that it sells all for cash
            self.action_cash()
        else:
            self.tell("private.no-payer", "bad")

    def action_cash(self) -> None:
        """All of it for cash, without insurance."""
        sale = self.till.sale
        if sale.lines and (sale.cash_sent or not sale.open_outcome):
            from pos.screens.cash_sale import CashSaleScreen

            self.app.push_screen(CashSaleScreen(), self._settled)
        else:
            self.tell("till.outcome-open" if sale.lines else "till.no-line", "bad")

    def _settled(self, done: Done | None) -> None:
        if done is None:
            if self.till.sale.open_outcome:
                self.tell("till.outcome-open", "bad")
            return
        from pos.screens.receipt import ReceiptScreen

        self.till.sale = self.till.sale.next(self.till.new_key())
        self.draw()
        self.tell("")
        self.refresh_recent()
        self.app.push_screen(ReceiptScreen(done.record, tendered=done.tendered, save=True), self._code_read)

    def action_journal(self, number: str = "") -> None:
        """Records and refunds."""
        from pos.screens.journal import JournalScreen

        if self.till.house is None:
            return
        journal = kept(self.app, JournalScreen)
        if journal not in self.app.screen_stack:  # a record that was asked for may be found when it has been opened already
            journal.begin(number)
            self.app.push_screen(journal, lambda _: self.refresh_recent())

    def action_day(self) -> None:
        """Sign in and out, reconcile."""
        from pos.screens.day import DayScreen

        if self.till.house is not None:
            self.app.push_screen(DayScreen(), lambda _: self.refresh_recent())

    def action_help(self) -> None:
        """Keys and entries."""
        from pos.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_menu(self) -> None:
        """Everything that has no key of its own."""
        from pos.screens.menu import MenuScreen

        menu = kept(self.app, MenuScreen)
        menu.begin()
        self.app.push_screen(menu, self._chosen)

    async def _chosen(self, action: str | None) -> None:
        if action is not None:
            await self.run_action(action)

    def action_credential(self) -> None:
        """Show somebody's code."""
        from pos.screens.credential import CredentialScreen

        if self.till.house is not None:
            self.app.push_screen(CredentialScreen(self.till.house))

    def action_family(self) -> None:
        """Bindings and grants."""
        from pos.screens.family import FamilyScreen

        if self.till.house is not None:
            self.app.push_screen(FamilyScreen(self.till.house))

    def action_phone(self) -> None:
        """The phone's pages, and their address as a QR code."""
        from pos.screens.phone import PhoneScreen

        if self.till.house is not None:
            self.app.push_screen(PhoneScreen(self.till.house))

    def action_theme(self) -> None:
        """The next one."""
        names = tuple(PALETTES)
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]
