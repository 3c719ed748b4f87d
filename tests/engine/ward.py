"""A clinic that registers patients: the town's, with a fee, an examination and two medicines, one of them in packs with trace codes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.model.bill import Bill, Line
from engine.model.visit import Handed, Paid, Visit, Wish
from engine.service.found import World
from engine.service.visits import Agreement, Visits
from tests.engine.town import Town, a_bill, a_town, employee, item

if TYPE_CHECKING:
    from engine.model.settlement import Settlement

FEE, SCAN = (replace(item(code, price), service=True) for code, price in (("fee", "10"), ("scan", "200")))
AMOX, LOSA = item("amox", "12.50"), item("losa", "20")
INTERNAL = Wish(institution="clinic", department="internal")
USUAL = (("amox", "2"), ("scan", "1"))


@dataclass
class Ward:
    """The windows, each with a fresh code."""

    town: Town

    @property
    def visits(self) -> Visits:
        return self.town.engine.visits

    def register(self, who: str = "ann", *, free: bool = False, wish: Wish = INTERNAL, **how: Any) -> Visit:  # noqa: ANN401 - a builder
        fee = None if free else a_bill(Line(item=FEE, quantity=Decimal(1)), at=wish.institution)
        return self.visits.register(wish, self.town.code(who), fee=fee, how=Agreement(**how))

    def ordered(self, *lines: tuple[str, str], who: str = "ann") -> str:
        """A registered visit with orders; its number."""
        number = self.register(who).registration.visit
        self.order(number, *lines)
        return number

    def order(self, number: str, *lines: tuple[str, str], **more: Any) -> Visit:  # noqa: ANN401 - a builder
        return self.visits.order(number, [(code, Decimal(quantity)) for code, quantity in lines or USUAL], **more)

    def pay(self, number: str, who: str = "ann", bill: Bill | None = None, **how: Any) -> Settlement:  # noqa: ANN401 - a builder
        return self.visits.pay(number, bill or self.visits.bill(number), self.town.code(who), Agreement(**how))

    def paid(self, *lines: tuple[str, str], who: str = "ann") -> tuple[str, Settlement]:
        """A visit whose bill is paid."""
        number = self.ordered(*lines, who=who)
        return number, self.pay(number, who)

    def goods(self, number: str) -> dict[str, tuple[str, str]]:
        """By item: paid, and out."""
        visit = self.visits.show(number)
        assert isinstance(visit, Paid)
        return {goods.item: (f"{goods.quantity.normalize():f}", f"{goods.out.normalize():f}") for goods in visit.goods}


def hand(code: str, quantity: str, *trace: str) -> Handed:
    return Handed(item=code, quantity=Decimal(quantity), trace=trace)


def a_ward(url: str = "memory:", seed: int = 1) -> Ward:
    town = a_town((employee("ann"), "1000"), (employee("bob"), "1000"), url=url, seed=seed)
    town.engine.found(World(items=(FEE, SCAN, AMOX, LOSA, item("soap", "3", "non-medical"))))
    return Ward(town)
