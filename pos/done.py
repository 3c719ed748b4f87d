"""What a sale became."""

from dataclasses import dataclass

from engine.model.private import PrivateSale
from engine.model.settlement import Settlement
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A sale that stands in the books, and the cash that was tendered for it and for what was bought privately with it."""

    record: Settlement | PrivateSale
    tendered: Money
