"""A money event that is no settlement: what time brings, what goes through the wallet, what a drawer is given and found to hold."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.codes import Relation
from engine.model.step import Step
from engine.money import Money


class MoneyEvent(StrEnum):
    """What a movement is."""

    CREDIT = "credit"
    ROLL = "roll"
    WALLET_SENT = "wallet-sent"
    WALLET_ACCEPTED = "wallet-accepted"
    WALLET_RETURNED = "wallet-returned"
    FLOAT = "float"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One record of the books, never changed.

    `holder` is the person whose account or wallet moves, or the institution whose drawer it is; `other` the recipient of a sending, the
    sender of what is accepted; `region` where credits come from. `prior_year` is the part that moves in the prior-year balance. `occasion`
    may happen once. An acceptance or return `ends` a transfer, which is known by the id of its sending; `due` is when a sending goes back.
    Of a count, `amount` is what was `counted` less what the books said.
    """

    id: str
    event: MoneyEvent
    at: datetime
    holder: str
    amount: Money
    steps: tuple[Step, ...]
    occasion: str
    prior_year: Money = Money.ZERO
    region: str = ""
    other: str = ""
    relation: Relation | None = None
    due: datetime | None = None
    ends: str = ""
    counted: Money | None = None
    operator: str = ""

    def __post_init__(self) -> None:
        if self.event is MoneyEvent.COUNT:
            good = self.counted is not None and self.counted >= Money.ZERO and not self.prior_year
        elif self.event is MoneyEvent.ROLL:
            good = not self.amount and self.prior_year > Money.ZERO
        else:
            good = Money.ZERO <= self.prior_year <= self.amount and bool(self.amount)
        if not good:
            msg = f"no movement of its kind: {self.event} of {self.amount}, {self.prior_year} of it prior-year"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A wallet transfer by its sending; `ended` names the movement that accepted or returned it, None while it waits."""

    sent: Movement
    ended: str | None
