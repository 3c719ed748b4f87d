"""Which authoriser pays first: one small function an order.

Pools come in listing order, which breaks ties (for last-bound, the later one first).
"""

from collections.abc import Callable, Iterable, Mapping

from engine.model.purse import NO_BALANCE, Pool
from engine.policy.edition import Order

_LAST = 10**9


def by_filing(pools: Iterable[Pool]) -> list[Pool]:
    """The grant filed first pays first."""
    return sorted(pools, key=lambda pool: pool.grant.filed)


def by_rank(pools: Iterable[Pool]) -> list[Pool]:
    """The rank that the beneficiary set; grants without one come last."""
    return sorted(pools, key=lambda pool: _LAST if pool.grant.rank is None else pool.grant.rank)


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
