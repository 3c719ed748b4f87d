"""Whose money may pay a burden: the balances, and a grant as it stands at the moment of a sale."""

from dataclasses import dataclass

from engine.model.family import Grant
from engine.model.maker import maker
from engine.model.person import Person
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A personal account: `prior_year` (历年) is the part of `all` carried over from earlier years."""

    all: Money
    prior_year: Money

    def __post_init__(self) -> None:
        if not Money.ZERO <= self.prior_year <= self.all:
            msg = f"prior-year part {self.prior_year} outside 0..{self.all}"
            raise ValueError(msg)

    def prior_part_of(self, spent: Money) -> Money:
        """Spending takes the prior-year balance first."""
        return spent.at_most(self.prior_year)


NO_BALANCE = Balance(all=Money.ZERO, prior_year=Money.ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A grant in force, with its authoriser, the authoriser's balance (None without an account) and what it has paid this calendar year."""

    grant: Grant
    authoriser: Person
    balance: Balance | None
    used: Money


make_pool = maker(Pool)
