"""What a hospital's windows ask of the engine; the till notes each settlement. It may block: ask off the screen's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.errors import BadInput, BooksError
from engine.model.bill import Bill, Line
from engine.model.codes import AccountUse, Care, Fault
from engine.model.settlement import Settlement
from engine.model.visit import Billed, Paid, Visit, Wish
from engine.service.engine import Engine
from engine.service.visits import Agreement
from pos.errand import Errand, Paying
from pos.noting import noted

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A visit that has just begun, and the settlement of its fee, if it has one."""

    visit: Visit
    paid: Settlement | None


def fee_bill(engine: Engine, at: str, fee: str, *, account: AccountUse = AccountUse.USE, wallet: bool = False) -> Bill | None:
    """The bill of a registration's fee, None where there is none. Raises BadInput `unknown-item`."""
    if not fee:
        return None
    item = next((item for item in engine.items() if item.code == fee), None)
    if item is None:
        raise BadInput("unknown-item", item=fee[:80])
    return Bill(at=at, care=Care.OUTPATIENT, lines=(Line(item=item, quantity=_ONE),), account=account, wallet=wallet)


def register(engine: Engine, wish: Wish, code: str, *, fee: Bill | None, how: Agreement) -> Registered:
    """Raises Refusal; `already-refunded` or `already-reversed` where the key's registration was called off meanwhile."""
    visit = engine.visits.register(wish, code, fee=fee, how=how)
    number = visit.registration.settlement
    paid = None if number is None else engine.settlement(number)
    return Registered(visit=visit, paid=None if paid is None else noted(engine, paid))


def pay(engine: Engine, visit: str, bill: Bill, code: str, how: Agreement) -> Settlement:
    """Raises Refusal; `already-refunded` or `already-reversed` where the key's settlement was undone meanwhile."""
    return noted(engine, engine.visits.pay(visit, bill, code, how))


def carry_out(engine: Engine, errand: Errand, bill: Bill, code: str, how: Agreement) -> Settlement:
    """Settle what a sale is for. Raises as `register` and `pay` do."""
    if isinstance(errand, Paying):
        return pay(engine, errand.visit, bill, code, how)
    paid = register(engine, errand.wish, code, fee=bill, how=how).paid
    if paid is None:  # a fee was charged, so there is a settlement
        raise BooksError("damaged-books", url=engine.books.url, detail="a registration without its fee")
    return paid


def cancel(engine: Engine, visit: str, fault: Fault = Fault.NONE) -> Settlement | None:
    """Call a registration off; the refund of its fee, where it had one. Raises Refusal."""
    refund = engine.visits.cancel(visit, fault=fault)
    if refund is not None:
        engine.day.note(refund)
    return refund


def visit_named(engine: Engine, text: str) -> Visit:
    """By its number, or that of a settlement of it, as its receipt has it. Raises Refusal `unknown-visit`."""
    return engine.visits.show(engine.visits.number_of(text) or text)


def payable(visits: Sequence[Visit]) -> list[Visit]:
    """Bills that wait for the cashier."""
    return [visit for visit in visits if isinstance(visit, Billed)]


def collectable(visits: Sequence[Visit]) -> list[Visit]:
    """Medicines that wait for the patient, or that the patient may bring back."""
    return [visit for visit in visits if isinstance(visit, Paid) and visit.waiting]
