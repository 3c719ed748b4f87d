"""Which authoriser pays first: one small function an order.

Pools come in listing order, which breaks ties (for last-bound, the later one first).
"""

from collections.abc import Callable, Iterable, Mapping

from engine.model.purse import NO_BALANCE, Pool
from engine.policy.edition import MutualAidRules, Order

_LAST = 10**9


def by_filing(pools: Iterable[Pool]) -> list[Pool]:
    """The grant filed first pays first."""
    return sorted(pools, key=lambda pool: pool.grant.filed)


def by_place(pools: Iterable[Pool]) -> list[Pool]:
    """The place that was set later; grants filed since then come after, in the order of filing."""
    return sorted(by_filing(pools), key=lambda pool: _LAST if pool.grant.place is None else pool.grant.place)


def by_rank(pools: Iterable[Pool]) -> list[Pool]:
    """The place that was set later, else the rank it was filed with; grants without either come last."""
    return sorted(pools, key=_rank)


def _rank(pool: Pool) -> int:
    grant = pool.grant
    rank = grant.rank if grant.place is None else grant.place
    return _LAST if rank is None else rank


def by_largest_balance(pools: Iterable[Pool]) -> list[Pool]:
    """The fullest account pays first."""
    return sorted(pools, key=lambda pool: -(pool.balance or NO_BALANCE).all.fen)


def by_last_bound(pools: Iterable[Pool]) -> list[Pool]:
    """The grant filed last pays first."""
    return sorted(pools, key=lambda pool: pool.grant.filed)[::-1]


ORDERS: Mapping[Order, Callable[[Iterable[Pool]], list[Pool]]] = {
    Order.FILING: by_filing,
    Order.RANK: by_rank,
    Order.LARGEST_BALANCE: by_largest_balance,
    Order.LAST_BOUND: by_last_bound,
}


def in_order(pools: Iterable[Pool], rules: MutualAidRules) -> list[Pool]:
    """As the edition has them pay. A filing order that may be changed is one where places were set."""
    if rules.reorderable and rules.order is Order.FILING:
        return by_place(pools)
    return ORDERS[rules.order](pools)
