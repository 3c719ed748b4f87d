"""Cash in the hand: what was tendered, and the change. Pure.

A hand scanner may type into the field, and what it leaves there must never agree to a sale: an amount that nobody would tender counts
for nothing.
"""

from dataclasses import dataclass
from unicodedata import normalize

from engine.money import Money

LARGEST_NOTE = Money(100_00)
"""Nobody tenders a whole note more than is needed."""
_SHOWN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Tender:
    """`amount` and `change`, or `wrong`: a key of the wording with its facts."""

    amount: Money
    change: Money
    wrong: str = ""
    text: str = ""


def tender(text: str, due: Money) -> Tender:
    """Nothing typed means the exact amount."""
    plain = normalize("NFKC", text).strip().replace("。", ".")
    if not plain:
        return Tender(amount=due, change=Money.ZERO)
    try:
        amount = Money.yuan(plain)
    except ValueError:
        return Tender(amount=due, change=Money.ZERO, wrong="settle.not-an-amount", text=plain[:_SHOWN])
    change = amount - due
    if change < Money.ZERO:
        return Tender(amount=amount, change=change, wrong="settle.too-little")
    if change >= LARGEST_NOTE:
        return Tender(amount=amount, change=change, wrong="settle.too-much")
    return Tender(amount=amount, change=change)
