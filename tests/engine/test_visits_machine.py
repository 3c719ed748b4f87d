"""Visits as Hypothesis plays them: a dictionary of quantities beside the books, and the books checked as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from engine.errors import RefusalCode
from engine.model.returned import Returned
from engine.model.visit import Billed, Cancelled, Paid, Waiting
from tests.engine.town import refusal
from tests.engine.ward import Ward, a_ward, hand

FEW = st.integers(1, 3)


@dataclass
class Expected:
    """What a visit has come to; `out` of `paid` boxes are at the patient's."""

    state: type[Waiting | Billed | Paid | Cancelled] = Waiting
    ordered: int = 0
    paid: int = 0
    out: int = 0
    settlement: str = ""
    keys: list[str] = field(default_factory=list)


class Windows(RuleBasedStateMachine):
    """Every verb on every visit: it does what it says, or is refused and nothing has changed."""

    numbers = Bundle("numbers")

    @initialize()
    def open_the_ward(self) -> None:
        self.ward: Ward = a_ward()
        self.model: dict[str, Expected] = {}

    @rule(target=numbers, free=st.booleans())
    def register(self, *, free: bool) -> str:
        number = self.ward.register(free=free).registration.visit
        self.model[number] = Expected()
        return number

    @rule(number=numbers, boxes=FEW)
    def order(self, number: str, boxes: int) -> None:
        now = self.model[number]
        lines = ("amox", str(boxes))
        if now.state in {Waiting, Billed}:
            self.ward.order(number, lines)
            now.state, now.ordered = Billed, now.ordered + boxes
        else:
            expected = RefusalCode.VISIT_PAID if now.state is Paid else RefusalCode.VISIT_CANCELLED
            assert refusal(lambda: self.ward.order(number, lines)) is expected

    @rule(number=numbers)
    def pay(self, number: str) -> None:
        now = self.model[number]
        if now.state is Billed:
            now.settlement = self.ward.pay(number).id
            now.state, now.paid, now.out = Paid, now.ordered, 0
        else:
            wrong = {Waiting: RefusalCode.NOTHING_ORDERED, Paid: RefusalCode.VISIT_PAID, Cancelled: RefusalCode.VISIT_CANCELLED}
            assert refusal(lambda: self.ward.pay(number)) is wrong[now.state]

    @rule(number=numbers, boxes=FEW)
    def collect(self, number: str, boxes: int) -> None:
        now, lines = self.model[number], [hand("amox", str(boxes))]
        if now.state is Paid and boxes <= now.paid - now.out:
            self.ward.visits.collect(number, lines)
            now.out += boxes
        else:
            expected = RefusalCode.ALREADY_COLLECTED if now.state is Paid else None
            assert refusal(lambda: self.ward.visits.collect(number, lines)) is expected or expected is None

    @rule(number=numbers, boxes=FEW)
    def bring_back(self, number: str, boxes: int) -> None:
        now, lines = self.model[number], [hand("amox", str(boxes))]
        if now.state is Paid and boxes <= now.out:
            self.ward.visits.bring_back(number, lines)
            now.out -= boxes
        else:
            assert refusal(lambda: self.ward.visits.bring_back(number, lines))

    @rule(number=numbers)
    def refund(self, number: str) -> None:
        now, engine = self.model[number], self.ward.town.engine
        if now.state is not Paid:
            return
        if now.out:
            assert refusal(lambda: engine.refund(now.settlement)) is RefusalCode.MEDICINES_HANDED_OUT
        else:
            engine.refund(now.settlement)
            now.state = Billed

    @rule(number=numbers, boxes=FEW)
    def give_back(self, number: str, boxes: int) -> None:
        now, engine = self.model[number], self.ward.town.engine
        lines = [Returned(item="amox", quantity=Decimal(boxes))]
        if now.state is not Paid or boxes > now.paid:
            return
        if boxes > now.paid - now.out:
            assert refusal(lambda: engine.give_back(now.settlement, lines)) is RefusalCode.MEDICINES_HANDED_OUT
            return
        remaining = engine.give_back(now.settlement, lines).remaining
        now.paid -= boxes
        if remaining is None:
            now.state = Billed
        else:
            now.settlement = remaining.id

    @rule(number=consumes(numbers))
    def cancel(self, number: str) -> None:
        now = self.model[number]
        if now.state is Waiting:
            self.ward.visits.cancel(number)
            now.state = Cancelled
        else:
            assert refusal(lambda: self.ward.visits.cancel(number)) in {RefusalCode.VISIT_SEEN, RefusalCode.ALREADY_REFUNDED}

    @invariant()
    def the_books_say_the_same(self) -> None:
        for number, now in getattr(self, "model", {}).items():
            visit = self.ward.visits.show(number)
            assert isinstance(visit, now.state)
            if isinstance(visit, Paid):
                assert [(goods.quantity, goods.out) for goods in visit.goods] == [(now.paid, now.out)]

    def teardown(self) -> None:
        """At the end of every run."""
        if hasattr(self, "ward"):
            assert self.ward.town.engine.check() == []
            self.ward.town.books.close()


Windows.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TestWindows = Windows.TestCase
