"""Steps about visits played: who is registered, what is ordered, paid and handed out."""

from collections.abc import Callable, Sequence
from typing import Any

from engine.model.bill import Bill
from engine.model.settlement import Quote, Settlement
from engine.model.visit import Handed, Wish
from engine.service.engine import Engine
from engine.service.visits import Agreement
from pos import visit_steps
from pos.results import of_settlement
from pos.results_visit import of_visit
from pos.scenario import AnyStep, Sale
from pos.step import LineTable
from pos.visit_desk import cancel, fee_bill, pay, register

Result = dict[str, Any]


class PlayedVisits:
    """The visits of a scenario by name; a number, as it is."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names: dict[str, str] = {}

    def _registered(self, step: visit_steps.Register, at: str, code: str) -> Result:
        """The visit, and under `fee_paid` the settlement of its fee, null where it is free."""
        wish = Wish(institution=self._engine.institution(at).id, department=step.department, doctor=step.doctor)
        fee = fee_bill(self._engine, wish.institution, step.fee or "", account=step.account)
        done = register(self._engine, wish, code, fee=fee, how=Agreement(key=step.key, pin=step.pin, fault=step.fault))
        if step.as_:
            self._names[step.as_] = done.visit.registration.visit
        return {**of_visit(done.visit), "fee_paid": done.paid and of_settlement(done.paid)}

    def settled(self, step: Sale, bill: Bill, code: str, agreed: Quote | None) -> Settlement:
        """A sale, or the bill of a visit where it names one: with the lines ordered, unless the step has its own. Raises Refusal."""
        if step.visit is None:
            return self._engine.settle(bill, code, key=step.key, pin=step.pin, agreed=agreed, fault=step.fault)
        number = self._number(step.visit)
        if not bill.lines:
            bill = self._engine.visits.bill(number, account=step.account, wallet=step.wallet)
        return pay(self._engine, number, bill, code, Agreement(key=step.key, pin=step.pin, agreed=agreed, fault=step.fault))

    def played(
        self,
        step: visit_steps.Register | visit_steps.VisitStep,
        place: Callable[[AnyStep], str],
        code: Callable[[visit_steps.Register], str],
    ) -> Result:
        """`place` and `code`: where the step happens, and what the scanner reads. Raises Refusal, BadInput."""
        if isinstance(step, visit_steps.Register):
            return self._registered(step, place(step), code(step))
        visits, number = self._engine.visits, self._number(step.visit)
        match step:
            case visit_steps.Order():
                lines = [(line.item, line.quantity) for line in step.lines]
                return of_visit(visits.order(number, lines, care=step.care, prescription=step.prescription, doctor=step.doctor))
            case visit_steps.Collect():
                return of_visit(visits.collect(number, _handed(step.lines)))
            case visit_steps.BringBack():
                return of_visit(visits.bring_back(number, _handed(step.lines)))
            case visit_steps.CancelVisit():
                refund = cancel(self._engine, number, step.fault)
                return {**of_visit(visits.show(number)), "refund": refund and of_settlement(refund)}
            case _:
                return of_visit(visits.show(number))

    def _number(self, name: str) -> str:
        return self._names.get(name, name)


def _handed(lines: Sequence[LineTable] | None) -> list[Handed] | None:
    return None if lines is None else [Handed(item=line.item, quantity=line.quantity, trace=tuple(line.trace)) for line in lines]
