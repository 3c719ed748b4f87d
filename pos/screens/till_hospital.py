"""A hospital's till: the windows for registration, the bill and the medicines. At a pharmacy nothing of it is there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.model.codes import Kind
from pos.masking import masked
from pos.sale import SaleLine
from pos.screens.till_leads import TillLeads
from pos.widgets.command_box import CommandBox
from pos.widgets.framed import put_in_frame

if TYPE_CHECKING:
    from engine.model.bill import Bill
    from engine.model.visit import Wish
    from pos.errand import Errand
    from pos.payer import Payer
    from pos.sale import Sale
    from pos.screens.bills import Bill as ChosenBill
    from pos.visit_desk import Registered


class TillHospital(TillLeads):
    """The sale of a visit is settled as any other; what it is for stands on the entry line's frame."""

    @property
    def at_hospital(self) -> bool:
        """Once the house is open."""
        return self.till.house is not None and self.till.house.institution.kind is Kind.HOSPITAL

    def house_opened(self) -> None:
        """The hint is another one here."""
        super().house_opened()
        if self.at_hospital:
            self.speak()

    @property
    def _hint(self) -> str:
        return self.say("hospital.hint") if self.at_hospital else super()._hint

    def draw(self, cursor: int | None = None) -> None:
        """With what the sale is for."""
        super().draw(cursor)
        errand = self.till.sale.errand
        put_in_frame(self.query_one("#box", CommandBox), "" if errand is None else self._named(errand))

    def _named(self, errand: Errand) -> str:
        from pos.errand import Paying
        from pos.visit_page import department_named

        if isinstance(errand, Paying):
            return self.say("hospital.bill-of", visit=errand.visit)
        return self.say("hospital.registering", department=department_named(self.till.lang, errand.wish.department))

    def action_hospital(self) -> None:
        """The three windows."""
        from pos.screens.hospital_choices import WindowsScreen

        if not self.at_hospital:
            self.tell("hospital.not-here", "bad")
        else:
            self.app.push_screen(WindowsScreen(), self._window)

    def _window(self, name: str | None) -> None:
        from pos.screens.bills import BillsScreen
        from pos.screens.pick_up import PickUpListScreen

        if name == "pick-up":
            self.app.push_screen(PickUpListScreen(self.till.sale.payer))
        elif name is not None and (self.till.sale.lines or self.till.sale.open_outcome):
            self.tell("till.outcome-open" if self.till.sale.open_outcome else "hospital.finish-first", "bad")
        elif name == "bills":
            self.app.push_screen(BillsScreen(self.till.sale.payer), self._bill_chosen)
        elif name == "register":
            self._who()

    # registration

    def _who(self) -> None:
        """The patient first; whose code was scanned already is taken."""
        from pos.screens.identify import IdentifyScreen

        if self.till.sale.payer is not None:
            self._where(self.till.sale.payer)
        else:
            self.app.push_screen(IdentifyScreen(self.house, camera=self.house.camera), self._patient_scanned)

    def _patient_scanned(self, code: str | None) -> None:
        from pos.counter import identify

        if code is not None:
            self.till.work(partial(identify, self.house.engine, code), self._patient_known, group="identify")

    def _patient_known(self, payer: Payer | EngineError) -> None:
        if isinstance(payer, EngineError):
            self.tell_trouble(payer)
        else:
            self._where(payer)

    def _where(self, payer: Payer) -> None:
        from pos.screens.hospital_choices import DepartmentScreen

        self.till.sale = self.till.sale.identified(payer)
        self.draw()
        items = () if self.till.catalogue is None else self.till.catalogue.items
        self.app.push_screen(DepartmentScreen({item.code: f"{item.price:f}" for item in items}), partial(self._chosen_department, payer))

    def _chosen_department(self, payer: Payer, name: str | None) -> None:
        from engine.model.visit import Wish
        from pos.errand import Registering
        from pos.hospital import hospital

        if name is None:
            return
        department, _, doctor = name.partition("/")
        wish = Wish(institution=self.house.institution.id, department=department, doctor=doctor)
        fee = hospital().fee(department, doctor)
        if not fee:
            self.till.work(partial(self._register_free, wish, payer), self._registered, group="settle")
            return
        item = next(item for item in self.till.catalogue.items if item.code == fee) if self.till.catalogue else None
        if item is not None:
            sale = replace(self.till.sale, errand=Registering(wish=wish, fee=fee), prescription=False).add(item)
            self.change(lambda: sale)
            self.action_pay()

    def _register_free(self, wish: Wish, payer: Payer) -> Registered:
        from engine.service.visits import Agreement
        from pos.visit_desk import register

        return register(self.house.engine, wish, payer.code, fee=None, how=Agreement(key=self.till.sale.key))

    def _registered(self, done: Registered | EngineError) -> None:
        """There is no settlement and so no receipt: the slip is a page."""
        from pos.screens.visit_slip import VisitSlipScreen

        if isinstance(done, EngineError):
            self.tell_trouble(done)
            return
        payer = self.till.sale.payer
        self.till.sale = self.till.sale.next(self.till.new_key())
        self.draw()
        self.app.push_screen(VisitSlipScreen(done.visit, "" if payer is None else masked(payer.person.name)))

    # the bill

    def _bill_chosen(self, chosen: ChosenBill | None) -> None:
        if chosen is not None:
            doing = partial(self.house.engine.visits.bill, chosen.visit.registration.visit)
            self.till.work(doing, partial(self._bill_read, chosen), group="bill")

    def _bill_read(self, chosen: ChosenBill, bill: Bill | EngineError) -> None:
        """Into the basket, at today's prices."""
        from pos.errand import Paying

        if isinstance(bill, EngineError):
            self.tell_trouble(bill)
            return
        visit = chosen.visit.registration
        paying = Paying(
            visit=visit.visit,
            person=visit.person,
            lines=tuple((line.item.code, line.quantity) for line in bill.lines),
            care=bill.care,
            prescription=bill.prescription,
        )
        payer = chosen.payer if chosen.payer is not None and chosen.payer.person.id == visit.person else None
        sale = self.till.sale.next(self.till.new_key()).identified(payer)

        def loaded() -> Sale:
            """May be more of an item than a till sells at once."""
            lines = tuple(SaleLine(item=line.item, quantity=line.quantity) for line in bill.lines)
            return replace(sale, lines=lines, prescription=bill.prescription, errand=paying)

        if self.change(loaded):
            self.tell("hospital.loaded" if payer is not None else "hospital.loaded-scan", "good", visit=visit.visit)
