"""Policy editions for tests: a usual one, in which a test changes only what it is about."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.model.codes import Care, Insurance, Level, Relation, Status
from engine.money import Money
from engine.policy.edition import (
    AccountRules,
    Benefit,
    Counting,
    CredentialRules,
    CreditRules,
    Edition,
    MutualAidRules,
    Order,
    PerSettlement,
    Scope,
    Shareable,
    Trigger,
    WireRules,
)
from engine.policy.source import Sources

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "990100"


def yuan(text: str) -> Money:
    return Money.yuan(text)


ALL_LEVELS: Mapping[Level, Decimal] = {
    Level.PRIMARY: Decimal("0.80"),
    Level.SECONDARY: Decimal("0.70"),
    Level.TERTIARY: Decimal("0.60"),
    Level.PHARMACY: Decimal("0.80"),
}
DEDUCTIBLES: Mapping[Level, Money] = {
    Level.PRIMARY: yuan("200"),
    Level.SECONDARY: yuan("400"),
    Level.TERTIARY: yuan("800"),
    Level.PHARMACY: yuan("200"),
}


def a_benefit(**changes: Any) -> Benefit:
    """80 / 70 / 60 % above 200 / 400 / 800 a year, at most 6000 a year."""
    usual = Benefit(
        insurance=Insurance.EMPLOYEE,
        care=Care.OUTPATIENT,
        counting=Counting.ANNUAL,
        unfiled_minus=Decimal("0.10"),
        deductible=DEDUCTIBLES,
        ratio={Status.IN_SERVICE: ALL_LEVELS, Status.RETIRED: ALL_LEVELS},
        tiers=(),
        ceiling={Status.IN_SERVICE: yuan("6000")},
        sources=Sources(),
    )
    return replace(usual, **changes)


def aid(**changes: Any) -> MutualAidRules:
    usual = MutualAidRules(
        relations=frozenset(Relation),
        scope=Scope.PROVINCE,
        order=Order.FILING,
        per_settlement=PerSettlement.ALL,
        authorisers_per_beneficiary=0,
        beneficiaries_per_authoriser=0,
        reserve=Money.ZERO,
        shareable=Shareable.ALL,
        covers=frozenset(Care),
        trigger=Trigger.AUTOMATIC,
        mutual_binding=False,
        sources=Sources(),
    )
    return replace(usual, **changes)


def account(*, pays_off_catalogue: bool = True, account_first: bool = False) -> AccountRules:
    return AccountRules(pays_off_catalogue=pays_off_catalogue, account_first=account_first, sources=Sources())


def an_edition(**changes: Any) -> Edition:
    usual = Edition(
        region=HOME,
        zh="本地",
        en="Home",
        effective=date(2020, 1, 1),
        until=None,
        note="for tests",
        sources=(),
        benefits=(a_benefit(), a_benefit(care=Care.PHARMACY)),
        account=account(),
        mutual_aid=aid(),
        credential=CredentialRules(),
        trace_codes_required_from=None,
        premium={"adult": yuan("440"), "minor": yuan("390")},
        wire=WireRules(mulaid_in_acct_pay=True, fund_sum_includes_acct=False),
    )
    return replace(usual, **changes)


def crediting(**changes: Any) -> Edition:
    """In service 2 % of the own base a month, retired nothing."""
    rules = CreditRules(in_service=Decimal("0.02"), retired=Money.ZERO, retired_from_age=(), sources=Sources())
    return an_edition(account=replace(account(), credit=replace(rules, **changes)))


def the_shared_edition() -> Edition:
    """What tills in processes of their own sell by: 80 % without a deductible, at most 1000 a year."""
    return an_edition(benefits=(a_benefit(counting=Counting.NONE, ceiling={Status.IN_SERVICE: yuan("1000")}),))
