"""Who bears the burden: own account, relatives' pools in the edition's order, cash; and why a pool was passed over."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from engine.allocate.purses import Allocation, allocate
from engine.model.codes import AccountUse, Care, Relation, Why
from engine.model.purse import NO_BALANCE, Pool
from engine.money import Money
from engine.policy.edition import MutualAidRules, Order, PerSettlement, Scope, Shareable, Trigger
from engine.policy.source import Mark, Source, Sources
from tests.engine.rules import account, aid, an_edition, yuan
from tests.engine.town import FAR_AWAY, NEXT_CITY, a_grant, balance, employee, hospital, resident

if TYPE_CHECKING:
    from engine.model.person import Person


def pool(name: str, has: str | None, *, used: str = "0", who: Person | None = None, **grant: Any) -> Pool:
    """A grant by `name`, whose account holds `has` ("all" or "all/prior-year", None: no account)."""
    numbered = {"id": sum(name.encode()), **grant}
    own = None if has is None else balance(*has.split("/"))
    return Pool(grant=a_grant(name, "he", **numbered), authoriser=who or employee(name), balance=own, used=yuan(used))


def share(burden: str, *pools: Pool, rules: MutualAidRules | None = None, **changes: Any) -> Allocation:
    usual: dict[str, Any] = {
        "off_catalogue": Money.ZERO,
        "edition": an_edition(mutual_aid=rules or aid()),
        "care": Care.OUTPATIENT,
        "use": AccountUse.USE,
        "holder": employee("he"),
        "institution": hospital(),
        "own": NO_BALANCE,
        "pools": pools,
        "year": "2025",
    }
    return allocate(yuan(burden), **(usual | changes))


def drawn(found: Allocation) -> list[tuple[str, str]]:
    return [(draw.authoriser, str(draw.amount)) for draw in found.draws]


def passed(found: Allocation) -> list[tuple[str, Why]]:
    return [(over.authoriser, over.why) for over in found.passed_over]


# own account, pools, cash


@pytest.mark.parametrize(
    ("has", "own", "cash"), [("0", "0.00", "75.20"), ("50", "50.00", "25.20"), ("75.20", "75.20", "0.00"), ("500", "75.20", "0.00")]
)
def test_the_own_account_pays_first_and_cash_the_rest(has: str, own: str, cash: str) -> None:
    found = share("75.20", own=balance(has))
    assert (str(found.own), str(found.cash)) == (own, cash)


def test_e4_two_authorisers_one_with_a_limit() -> None:
    pools = (pool("daughter", "900", limit=yuan("60")), pool("son", "110", filed=date(2025, 3, 1)))
    found = share("195", *pools, own=balance("21.60"))
    assert (str(found.own), drawn(found), str(found.cash)) == ("21.60", [("daughter", "60.00"), ("son", "110.00")], "3.40")
    one = share("195", *pools, own=balance("21.60"), rules=aid(per_settlement=PerSettlement.ONE))
    assert (drawn(one), str(one.cash)) == ([("daughter", "60.00")], "113.40")
    reserve = share("195", *pools, own=balance("21.60"), rules=aid(reserve=yuan("2000")))
    assert (drawn(reserve), str(reserve.cash)) == ([], "173.40")


def test_a_pool_gives_no_more_than_is_needed() -> None:
    assert drawn(share("10", pool("daughter", "900"))) == [("daughter", "10.00")]


def test_a_draw_names_its_grant_and_the_year_its_limit_counts_in() -> None:
    (draw,) = share("10", pool("daughter", "900/4", id=7)).draws
    assert (draw.grant, draw.year, draw.prior_year) == (7, "2025", yuan("4"))


@pytest.mark.parametrize(("spent", "prior"), [("3", "3.00"), ("4", "4.00"), ("10", "4.00")])
def test_spending_takes_the_prior_year_balance_first(spent: str, prior: str) -> None:
    found = share(spent, own=balance("10", "4"))
    assert str(found.own_prior_year) == prior


# off-catalogue items that the account may not pay


def test_off_catalogue_items_are_cash_where_the_account_does_not_pay_them_and_only_they() -> None:
    strict = an_edition(account=account(pays_off_catalogue=False))
    found = share("100", pool("daughter", "900"), edition=strict, off_catalogue=yuan("30"), own=balance("50"))
    assert (str(found.own), drawn(found), str(found.cash)) == ("50.00", [("daughter", "20.00")], "30.00")
    assert found.steps[0].rule == "off-catalogue-cash"
    assert found.steps[0].amount == yuan("30")


def test_otherwise_the_account_and_the_pools_pay_them_too() -> None:
    found = share("100", pool("daughter", "900"), off_catalogue=yuan("30"), own=balance("50"))
    assert str(found.cash) == "0.00"
    assert "off-catalogue-cash" not in [step.rule for step in found.steps]


def test_nothing_off_the_catalogue_needs_no_such_reason() -> None:
    found = share("100", edition=an_edition(account=account(pays_off_catalogue=False)))
    assert "off-catalogue-cash" not in [step.rule for step in found.steps]


# who does not count, and why


@pytest.mark.parametrize(
    ("why", "one", "rules", "changes"),
    [
        (Why.ACCOUNT_OFF, pool("aunt", "900"), aid(), {"use": AccountUse.OFF}),
        (Why.NOT_ASKED, pool("aunt", "900"), aid(trigger=Trigger.ASKED), {}),
        (Why.NOT_COVERED, pool("aunt", "900"), aid(covers=frozenset({Care.PHARMACY})), {}),
        (Why.NOT_COVERED, pool("aunt", "900", covers=frozenset({Care.PHARMACY})), aid(), {}),
        (Why.NOT_COVERED, pool("aunt", "900", covers=frozenset()), aid(), {}),
        (Why.AUTHORISER_SUSPENDED, pool("aunt", "900", who=employee("aunt", insured=False)), aid(), {}),
        (Why.AUTHORISER_NO_ACCOUNT, pool("aunt", "900", who=resident("aunt")), aid(), {}),
        (Why.AUTHORISER_NO_ACCOUNT, pool("aunt", None), aid(), {}),
        (Why.OTHER_REGION, pool("aunt", "900", who=employee("aunt", region=NEXT_CITY)), aid(scope=Scope.REGION), {}),
        (Why.OTHER_PROVINCE, pool("aunt", "900", who=employee("aunt", region=FAR_AWAY)), aid(), {}),
        (Why.OTHER_PROVINCE, pool("aunt", "900"), aid(), {"institution": hospital(region=FAR_AWAY)}),
        (Why.OTHER_PROVINCE, pool("aunt", "900"), aid(), {"holder": employee("he", region=FAR_AWAY)}),
        (Why.LIMIT_USED_UP, pool("aunt", "900", limit=yuan("60"), used="60"), aid(), {}),
        (Why.LIMIT_USED_UP, pool("aunt", "900", limit=yuan("0")), aid(), {}),
        (Why.RESERVE, pool("aunt", "2000"), aid(reserve=yuan("2000")), {}),
        (Why.RESERVE, pool("aunt", "900"), aid(reserve=yuan("2000")), {}),
        (Why.NO_PRIOR_YEAR, pool("aunt", "900/0"), aid(shareable=Shareable.PRIOR_YEAR), {}),
        (Why.NO_BALANCE, pool("aunt", "0"), aid(), {}),
    ],
)
def test_a_grant_is_passed_over_and_says_why(why: Why, one: Pool, rules: MutualAidRules, changes: dict[str, Any]) -> None:
    found = share("100", one, rules=rules, **changes)
    assert (drawn(found), passed(found), str(found.cash)) == ([], [("aunt", why)], "100.00")
    (step,) = [step for step in found.steps if step.rule.startswith("passed-over")]
    assert (step.rule, step.amount, step.facts["authoriser"]) == (f"passed-over-{why}", Money.ZERO, "aunt")


def test_nothing_is_drawn_when_nothing_is_left_to_pay() -> None:
    assert passed(share("100", pool("aunt", "900"), own=balance("100"))) == [("aunt", Why.NOTHING_LEFT_TO_PAY)]


def test_each_why_there_is_has_a_case_here() -> None:
    told = {mark.args[1][number][0] for mark in test_a_grant_is_passed_over_and_says_why.pytestmark for number in range(len(mark.args[1]))}
    assert told | {Why.NOTHING_LEFT_TO_PAY, Why.OTHER_AUTHORISER} == set(Why) - {Why.NO_GRANT}


# what counts


def test_asking_by_name_draws_whatever_the_trigger() -> None:
    for trigger in Trigger:
        assert drawn(share("10", pool("aunt", "900"), rules=aid(trigger=trigger), use=AccountUse.ASK_MUTUAL_AID)) == [("aunt", "10.00")]


def test_the_own_account_still_goes_first_when_mutual_aid_is_asked_for() -> None:
    found = share("10", pool("aunt", "900"), use=AccountUse.ASK_MUTUAL_AID, own=balance("4"))
    assert (str(found.own), drawn(found)) == ("4.00", [("aunt", "6.00")])


def test_an_account_switched_off_pays_nothing_at_all() -> None:
    found = share("75.20", pool("aunt", "900"), use=AccountUse.OFF, own=balance("500"))
    assert (str(found.own), str(found.cash)) == ("0.00", "75.20")
    assert [step.rule for step in found.steps] == ["account-off", "passed-over-account-off", "cash"]


def test_within_the_region_the_place_of_treatment_does_not_matter() -> None:
    assert drawn(share("10", pool("aunt", "900"), rules=aid(scope=Scope.REGION), institution=hospital(region=FAR_AWAY)))


def test_within_the_province_other_cities_count() -> None:
    aunt = pool("aunt", "900", who=employee("aunt", region=NEXT_CITY))
    assert drawn(share("10", aunt, institution=hospital(region=NEXT_CITY))) == [("aunt", "10.00")]


# how much


@pytest.mark.parametrize(
    ("has", "changes", "rules", "room"),
    [
        ("900", {}, {}, "900.00"),
        ("900", {}, {"reserve": yuan("250")}, "650.00"),
        ("900/300", {}, {"shareable": Shareable.PRIOR_YEAR}, "300.00"),
        ("900/300", {}, {"shareable": Shareable.PRIOR_YEAR, "reserve": yuan("700")}, "200.00"),
        ("900/300", {"limit": yuan("100"), "used": "40"}, {"shareable": Shareable.PRIOR_YEAR, "reserve": yuan("700")}, "60.00"),
        ("900", {"limit": yuan("5000")}, {}, "900.00"),
    ],
)
def test_room_is_the_least_of_shareable_balance_less_reserve_and_what_is_left_of_the_limit(
    has: str, changes: dict[str, Any], rules: dict[str, Any], room: str
) -> None:
    found = share("10000", pool("aunt", has, **changes), rules=aid(**rules))
    assert drawn(found) == [("aunt", room)]
    (step,) = [step for step in found.steps if step.rule == "mutual-aid"]
    assert step.facts["room_fen"] == yuan(room).fen


def test_only_one_passes_over_pools_without_room_and_draws_on_the_next() -> None:
    found = share("100", pool("empty", "0"), pool("aunt", "60"), pool("uncle", "900"), rules=aid(per_settlement=PerSettlement.ONE))
    assert (drawn(found), str(found.cash)) == ([("aunt", "60.00")], "40.00")
    assert passed(found) == [("empty", Why.NO_BALANCE), ("uncle", Why.OTHER_AUTHORISER)]


# in which order

EARLY, LATE = date(2024, 5, 1), date(2025, 2, 1)


@pytest.mark.parametrize(
    ("order", "pools", "expected"),
    [
        (Order.FILING, [pool("b", "10", filed=LATE), pool("a", "10", filed=EARLY)], "ab"),
        (Order.FILING, [pool("b", "10", filed=EARLY), pool("a", "10", filed=EARLY)], "ba"),  # a tie goes by listing
        (Order.LAST_BOUND, [pool("a", "10", filed=EARLY), pool("b", "10", filed=LATE)], "ba"),
        (
            Order.LAST_BOUND,
            [pool("a", "10", filed=LATE), pool("b", "10", filed=LATE), pool("c", "10", filed=EARLY)],
            "bac",
        ),  # the later listed first
        (Order.RANK, [pool("b", "10", rank=2), pool("a", "10", rank=1)], "ab"),
        (Order.RANK, [pool("c", "10"), pool("b", "10", rank=9), pool("a", "10", rank=9), pool("d", "10")], "bacd"),  # without a rank: last
        (Order.LARGEST_BALANCE, [pool("b", "10"), pool("a", "20")], "ab"),
        (Order.LARGEST_BALANCE, [pool("b", "10"), pool("a", "10"), pool("c", None)], "ba"),
        (Order.LARGEST_BALANCE, [pool("b", "500", limit=yuan("1")), pool("a", "400")], "ba"),  # the balance, not the room
    ],
)
def test_the_edition_orders_the_authorisers(order: Order, pools: list[Pool], expected: str) -> None:
    assert "".join(draw.authoriser for draw in share("10000", *pools, rules=aid(order=order)).draws) == expected


# and the reasons


def test_the_reasons_add_up_and_show_the_grant() -> None:
    sources = Sources(figures={"order": Source(key="page", title="A page", mark=Mark.WEAK)})
    aunt = pool("aunt", "900", limit=yuan("60"), used="20", relation=Relation.SIBLING)
    found = share("100", aunt, own=balance("10"), rules=aid(reserve=yuan("5"), sources=sources))
    assert [(step.rule, str(step.amount)) for step in found.steps] == [("own-account", "10.00"), ("mutual-aid", "40.00"), ("cash", "50.00")]
    assert found.steps[1].facts == {
        "authoriser": "aunt", "name": "aunt", "relation": "sibling", "order": "filing", "filed": "2025-01-01", "balance_fen": 90000,
        "source": "page", "mark": "s", "reserve_fen": 500, "limit_fen": 6000, "used_fen": 2000, "room_fen": 4000,
    }  # fmt: skip
