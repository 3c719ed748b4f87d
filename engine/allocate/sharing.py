"""What a burden was shared on, kept whole, so that it can be shared again with one thing changed."""

from dataclasses import dataclass, replace

from engine.allocate.purses import Allocation, allocate
from engine.model.codes import AccountUse, Care
from engine.model.institution import Institution
from engine.model.person import Person
from engine.model.purse import Balance, Pool
from engine.money import Money
from engine.policy.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """The arguments of `allocate`; `pools` in listing order."""

    burden: Money
    off_catalogue: Money
    edition: Edition
    care: Care
    use: AccountUse
    holder: Person
    institution: Institution
    own: Balance
    pools: tuple[Pool, ...]
    year: str

    def shared(self) -> Allocation:
        """Who bears the burden."""
        return allocate(
            self.burden,
            off_catalogue=self.off_catalogue,
            edition=self.edition,
            care=self.care,
            use=self.use,
            holder=self.holder,
            institution=self.institution,
            own=self.own,
            pools=self.pools,
            year=self.year,
        )

    def with_pool(self, pool: Pool) -> "Sharing":
        """Another state of the pool of the same grant."""
        return replace(self, pools=tuple(pool if other.grant.id == pool.grant.id else other for other in self.pools))
