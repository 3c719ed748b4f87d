"""A relative pays a resident's yearly premium: all of it from one account, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import BadInput, RefusalCode
from engine.model.codes import Care, Event
from engine.model.purse import Balance
from engine.money import Money
from engine.policy.edition import Shareable
from tests.engine.ledger_dump import dump
from tests.engine.rules import aid, an_edition, yuan
from tests.engine.town import FAR_AWAY, Town, a_grant, a_town, employee, refusal, resident


def the_town(has: str = "605/100", rules: dict[str, Any] | None = None, **grant: Any) -> Town:  # noqa: ANN401 - any field of a grant
    return a_town(
        (employee("mother"), has),
        (employee("aunt"), "1000"),
        resident("son"),
        (employee("far", region=FAR_AWAY), "9"),
        grants=[a_grant("mother", "son", **grant)],
        editions=[an_edition(mutual_aid=aid(**(rules or {})))],
    )


def pay(town: Town, authoriser: str = "mother", beneficiary: str = "son", kind: str = "minor") -> Any:  # noqa: ANN401 - tests look at it
    return town.engine.pay_premium(authoriser=authoriser, beneficiary=beneficiary, kind=kind)


def test_e8_the_premium_of_the_beneficiarys_edition_leaves_the_authorisers_account() -> None:
    town = the_town()
    paid = pay(town)
    assert (paid.event, paid.care, paid.institution, paid.holder, paid.key) == (Event.PREMIUM, Care.PREMIUM, None, "son", None)
    figures = {name: str(amount) for name, amount in paid.figures.by_name().items() if amount}
    assert figures == {"total": "390.00", "off_catalogue": "390.00", "burden": "390.00", "mutual_aid": "390.00"}
    (draw,) = paid.draws
    assert (draw.authoriser, draw.amount, draw.prior_year) == ("mother", yuan("390"), yuan("100"))
    assert town.engine.balances()["mother"] == Balance(all=yuan("215"), prior_year=Money.ZERO)
    assert (town.engine.fund_paid(), town.engine.cash_taken()) == (Money.ZERO, Money.ZERO)
    (step,) = paid.steps
    assert (step.rule, step.amount, step.facts["kind"]) == ("premium", yuan("390"), "minor")
    assert town.engine.settlement(paid.id) == paid
    assert town.engine.check() == []


@pytest.mark.parametrize(("has", "enough"), [("390", True), ("389.99", False), ("0", False)])
def test_all_of_it_or_nothing(has: str, *, enough: bool) -> None:
    town = the_town(has)
    before = dump(town.books)
    if enough:
        pay(town)
        assert town.balance("mother") == Money.ZERO
    else:
        assert refusal(lambda: pay(town)) is RefusalCode.INSUFFICIENT_ACCOUNT
        assert dump(town.books) == before


@pytest.mark.parametrize(
    ("has", "rules", "grant"),
    [
        ("500", {"reserve": yuan("110.01")}, {}),
        ("500/389.99", {"shareable": Shareable.PRIOR_YEAR}, {}),
        ("500", {}, {"limit": yuan("389.99")}),
    ],
)
def test_reserve_prior_year_and_the_authorisers_limit_hold_here_too(has: str, rules: dict[str, Any], grant: dict[str, Any]) -> None:
    town = the_town(has, rules, **grant)
    assert refusal(lambda: pay(town)) is RefusalCode.INSUFFICIENT_ACCOUNT


def test_it_counts_in_the_limit_of_the_grant_and_a_refund_restores_it() -> None:
    town = the_town("1000", limit=yuan("500"))
    paid = pay(town)
    assert refusal(lambda: pay(town)) is RefusalCode.INSUFFICIENT_ACCOUNT
    refund = town.engine.refund(paid.id)
    assert (refund.event, refund.figures, town.balance("mother")) == (Event.REFUND, paid.figures.negated(), yuan("1000"))
    pay(town)
    assert town.engine.check() == []


# the order of checks: not-resident-insured, no-grant, insufficient-account


def test_only_residents_have_a_premium_and_that_is_judged_first() -> None:
    town = the_town("0")
    assert refusal(lambda: pay(town, "mother", "aunt")) is RefusalCode.NOT_RESIDENT_INSURED
    assert refusal(lambda: pay(town, "mother", "far")) is RefusalCode.NOT_RESIDENT_INSURED


@pytest.mark.parametrize(
    ("rules", "grant"),
    [({"covers": frozenset(Care) - {Care.PREMIUM}}, {}), ({}, {"covers": frozenset({Care.PHARMACY})})],
)
def test_a_grant_that_does_not_cover_premiums_is_none(rules: dict[str, Any], grant: dict[str, Any]) -> None:
    assert refusal(lambda: pay(the_town("0", rules, **grant))) is RefusalCode.NO_GRANT


def test_neither_is_a_revoked_one_nor_somebody_elses() -> None:
    town = the_town("0")
    assert refusal(lambda: pay(town, "aunt")) is RefusalCode.NO_GRANT
    town.engine.revoke(authoriser="mother", beneficiary="son")
    assert refusal(lambda: pay(town)) is RefusalCode.NO_GRANT


def test_a_suspended_authoriser_pays_for_nobody() -> None:
    town = the_town()
    town.engine.set_insured("mother", insured=False)
    assert refusal(lambda: pay(town)) is RefusalCode.NO_GRANT


def test_a_suspended_beneficiary_may_be_paid_for() -> None:
    town = the_town()
    town.engine.set_insured("son", insured=False)
    assert pay(town).holder == "son"


def test_a_region_without_an_edition_has_no_premium() -> None:
    town = a_town((employee("mother"), "605"), resident("son", region=FAR_AWAY), grants=[a_grant("mother", "son")])
    assert refusal(lambda: pay(town)) is RefusalCode.NO_EDITION


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (("nobody", "son", "minor"), "unknown-person"),
        (("mother", "x" * 200, "minor"), "unknown-person"),
        (("mother", "son", "x"), "unknown-premium"),
    ],
)
def test_who_or_what_is_not_there_is_bad_input(who: tuple[str, str, str], code: str) -> None:
    town = the_town()
    with pytest.raises(BadInput) as error:
        pay(town, *who)
    assert error.value.code == code
    assert all(len(str(fact)) <= 80 for fact in error.value.facts.values())
