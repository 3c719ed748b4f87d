"""The cashier's window of a hospital: patients who wait for the doctor, and bills that wait to be paid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from engine.errors import EngineError
from engine.model.visit import Billed, Visit, Waiting
from pos.hospital import hospital
from pos.masking import masked
from pos.payer import Payer
from pos.screens.visit_list import VisitListScreen
from pos.widgets.keys import MOVING, Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from engine.model.settlement import Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A visit whose bill is to be paid, and the patient, if a code was scanned."""

    visit: Billed
    payer: Payer | None


class BillsScreen(VisitListScreen[Bill]):
    """Dismissed with the bill to load, or None."""

    TITLE_KEY: ClassVar[str] = "hospital.window-bills"
    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="ctrl+j", cap="Enter", action="open", label="hospital.key-load", rank=0),
        Key(keys="f3", cap="F3", action="read_code", label="till.key-code", rank=1),
        Key(keys="f4", cap="F4", action="orders", label="hospital.key-orders", rank=2),
        Key(keys="f7", cap="F7", action="call_off", label="hospital.key-call-off", rank=3),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def wanted(self, visit: Visit, *, narrowed: bool) -> bool:
        """Not paid yet."""
        del narrowed
        return isinstance(visit, Waiting | Billed)

    def action_open(self) -> None:
        """Into the till's basket."""
        visit = self.chosen
        if isinstance(visit, Billed):
            self.dismiss(Bill(visit=visit, payer=self.payer))
        elif visit is not None:
            self.tell("hospital.no-bill-yet", "bad")

    def action_orders(self) -> None:
        """As a simulated doctor: an order set onto the visit."""
        from pos.screens.hospital_choices import OrderSetScreen

        visit = self.chosen
        if visit is not None:
            self.app.push_screen(OrderSetScreen(frozenset(self.till.item_names)), partial(self._ordered, visit.registration.visit))

    def _ordered(self, number: str, name: str | None) -> None:
        if name is not None:
            table = hospital().orders(name)
            lines = [(line.item, line.quantity) for line in table.lines]
            doing = partial(self.house.engine.visits.order, number, lines, care=table.care, prescription=table.prescription)
            self.till.work(doing, self._written, group="settle")

    def _written(self, visit: Visit | EngineError) -> None:
        if isinstance(visit, EngineError):
            self.tell_trouble(visit)
        else:
            self.tell("hospital.ordered", "good", visit=visit.registration.visit)
        self.read()

    def action_call_off(self) -> None:
        """After a question."""
        from pos.screens.confirm import ConfirmScreen

        visit = self.chosen
        if visit is not None:
            facts = {"visit": visit.registration.visit, "name": masked(self.names.get(visit.registration.person, ""))}
            self.app.push_screen(ConfirmScreen("hospital.call-off-question", facts), partial(self._call_off, visit.registration.visit))

    def _call_off(self, number: str, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        from pos.visit_desk import cancel

        if sure:
            self.till.work(partial(cancel, self.house.engine, number), partial(self._called_off, number), group="settle")

    def _called_off(self, number: str, refund: Settlement | EngineError | None) -> None:
        from pos.screens.receipt import ReceiptScreen

        if isinstance(refund, EngineError):
            self.tell_trouble(refund)
            return
        self.tell("hospital.called-off", "good", visit=number)
        self.read()
        if refund is not None:
            self.app.push_screen(ReceiptScreen(refund, save=True, onward="till.key-on"))
