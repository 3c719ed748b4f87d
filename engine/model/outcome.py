"""What became of a key whose outcome the caller does not know."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.settlement import Settlement


class Known(StrEnum):
    """What the books say of a key."""

    SETTLED = "settled"
    UNDONE = "undone"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The record under the key, and the refund or reversal that undid it."""

    settlement: Settlement | None
    undone_by: Settlement | None

    @property
    def records(self) -> tuple[Settlement, ...]:
        """In the order they were booked."""
        return tuple(record for record in (self.settlement, self.undone_by) if record is not None)

    @property
    def known(self) -> Known:
        """In a word. `nothing`: it never arrived; the same key may still be sent."""
        if self.settlement is None:
            return Known.NOTHING
        return Known.SETTLED if self.undone_by is None else Known.UNDONE
