"""An entry of the books. One that does not balance cannot be built."""

from dataclasses import dataclass
from datetime import datetime

from engine.ledger.accounts import AccountName
from engine.model.maker import maker
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What an account gains (or loses, below zero). `prior_year` is the part that moves in a personal account's prior-year balance."""

    account: AccountName
    amount: Money
    prior_year: Money = Money.ZERO

    def __bool__(self) -> bool:
        """Whether it moves anything."""
        return self.amount.fen != 0 or self.prior_year.fen != 0


make_posting = maker(Posting)


@dataclass(frozen=True, slots=True)
class Entry:
    """Postings that sum to zero, none of them empty."""

    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        if sum([posting.amount.fen for posting in self.postings]) or not all(self.postings):
            msg = f"entry does not balance, or holds an empty posting: {self.postings}"
            raise ValueError(msg)

    @classmethod
    def of(cls, *postings: Posting) -> "Entry":
        """Leaves out empty postings."""
        return cls(tuple([posting for posting in postings if posting]))


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedEntry:
    """An entry as the books keep it. `number` rises; `event` is one of `codes.Event`, or "opening", which has no settlement."""

    number: int
    event: str
    at: datetime
    settlement: str | None
    entry: Entry
