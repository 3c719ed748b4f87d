"""Why a pool was not drawn on, and what would have made it so: the same allocation with one obstacle away."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from engine.allocate.counterfactual import Stranger, not_drawn, plainly
from engine.allocate.sharing import Sharing
from engine.model.codes import AccountUse, Care, Why
from engine.model.purse import NO_BALANCE, Balance, Pool
from engine.model.settlement import PassedOver
from engine.money import Money
from engine.policy.edition import MutualAidRules, Order, PerSettlement, Scope, Shareable, Trigger
from tests.engine.rules import account, aid, an_edition, yuan
from tests.engine.test_allocate import pool
from tests.engine.test_split_properties import cases, split
from tests.engine.town import FAR_AWAY, NEXT_CITY, balance, employee, hospital, resident

if TYPE_CHECKING:
    from engine.model.explanation import NotDrawn
    from tests.engine.reckoning import Case


def sharing(burden: str, *pools: Pool, rules: MutualAidRules | None = None, **changes: Any) -> Sharing:
    usual = Sharing(
        burden=yuan(burden),
        off_catalogue=Money.ZERO,
        edition=an_edition(mutual_aid=rules or aid()),
        care=Care.OUTPATIENT,
        use=AccountUse.USE,
        holder=employee("he"),
        institution=hospital(),
        own=NO_BALANCE,
        pools=pools,
        year="2025",
    )
    return replace(usual, **changes)


def told(found: NotDrawn) -> tuple[str, str, str]:
    """What it would have paid, the cash then, what would still have kept it out or been enough."""
    return str(found.would_have_paid), str(found.cash_then), str(found.still or found.at_least)


OFF = {"use": AccountUse.OFF}


@pytest.mark.parametrize(
    ("why", "one", "rules", "changes", "outcome"),
    [
        (Why.ACCOUNT_OFF, pool("aunt", "30"), aid(), OFF | {"own": balance("50")}, ("30.00", "20.00", "None")),
        (Why.ACCOUNT_OFF, pool("aunt", "30"), aid(trigger=Trigger.ASKED), OFF, ("30.00", "70.00", "None")),
        (Why.NOT_ASKED, pool("aunt", "900"), aid(trigger=Trigger.ASKED), {}, ("100.00", "0.00", "None")),
        (Why.NOT_COVERED, pool("aunt", "900"), aid(covers=frozenset({Care.PHARMACY})), {}, ("100.00", "0.00", "None")),
        (Why.NOT_COVERED, pool("aunt", "40", covers=frozenset()), aid(), {}, ("40.00", "60.00", "None")),
        (Why.AUTHORISER_SUSPENDED, pool("aunt", "40", who=employee("aunt", insured=False)), aid(), {}, ("40.00", "60.00", "None")),
        (Why.AUTHORISER_SUSPENDED, pool("aunt", "0", who=employee("aunt", insured=False)), aid(), {}, ("0.00", "100.00", "no-balance")),
        (Why.AUTHORISER_NO_ACCOUNT, pool("aunt", "900", who=resident("aunt")), aid(), {}, ("None", "None", "None")),
        (
            Why.OTHER_REGION,
            pool("aunt", "40", who=employee("aunt", region=NEXT_CITY)),
            aid(scope=Scope.REGION),
            {},
            ("40.00", "60.00", "None"),
        ),
        (Why.OTHER_PROVINCE, pool("aunt", "40", who=employee("aunt", region=FAR_AWAY)), aid(), {}, ("40.00", "60.00", "None")),
        (Why.OTHER_PROVINCE, pool("aunt", "40"), aid(), {"institution": hospital(region=FAR_AWAY)}, ("40.00", "60.00", "None")),
        (Why.LIMIT_USED_UP, pool("aunt", "40", limit=yuan("60"), used="60"), aid(), {}, ("40.00", "60.00", "100.00")),
        (Why.LIMIT_USED_UP, pool("aunt", "900", limit=yuan("0")), aid(), {}, ("100.00", "0.00", "100.00")),
        (Why.RESERVE, pool("aunt", "2000"), aid(reserve=yuan("2000")), {}, ("100.00", "0.00", "2100.00")),
        (Why.RESERVE, pool("aunt", "9", limit=yuan("60")), aid(reserve=yuan("2000")), {}, ("60.00", "40.00", "2060.00")),
        (Why.RESERVE, pool("aunt", "1", limit=yuan("5"), used="5"), aid(reserve=yuan("2000")), {}, ("0.00", "100.00", "limit-used-up")),
        (Why.NO_PRIOR_YEAR, pool("aunt", "40/0"), aid(shareable=Shareable.PRIOR_YEAR), {}, ("40.00", "60.00", "None")),
        (Why.NO_BALANCE, pool("aunt", "0"), aid(), {}, ("100.00", "0.00", "100.00")),
        (Why.NOTHING_LEFT_TO_PAY, pool("aunt", "900"), aid(), {"own": balance("100")}, ("None", "None", "None")),
    ],
)
def test_one_obstacle_away(why: Why, one: Pool, rules: MutualAidRules, changes: dict[str, Any], outcome: tuple[str, str, str]) -> None:
    (found,) = not_drawn(sharing("100", one, rules=rules, **changes))
    assert (found.why, found.authoriser, found.grant) == (why, "aunt", one.grant.id)
    assert told(found) == outcome
    assert found.since == (date(2026, 1, 1) if why in {Why.LIMIT_USED_UP, Why.NO_PRIOR_YEAR} else None)


def test_where_one_authoriser_pays_the_next_would_with_several() -> None:
    pools = (pool("aunt", "30"), pool("uncle", "50", filed=date(2025, 3, 1)))
    (found,) = not_drawn(sharing("100", *pools, rules=aid(per_settlement=PerSettlement.ONE)))
    assert (found.why, *told(found)) == (Why.OTHER_AUTHORISER, "50.00", "20.00", "None")


def test_a_balance_that_must_come_first_in_the_order_is_told_as_such() -> None:
    """The largest balance pays first: with just what it would pay it would come too late."""
    largest = aid(order=Order.LARGEST_BALANCE)
    (found,) = not_drawn(sharing("100", pool("aunt", "60"), pool("uncle", "0", limit=yuan("50")), rules=largest))
    assert (found.authoriser, *told(found)) == ("uncle", "50.00", "0.00", "100.00"), "with 50.00 it would pay 40.00 after the aunt's 60.00"
    (found,) = not_drawn(sharing("50", pool("aunt", "60"), pool("uncle", "0"), rules=largest))
    assert told(found) == ("0.00", "0.00", "nothing-left-to-pay")


def test_each_keeps_the_facts_of_the_step_that_passed_it_over() -> None:
    asked = sharing("100", pool("aunt", "40", limit=yuan("60"), used="60"), pool("uncle", "0"), pool("cousin", "9", covers=frozenset()))
    steps = {step.facts["authoriser"]: step for step in asked.shared().steps if step.rule.startswith("passed-over-")}
    found = not_drawn(asked)
    assert {over.authoriser: over.facts for over in found} == {who: {**step.facts, "care": "outpatient"} for who, step in steps.items()}
    assert (len(found), found[0].facts["limit_fen"]) == (3, 6000)


def test_a_pool_without_a_step_is_told_with_the_care_alone() -> None:
    over = PassedOver(authoriser="aunt", grant=1, why=Why.NO_BALANCE)
    (found,) = plainly([over], [], care=Care.INPATIENT, cash=yuan("5"), year="2025")
    assert (found.facts, found.cash, found.since) == ({"care": "inpatient"}, yuan("5"), None)


def test_what_was_shared_is_drawn_in_its_year() -> None:
    (draw,) = sharing("10", pool("aunt", "40"), year="2031").shared().draws
    assert draw.year == "2031"


# relatives who have granted nothing


def stranger(name: str, has: str, *, refused: str = "", **more: Any) -> Stranger:
    return Stranger(pool=pool(name, has, id=-1, **more), bound="presenter", refused=refused)


def test_a_relative_without_a_grant_could_have_paid_the_cash() -> None:
    (found,) = not_drawn(sharing("100", own=balance("30")), [stranger("daughter", "5000")])
    assert (found.why, found.grant, *told(found)) == (Why.NO_GRANT, None, "70.00", "0.00", "70.00")
    assert (found.authoriser, found.cash) == ("daughter", yuan("70"))
    assert found.facts == {"authoriser": "daughter", "name": "daughter", "relation": "parent", "bound": "presenter", "balance_fen": 500_000}


def test_even_a_grant_would_not_have_helped_from_another_province() -> None:
    (found,) = not_drawn(sharing("100"), [stranger("daughter", "5000", who=employee("daughter", region=FAR_AWAY))])
    assert told(found) == ("0.00", "100.00", "other-province")


def test_a_grant_that_would_be_refused_has_no_amount() -> None:
    (found,) = not_drawn(sharing("100"), [stranger("daughter", "5000", refused="single-authoriser")])
    assert (found.refused, found.would_have_paid) == ("single-authoriser", None)


@pytest.mark.parametrize("changes", [{"own": balance("100")}, {"use": AccountUse.OFF}])
def test_nothing_is_said_of_them_where_no_cash_is_left_or_the_account_is_off(changes: dict[str, Any]) -> None:
    assert not_drawn(sharing("100", **changes), [stranger("daughter", "5000")]) == ()


# for any split


def of_case(case: Case) -> Sharing:
    judged, _ = split(case)
    return Sharing(
        burden=judged.amount - judged.fund, off_catalogue=judged.off_catalogue, edition=case.edition, care=case.bill.care,
        use=case.bill.account, holder=case.holder, institution=case.institution, own=case.own, pools=tuple(case.pools), year="2025",
    )  # fmt: skip


@given(cases())
def test_every_pool_passed_over_is_told_once_and_what_it_would_have_paid_is_never_more_than_the_burden(case: Case) -> None:
    asked, (_, shared) = of_case(case), split(case)
    found = not_drawn(asked)
    assert [(over.authoriser, over.grant, over.why) for over in found] == [
        (over.authoriser, over.grant, over.why) for over in shared.passed_over
    ]
    for over in found:
        assert over.cash == shared.cash
        assert (over.would_have_paid is None) == (over.why in {Why.AUTHORISER_NO_ACCOUNT, Why.NOTHING_LEFT_TO_PAY})
        if over.would_have_paid is not None:
            assert Money.ZERO <= over.would_have_paid <= asked.burden
            assert bool(over.would_have_paid) != (over.still is not None)


@given(cases())
def test_what_is_said_to_be_enough_is_enough(case: Case) -> None:
    asked = of_case(case)
    for over in not_drawn(asked):
        if over.at_least is not None:
            one = next(pool for pool in asked.pools if pool.grant.id == over.grant)
            if over.why is Why.LIMIT_USED_UP:
                better = replace(one, grant=replace(one.grant, limit=over.at_least))
            else:
                better = replace(one, balance=Balance(all=over.at_least, prior_year=over.at_least))
            drawn = {draw.grant: draw.amount for draw in asked.with_pool(better).shared().draws}
            assert drawn[one.grant.id] == over.would_have_paid


def test_cash_for_goods_off_the_catalogue_is_not_promised_to_a_pool() -> None:
    edition = an_edition(account=account(pays_off_catalogue=False))
    (found,) = not_drawn(sharing("100", pool("aunt", "0"), edition=edition, off_catalogue=yuan("30")))
    assert told(found) == ("70.00", "30.00", "70.00")
