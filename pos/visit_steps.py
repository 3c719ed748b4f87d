"""Steps of a scenario about visits to a hospital. `visit` names the result of a registration; a bill is paid by a sale with `visit`."""

from decimal import Decimal

from msgspec import Struct, field

from engine.model.codes import AccountUse, Care, Fault
from pos.step import LineTable, Step


class Register(Step, tag="register", kw_only=True):
    """挂号; `fee` is the item that it costs, free without. The code is made as for a sale."""

    department: str
    doctor: str = ""
    fee: str | None = None
    at: str | None = None
    holder: str | None = None
    shown_by: str | None = None
    code: str | None = None
    digits: str | None = None
    account: AccountUse = AccountUse.USE
    key: str | None = None
    pin: str | None = None
    fault: Fault = Fault.NONE

    def __post_init__(self) -> None:
        if self.holder is None and self.code is None and self.digits is None:
            raise ValueError("a registration needs a `holder`, an issued `code` or `digits`")


class VisitStep(Step, kw_only=True):
    """What the others share."""

    visit: str


class OrderLineTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """One line of what is ordered."""

    item: str
    quantity: Decimal = Decimal(1)


class Order(VisitStep, tag="order", kw_only=True):
    """医嘱."""

    lines: list[OrderLineTable] = field(default_factory=list)
    care: Care = Care.OUTPATIENT
    prescription: bool = True
    doctor: str = ""


class Collect(VisitStep, tag="collect", kw_only=True):
    """取药: `lines`, or all that are left."""

    lines: list[LineTable] | None = None


class BringBack(VisitStep, tag="bring-back", kw_only=True):
    """退药: `lines`, or all that are out."""

    lines: list[LineTable] | None = None


class CancelVisit(VisitStep, tag="cancel-visit", kw_only=True):
    """退号, before the patient is seen."""

    fault: Fault = Fault.NONE


class ShowVisit(VisitStep, tag="show-visit", kw_only=True):
    """As it is now."""


AnyVisitStep = Register | Order | Collect | BringBack | CancelVisit | ShowVisit
