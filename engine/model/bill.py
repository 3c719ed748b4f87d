"""A bill: what is sold, where and under which care. Who pays is not in it: the code says who."""

from dataclasses import dataclass, field
from decimal import Decimal

from engine.model.codes import AccountUse, Care
from engine.model.item import Item, fits
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`quantity` in the item's unit: numeric(16,4), as on the wire; ValueError otherwise. `trace` names the packs' drug trace codes.

    `amount` is quantity x price, rounded once.
    """

    item: Item
    quantity: Decimal
    trace: tuple[str, ...] = ()
    amount: Money = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fits("quantity", self.quantity, whole_digits=12, decimals=4)
        object.__setattr__(self, "amount", Money.priced(self.quantity, self.item.price))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """`at` is an institution's id; `wallet`: what would be cash is taken from the holder's wallet first.

    `private` is bought at the same moment, with cash alone: no insurance is asked about it.
    """

    at: str
    care: Care
    lines: tuple[Line, ...]
    prescription: bool = False
    account: AccountUse = AccountUse.USE
    wallet: bool = False
    private: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        if self.care is Care.PREMIUM:
            msg = "a premium is no care that is billed"
            raise ValueError(msg)
