"""The order of authorisers set anew: no grant ends, no limit starts anew; refused where the edition does not let anybody set it."""

# A builder hands any rule on.
# ruff: noqa: ANN401

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.errors import BadInput, RefusalCode
from engine.policy.edition import Edition, Order
from tests.engine.ledger_dump import dump
from tests.engine.rules import aid, an_edition, yuan
from tests.engine.town import FAR_AWAY, Town, a_grant, a_town, counter_sale, employee, line, refusal, resident

TEN = counter_sale(line("10"))
FREE: dict[str, Any] = {"reorderable": True}


def family(*, editions: tuple[Edition, ...] = (), ranks: tuple[int | None, ...] = (None, None, None), **rules: Any) -> Town:
    """A, b and c, filed in that order, have granted the kid; each has 100."""
    grants = [
        a_grant(who, "kid", filed=date(2025, month, 1), rank=rank, limit=yuan("15"))
        for who, month, rank in zip("abc", (1, 2, 3), ranks, strict=True)
    ]
    people = [(employee(who), "100") for who in "abcd"]
    return a_town(*people, resident("kid"), grants=grants, editions=editions or [an_edition(mutual_aid=aid(**rules))])


def order(town: Town) -> str:
    return "".join(grant.authoriser for grant in town.engine.ordering.of("kid"))


def drawn(town: Town) -> str:
    return "".join(draw.authoriser for draw in town.settle(TEN, "kid").draws)


def test_whoever_is_named_comes_first_and_the_others_keep_their_order() -> None:
    town = family(**FREE)
    assert order(town) == "abc"
    assert [grant.place for grant in town.engine.ordering.reorder("kid", ["c"])] == [1, 2, 3]
    assert (order(town), drawn(town)) == ("cab", "c")
    town.engine.ordering.reorder("kid", ["b", "a", "c"])
    assert (order(town), drawn(town)) == ("bac", "b")


def test_a_limit_goes_on_as_it_was() -> None:
    town = family(**FREE)
    assert drawn(town) == "a"
    town.engine.ordering.reorder("kid", ["b", "a"])
    town.engine.ordering.reorder("kid", ["a", "b"])
    assert drawn(town) == "ab", "5.00 of the 15.00 of a were left"


def test_a_grant_filed_afterwards_is_the_last() -> None:
    town = family(**FREE)
    town.engine.ordering.reorder("kid", ["c", "b", "a"])
    town.engine.grant(authoriser="d", beneficiary="kid", relation=a_grant("d", "kid").relation, rank=1)
    assert order(town) == "cbad"


def test_a_grant_that_was_revoked_and_filed_anew_has_lost_its_place() -> None:
    town = family(**FREE)
    town.engine.ordering.reorder("kid", ["c", "b", "a"])
    town.engine.revoke(authoriser="c", beneficiary="kid")
    town.engine.grant(authoriser="c", beneficiary="kid", relation=a_grant("c", "kid").relation)
    assert order(town) == "bac"


def test_a_rank_may_be_set_anew() -> None:
    town = family(order=Order.RANK, ranks=(3, 1, None))
    assert order(town) == "bac"
    town.engine.ordering.reorder("kid", ["c"])
    assert (order(town), drawn(town)) == ("cba", "c")


@pytest.mark.parametrize("fixed", [Order.FILING, Order.LARGEST_BALANCE, Order.LAST_BOUND])
def test_an_order_that_the_edition_fixes_is_not_set(fixed: Order) -> None:
    town = family(order=fixed)
    before = dump(town.books)
    assert refusal(lambda: town.engine.ordering.reorder("kid", ["c"])) is RefusalCode.ORDER_FIXED
    assert dump(town.books) == before


def test_the_beneficiarys_edition_decides() -> None:
    """As it does when drawing: the authorisers' region may have another order."""
    fixed, free = an_edition(region=FAR_AWAY), an_edition(mutual_aid=aid(**FREE))
    assert order(family(editions=(fixed, free))) == "abc"
    town = family(editions=(an_edition(), an_edition(region=FAR_AWAY, mutual_aid=aid(**FREE))))
    assert refusal(lambda: town.engine.ordering.reorder("kid", ["c"])) is RefusalCode.ORDER_FIXED


def test_only_authorisers_have_a_place() -> None:
    town = family(**FREE)
    before = dump(town.books)
    assert refusal(lambda: town.engine.ordering.reorder("kid", ["c", "d"])) is RefusalCode.NO_GRANT
    for nobody in ([], ["c", "c"]):
        with pytest.raises(BadInput, match="bad-order"):
            town.engine.ordering.reorder("kid", nobody)
    with pytest.raises(BadInput, match="unknown-person"):
        town.engine.ordering.reorder("nobody", ["c"])
    assert dump(town.books) == before


def test_the_steps_say_that_the_order_was_set() -> None:
    town = family(**FREE)
    town.engine.ordering.reorder("kid", ["c"])
    (step,) = [step for step in town.settle(TEN, "kid").steps if step.rule == "mutual-aid"]
    assert step.facts["place"] == 1


def test_the_books_keep_every_order_that_was_set() -> None:
    town = family(**FREE)
    town.engine.ordering.reorder("kid", ["c"])
    town.engine.ordering.reorder("kid", ["b"])
    assert town.engine.check() == []
    assert len(dump(town.books)["grant_order"]) == 2 * len("abc")
