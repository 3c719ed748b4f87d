"""The two things that must not be confused: a binding shows a code and moves no money; a grant moves money and shows nothing."""

from dataclasses import dataclass
from datetime import date

from engine.model.codes import Care, Relation
from engine.money import Money

#: Members an owner's family account may show (handbook section 4, source mark S).
FAMILY_MEMBERS_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """亲情账户: the owner's phone may show the member's code. `relation` is what the member is to the owner."""

    owner: str
    member: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """家庭共济: the beneficiary may spend the authoriser's account.

    `relation` is what the beneficiary is to the authoriser; `limit` a calendar year, None for none; `covers` None for all that
    the edition covers.
    `id` is given by the books in listing order; 0 before that. `place` is the one that was set for it later, among those of the
    beneficiary; None where none was.
    """

    authoriser: str
    beneficiary: str
    relation: Relation
    filed: date
    limit: Money | None = None
    rank: int | None = None
    covers: frozenset[Care] | None = None
    id: int = 0
    place: int | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < Money.ZERO:
            msg = f"limit {self.limit} is below zero"
            raise ValueError(msg)
