"""What a sale at a hospital is for: a registration's fee, or the bill of a visit. Its goods are then fixed; who pays may be, too. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.model.codes import Care

if TYPE_CHECKING:
    from engine.model.visit import Wish  # noqa: TC004 - nobody converts an errand, and the first paint need not wait for visits
    from pos.sale import Sale

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registering:
    """`fee` is the item that the registration costs."""

    wish: Wish
    fee: str
    care: Care = Care.OUTPATIENT
    prescription: bool = False
    person: str | None = None

    @property
    def goods(self) -> dict[str, Decimal]:
        """By item."""
        return {self.fee: _ONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """The bill of a visit, as the doctor ordered it for `person`."""

    visit: str
    person: str
    lines: tuple[tuple[str, Decimal], ...]
    care: Care
    prescription: bool

    @property
    def goods(self) -> dict[str, Decimal]:
        """By item."""
        return dict(self.lines)


Errand = Registering | Paying


def objection(sale: Sale) -> str:
    """Why a sale is no longer what it is for: the wording's key, or empty."""
    errand = sale.errand
    if errand is None:
        return ""
    if {line.item.code: line.quantity for line in sale.lines} != errand.goods or sale.prescription != errand.prescription:
        return "hospital.as-ordered" if isinstance(errand, Paying) else "hospital.only-the-fee"
    if sale.payer is not None and errand.person is not None and sale.payer.person.id != errand.person:
        return "hospital.other-patient"
    return ""
