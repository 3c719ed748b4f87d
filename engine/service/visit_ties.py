"""What a settlement means to a visit: it registers somebody, or pays the outpatient bill. Written in the settlement's own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Reading, Writing
from engine.model.bill import Bill
from engine.model.codes import Kind
from engine.model.institution import Institution
from engine.model.settlement import Settlement
from engine.model.visit import Registration, Wish
from engine.model.visit_event import Registered, Settled, VisitRow
from engine.service.context import institution_of
from engine.service.credentials import Presented
from engine.service.visit_rows import add, handed, visit_of
from engine.service.visit_rules import as_ordered, billed, for_patient


@dataclass(frozen=True, slots=True, kw_only=True)
class Registering:
    """The fee of a registration."""

    wish: Wish

    @property
    def content(self) -> Mapping[str, object]:
        return {"registers": [self.wish.department, self.wish.doctor]}

    def judge(self, books: Reading, bill: Bill, presented: Presented) -> None:
        """Raises Refusal `not-a-hospital`."""
        del bill, presented
        hospital_of(books, self.wish.institution)

    def book(self, books: Writing, settlement: Settlement) -> None:
        who, shown_by = settlement.holder, settlement.shown_by
        free = None if settlement.key is None else books.visit_by_key(settlement.key)
        if free is not None:  # a registration without a fee has it
            raise Refusal(RefusalCode.KEY_CONFLICT, key=str(settlement.key)[:80], settlement=free)
        enter(books, self.wish, person=who, at=settlement.at, key=settlement.key, shown_by=shown_by, paid=settlement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """The outpatient bill of a visit."""

    visit: str

    @property
    def content(self) -> Mapping[str, object]:
        return {"visit": self.visit}

    def judge(self, books: Reading, bill: Bill, presented: Presented) -> None:
        """Raises Refusal `unknown-visit`, `nothing-ordered`, `visit-paid`, `visit-cancelled`, `other-patient`, `not-the-bill`."""
        now = billed(visit_of(books, self.visit))
        for_patient(now, presented.holder.id)
        as_ordered(now, [(line.item.code, line.quantity) for line in bill.lines])
        if (bill.at, bill.care, bill.prescription) != (now.registration.institution, now.orders.care, now.orders.prescription):
            facts = {"item": "-", "quantity": f"{bill.at}/{bill.care}", "ordered": f"{now.registration.institution}/{now.orders.care}"}
            raise Refusal(RefusalCode.NOT_THE_BILL, visit=self.visit, **facts)

    def book(self, books: Writing, settlement: Settlement) -> None:
        event = Settled(settlement=settlement.id, holder=settlement.holder, lines=handed(settlement))
        add(books, visit_of(books, self.visit), event, settlement.at)


def hospital_of(books: Reading, institution: str) -> Institution:
    """Raises BadInput `unknown-institution`, Refusal `not-a-hospital`."""
    place = institution_of(books, institution)
    if place.kind is not Kind.HOSPITAL:
        raise Refusal(RefusalCode.NOT_A_HOSPITAL, institution=place.id)
    return place


def enter(books: Writing, wish: Wish, *, person: str, at: datetime, key: str | None, shown_by: str | None, paid: Settlement | None) -> str:
    """The first row of a visit, whose number comes back; `paid` is the settlement of its fee."""
    registration = Registration(
        visit=f"V{at:%Y%m%d}{books.visits_on(at.date()) + 1:04d}",
        institution=wish.institution,
        person=person,
        department=wish.department,
        number=books.queue(wish.institution, wish.department, at.date()) + 1,
        at=at,
        doctor=wish.doctor,
        shown_by=shown_by,
        fee=None if paid is None else paid.lines[0].code,
        settlement=None if paid is None else paid.id,
        key=key,
    )
    books.add_visit_row(VisitRow(visit=registration.visit, at=at, event=Registered(registration=registration)), registration)
    return registration.visit
