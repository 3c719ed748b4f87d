"""The reason beside every amount."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.model.maker import maker
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rule applied: its name, the amount it decided, and the figures it used.

    Facts hold text and whole numbers; a name ending in `_fen` is money. `source` and `mark`, where present, are the edition's.
    """

    rule: str
    amount: Money
    facts: Mapping[str, str | int] = field(default_factory=dict)


make_step = maker(Step)
