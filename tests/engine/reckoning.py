"""The handbook's formulas (section 2) once more, with fractions and none of the engine's functions: a second opinion for the tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from engine.model.bill import Bill
from engine.model.codes import AccountUse, ItemClass, Level, Status
from engine.model.institution import Institution
from engine.model.person import Person
from engine.model.purse import Balance, Pool
from engine.model.year import Counted
from engine.policy.edition import Counting, Edition, Order, PerSettlement, Scope, Shareable, Trigger

DAY = date(2025, 8, 31)


def half_up(exact: Fraction) -> int:
    """Round to the nearest whole number; exactly half goes away from zero."""
    size, sign = abs(exact), -1 if exact < 0 else 1
    return sign * ((2 * size.numerator + size.denominator) // (2 * size.denominator))


@dataclass
class Case:
    bill: Bill
    holder: Person
    institution: Institution
    edition: Edition
    year: Counted
    counted: Counted
    own: Balance
    pools: list[Pool]


@dataclass
class Reckoning:
    total: int = 0
    off: int = 0
    scope: int = 0
    deductible: int = 0
    fund: int = 0


def reckon_fund(case: Case) -> Reckoning:
    sums = Reckoning()
    for line in case.bill.lines:
        quantity, thing = Fraction(line.quantity), line.item
        whole = half_up(quantity * Fraction(thing.price) * 100)
        sums.total += whole
        if thing.item_class is ItemClass.C:
            sums.off += whole
            continue
        over = max(0, whole - half_up(quantity * Fraction(thing.limit) * 100)) if thing.limit is not None else 0
        first = half_up((whole - over) * Fraction(thing.first_share)) if thing.item_class is ItemClass.B else 0
        sums.scope += whole - over - first
    if not case.edition.benefits:
        return sums
    (row,) = case.edition.benefits
    base = sums.scope
    if case.edition.account.account_first and case.bill.account is not AccountUse.OFF:
        base -= min(base, case.own.all.fen)
    whole_deductible = row.deductible[Level.PRIMARY].fen
    left = {Counting.NONE: 0, Counting.PER_VISIT: whole_deductible}.get(
        row.counting, max(0, whole_deductible - case.counted.deductible.fen)
    )
    sums.deductible = min(base, left)
    unfiled = case.institution.region not in {case.holder.region, *case.holder.filed_in}
    exact = Fraction(0)
    begin = sums.deductible if row.tiers and row.tiers_include_deductible else 0
    last = begin + base - sums.deductible
    tiers = [(tier.upto.fen if tier.upto else 0, tier.ratio[Status.IN_SERVICE][Level.PRIMARY]) for tier in row.tiers]
    for end, rate in tiers or [(10**12, row.ratio[Status.IN_SERVICE][Level.PRIMARY])]:
        portion = max(0, min(last, end) - begin)
        exact += portion * max(Fraction(0), Fraction(rate) - (Fraction(row.unfiled_minus) if unfiled else 0))
        begin = max(begin, end)
    sums.fund = half_up(exact)
    if Status.IN_SERVICE in row.ceiling:
        sums.fund = min(sums.fund, max(0, row.ceiling[Status.IN_SERVICE].fen - case.year.fund.fen))
    return sums


def reckon_room(case: Case, pool: Pool) -> int:
    rules, grant, who = case.edition.mutual_aid, pool.grant, pool.authoriser
    near = {
        Scope.REGION: who.region == case.holder.region,
        Scope.PROVINCE: who.region[:2] == case.holder.region[:2] == case.institution.region[:2],
    }[rules.scope]
    asked = case.bill.account is AccountUse.ASK_MUTUAL_AID or (case.bill.account is AccountUse.USE and rules.trigger is Trigger.AUTOMATIC)
    covered = case.bill.care in rules.covers and (grant.covers is None or case.bill.care in grant.covers)
    if pool.balance is None or not (near and asked and covered and who.insured and who.insurance == "employee"):
        return 0
    shareable = pool.balance.all if rules.shareable is Shareable.ALL else pool.balance.prior_year
    left = 10**12 if grant.limit is None else grant.limit.fen - pool.used.fen
    return max(0, min(shareable.fen, pool.balance.all.fen - rules.reserve.fen, left))


def in_order(case: Case) -> list[Pool]:
    def key(place: int) -> tuple[float, int]:
        pool = case.pools[place]
        match case.edition.mutual_aid.order:
            case Order.FILING:
                return pool.grant.filed.toordinal(), place
            case Order.LAST_BOUND:
                return -pool.grant.filed.toordinal(), -place
            case Order.RANK:
                return (pool.grant.rank if pool.grant.rank is not None else float("inf")), place
            case _:
                return -(pool.balance.all.fen if pool.balance else 0), place

    return [case.pools[place] for place in sorted(range(len(case.pools)), key=key)]


def reckon_draws(case: Case, rest: int) -> list[tuple[str, int]]:
    drawn: list[tuple[str, int]] = []
    for pool in in_order(case):
        amount = min(rest, reckon_room(case, pool))
        if amount and not (drawn and case.edition.mutual_aid.per_settlement is PerSettlement.ONE):
            drawn.append((pool.authoriser.id, amount))
            rest -= amount
    return drawn
