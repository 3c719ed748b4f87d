"""Places that were set later: what they do to the order of the authorisers, where the edition lets them be set, and where not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from engine.allocate.orders import in_order
from engine.policy.edition import Order
from tests.engine.rules import aid
from tests.engine.test_allocate import pool, share

if TYPE_CHECKING:
    from engine.model.purse import Pool


JANUARY, MARCH, MAY = date(2025, 1, 1), date(2025, 3, 1), date(2025, 5, 1)


def payers(order: Order, *pools: Pool, reorderable: bool = True) -> list[str]:
    """Whose pools would pay, in that order."""
    return [pool.authoriser.id for pool in in_order(pools, aid(order=order, reorderable=reorderable))]


def test_places_go_before_the_dates_of_filing_and_later_grants_come_after_them() -> None:
    pools = (
        pool("aunt", "9", filed=JANUARY, place=2), pool("uncle", "9", filed=MAY, place=1),
        pool("late", "9", filed=MAY), pool("early", "9", filed=MARCH),
    )  # fmt: skip
    assert payers(Order.FILING, *pools) == ["uncle", "aunt", "early", "late"]
    assert payers(Order.FILING, *pools, reorderable=False) == ["aunt", "early", "uncle", "late"], "a fixed order"


def test_a_place_replaces_the_rank_and_without_either_a_grant_comes_last() -> None:
    pools = (pool("none", "9"), pool("aunt", "9", rank=1, place=3), pool("uncle", "9", rank=2), pool("son", "9", rank=9, place=1))
    assert payers(Order.RANK, *pools) == ["son", "uncle", "aunt", "none"]


@pytest.mark.parametrize(("order", "first"), [(Order.LARGEST_BALANCE, "uncle"), (Order.LAST_BOUND, "uncle"), (Order.RANK, "aunt")])
def test_only_an_order_of_filing_or_rank_has_places(order: Order, first: str) -> None:
    assert payers(order, pool("aunt", "1", filed=JANUARY, place=1), pool("uncle", "9", filed=MAY, place=2))[0] == first


def test_a_draw_tells_the_place_it_was_drawn_by() -> None:
    found = share("5", pool("aunt", "9", place=2), rules=aid(reorderable=True))
    assert [step.facts.get("place") for step in found.steps if step.rule == "mutual-aid"] == [2]
    found = share("5", pool("aunt", "9"), rules=aid(reorderable=True))
    assert ["place" in step.facts for step in found.steps if step.rule == "mutual-aid"] == [False]
