"""What a person has already borne and been paid in a period."""

from dataclasses import dataclass

from engine.model.maker import maker
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Deductible borne and fund money used, in one benefit group and period."""

    deductible: Money = Money.ZERO
    fund: Money = Money.ZERO

    def __post_init__(self) -> None:
        if min(self.deductible, self.fund) < Money.ZERO:
            msg = f"counted below zero: deductible {self.deductible}, fund {self.fund}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accrual:
    """What a settlement adds to one counter. `period` is a calendar year ("2025") or a finer period that the edition counts by."""

    group: str
    period: str
    deductible: Money
    fund: Money

    def negated(self) -> "Accrual":
        """What a refund takes back, from the very period it was added to."""
        return Accrual(group=self.group, period=self.period, deductible=-self.deductible, fund=-self.fund)


make_accrual = maker(Accrual)
