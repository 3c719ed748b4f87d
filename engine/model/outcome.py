"""What became of a key whose outcome the caller does not know."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.private import PrivateSale
from engine.model.settlement import Settlement


class Known(StrEnum):
    """What the books say of a key."""

    SETTLED = "settled"
    UNDONE = "undone"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The record under the key, and the refund or reversal that undid it.

    `private` is what was bought privately in the same act, or alone under the key where there is no settlement.
    """

    settlement: Settlement | None
    undone_by: Settlement | None
    private: PrivateSale | None = None
    private_undone_by: PrivateSale | None = None

    @property
    def records(self) -> tuple[Settlement, ...]:
        """In the order they were booked."""
        return tuple(record for record in (self.settlement, self.undone_by) if record is not None)

    @property
    def private_records(self) -> tuple[PrivateSale, ...]:
        """In the order they were booked."""
        return tuple(record for record in (self.private, self.private_undone_by) if record is not None)

    @property
    def known(self) -> Known:
        """In a word, of the settlement where there is one. `nothing`: it never arrived; the same key may still be sent."""
        first, undone_by = (self.private, self.private_undone_by) if self.settlement is None else (self.settlement, self.undone_by)
        if first is None:
            return Known.NOTHING
        return Known.SETTLED if undone_by is None else Known.UNDONE

    @property
    def private_left(self) -> bool:
        """The settlement was undone, and what was bought with it was not: it may still be given back."""
        return self.undone_by is not None and self.private is not None and self.private_undone_by is None
