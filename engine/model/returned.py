"""A partial return 部分退: what comes back over the counter, and the two records that the books keep of it."""

from dataclasses import dataclass
from decimal import Decimal

from engine.model.private import PrivateBack
from engine.model.settlement import Settlement
from engine.money import Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """So much of an item, by its code; `trace` names the drug trace codes of the packs that come back."""

    item: str
    quantity: Decimal
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """`refund` undoes the whole settlement; `remaining` settles anew what stays with the patient, None where nothing does.

    `private`: what came back of the goods that were bought privately with it.
    """

    refund: Settlement
    remaining: Settlement | None
    private: PrivateBack | None = None

    @property
    def records(self) -> tuple[Settlement, ...]:
        """In the order they were booked."""
        return (self.refund,) if self.remaining is None else (self.refund, self.remaining)

    @property
    def cash(self) -> Money:
        """What goes over the counter to the patient; below zero, what the patient has to add."""
        privately = Money.ZERO if self.private is None else self.private.cash
        return privately - total(record.figures.cash for record in self.records)
