"""A till's day held against the bureau's 对账: totals, and every difference with its likely cause."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from engine.model.till import Note
from engine.money import Money


class Side(StrEnum):
    """Whose record holds it."""

    BUREAU = "bureau"
    TILL = "till"
    BOTH = "both"


class Cause(StrEnum):
    """The likely cause of a difference.

    missing: at the bureau and not at the till - the reply was lost, or the till died after it. extra: at the till and not at the bureau -
    it never arrived. noted-twice: one settlement, noted twice. doubled: the same goods for the same holder within minutes under two keys,
    and one side knows only one of them. amount: both have it, a figure differs. half-refund: one side has the refund, the other not.
    """

    MISSING = "missing"
    EXTRA = "extra"
    NOTED_TWICE = "noted-twice"
    DOUBLED = "doubled"
    AMOUNT = "amount"
    HALF_REFUND = "half-refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`side` has it and the other has not, or both and not alike. `twin` is the settlement it doubles, or that a refund undoes."""

    cause: Cause
    side: Side
    note: Note
    twin: str | None = None
    figure: str | None = None
    bureau: Money | None = None
    till: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Of sales, or of refunds and reversals. `fund_sum` is the fund as the interface adds it up: in some regions with the account."""

    count: int = 0
    total: Money = Money.ZERO
    fund: Money = Money.ZERO
    fund_sum: Money = Money.ZERO
    own_account: Money = Money.ZERO
    mutual_aid: Money = Money.ZERO
    cash: Money = Money.ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One settlement as each side has it, None where a side has it not; `till` more than once where it was noted so."""

    settlement: str
    at: datetime
    bureau: Note | None
    till: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Totals by "sale" and "refund". Lines are told where there is a difference: equal totals alone prove nothing."""

    institution: str
    day: date
    bureau: dict[str, Totals] = field(default_factory=dict)
    till: dict[str, Totals] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def totals_agree(self) -> bool:
        """The first look, as the national interface takes it."""
        return self.bureau == self.till

    @property
    def balanced(self) -> bool:
        """No line differs."""
        return not self.differences
