"""For any bill, edition and purses: the split is what the handbook's formulas (section 2) give, worked out again with fractions."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import event, given
from hypothesis import strategies as st

from engine.adjudicate.adjudication import Adjudication, adjudicate
from engine.allocate.purses import Allocation, allocate
from engine.model.bill import Bill, Line
from engine.model.codes import AccountUse, Care, ItemClass, Level, Status
from engine.model.institution import Institution
from engine.model.person import Person
from engine.model.purse import Balance, Pool
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import Benefit, Counting, Edition, Order, PerSettlement, Scope, Shareable, Tier, Trigger
from tests.engine.test_money import half_up
from tests.engine.town import (
    FAR_AWAY,
    HOME,
    NEXT_CITY,
    a_benefit,
    a_bill,
    a_grant,
    account,
    aid,
    an_edition,
    employee,
    hospital,
    item,
    resident,
)

DAY = date(2025, 8, 31)


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


regions = st.sampled_from([HOME, NEXT_CITY, FAR_AWAY])
fen = st.integers(0, 100_000).map(Money)
rates = st.decimals(0, 1, places=4)
counts = st.builds(Counted, deductible=fen, fund=fen)
lines = st.builds(
    lambda kind, price, quantity, limit, share: Line(
        item=item("x", str(price), kind, limit=limit and str(limit), share=str(share)), quantity=quantity
    ),
    st.sampled_from("ABC"),
    st.decimals(0, 900, places=2),
    st.decimals("0.5", 5, places=1),
    st.none() | st.decimals(1, 900, places=2),
    st.sampled_from(["0", "0.05", "0.10", "0.333"]),
)


@st.composite
def balances(draw: st.DrawFn) -> Balance:
    everything = draw(st.integers(0, 200_000))
    return Balance(all=Money(everything), prior_year=Money(draw(st.integers(0, everything))))


@st.composite
def benefits(draw: st.DrawFn) -> Benefit:
    upto = sorted(draw(st.sets(st.integers(1, 200_000), max_size=2)))
    tiers = tuple(Tier(upto=Money(end), ratio={Status.IN_SERVICE: {Level.PRIMARY: draw(rates)}}) for end in upto)
    return a_benefit(
        counting=draw(st.sampled_from(Counting)),
        unfiled_minus=draw(st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.75")])),
        deductible={Level.PRIMARY: draw(fen)},
        ratio={} if tiers else {Status.IN_SERVICE: {Level.PRIMARY: draw(rates)}},
        tiers=tiers,
        ceiling=draw(st.just({}) | st.builds(lambda most: {Status.IN_SERVICE: most}, fen)),
    )


@st.composite
def pools(draw: st.DrawFn, number: int) -> Pool:
    who = draw(st.sampled_from([employee, employee, employee, resident]))
    return Pool(
        grant=a_grant(
            f"p{number}",
            "he",
            id=number,
            filed=draw(st.sampled_from([date(2024, 1, 1), date(2024, 6, 1), date(2025, 1, 1)])),
            limit=draw(st.none() | fen),
            rank=draw(st.none() | st.integers(1, 3)),
            covers=draw(st.none() | st.none() | st.frozensets(st.sampled_from(Care))),
        ),
        authoriser=who(
            f"p{number}",
            region=draw(st.sampled_from([HOME, HOME, NEXT_CITY, FAR_AWAY])),
            insured=draw(st.sampled_from([True, True, False])),
        ),
        balance=draw(st.none() | balances() | balances()),
        used=draw(fen),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rules = aid(
        scope=draw(st.sampled_from(Scope)),
        order=draw(st.sampled_from(Order)),
        per_settlement=draw(st.sampled_from(PerSettlement)),
        reserve=draw(st.sampled_from([Money(0), Money(0), Money(50_000)])),
        shareable=draw(st.sampled_from(Shareable)),
        trigger=draw(st.sampled_from(Trigger)),
        covers=draw(st.sampled_from([frozenset(Care), frozenset(Care), frozenset({Care.PHARMACY})])),
    )
    rows = draw(st.tuples(benefits()) | st.just(()))
    pays, first = draw(st.booleans()), draw(st.booleans())
    return Case(
        bill=a_bill(*draw(st.lists(lines, min_size=1, max_size=4)), account=draw(st.sampled_from(AccountUse))),
        holder=employee("he", region=draw(st.sampled_from([HOME, HOME, FAR_AWAY])), filed_in=draw(st.frozensets(regions))),
        institution=hospital(region=draw(st.sampled_from([HOME, HOME, NEXT_CITY, FAR_AWAY]))),
        edition=an_edition(benefits=rows, mutual_aid=rules, account=account(pays_off_catalogue=pays, account_first=first)),
        year=draw(counts),
        counted=draw(counts),
        own=draw(balances()),
        pools=[draw(pools(number)) for number in range(draw(st.integers(0, 4)))],
    )


def split(case: Case) -> tuple[Adjudication, Allocation]:
    judged = adjudicate(
        case.bill,
        person=case.holder,
        institution=case.institution,
        edition=case.edition,
        day=DAY,
        year=case.year,
        counted=case.counted,
        own=case.own,
    )
    shared = allocate(
        judged.amount - judged.fund, off_catalogue=judged.off_catalogue, edition=case.edition, care=case.bill.care, use=case.bill.account,
        holder=case.holder, institution=case.institution, own=case.own, pools=case.pools, year="2025",
    )  # fmt: skip
    return judged, shared


# the second reckoning: the handbook's lines, in fractions, with none of the engine's functions


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
    exact, begin = Fraction(0), 0
    tiers = [(tier.upto.fen if tier.upto else 0, tier.ratio[Status.IN_SERVICE][Level.PRIMARY]) for tier in row.tiers]
    for end, rate in tiers or [(10**12, row.ratio[Status.IN_SERVICE][Level.PRIMARY])]:
        portion = max(0, min(base - sums.deductible, end) - begin)
        exact += portion * max(Fraction(0), Fraction(rate) - (Fraction(row.unfiled_minus) if unfiled else 0))
        begin = end
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


@given(cases())
def test_the_split_is_what_the_handbooks_formulas_give(case: Case) -> None:
    judged, shared = split(case)
    sums = reckon_fund(case)
    burden = sums.total - sums.fund
    payable = burden if case.edition.account.pays_off_catalogue else burden - sums.off
    own = 0 if case.bill.account is AccountUse.OFF else min(payable, case.own.all.fen)
    draws = reckon_draws(case, payable - own)
    assert (judged.amount.fen, judged.off_catalogue.fen, judged.deductible.fen, judged.fund.fen) == (
        sums.total,
        sums.off,
        sums.deductible,
        sums.fund,
    )
    assert shared.own.fen == own
    assert [(draw.authoriser, draw.amount.fen) for draw in shared.draws] == draws
    assert shared.cash.fen == burden - own - sum(amount for _, amount in draws)
    event(f"draws: {len(draws)}, fund: {sums.fund > 0}")


@given(cases())
def test_it_adds_up_and_nothing_is_negative_and_no_purse_gives_more_than_it_has(case: Case) -> None:
    judged, shared = split(case)
    assert judged.fund + shared.own + sum((draw.amount for draw in shared.draws), Money(0)) + shared.cash == judged.amount
    assert sum(line.total.fen for line in judged.lines) == judged.amount.fen
    amounts = [judged.deductible, judged.fund, shared.own, shared.own_prior_year, shared.cash]
    amounts += [part for draw in shared.draws for part in (draw.amount, draw.prior_year)]
    assert min(amounts) >= Money(0)
    if case.edition.benefits and (ceiling := case.edition.benefits[0].ceiling.get(Status.IN_SERVICE)) is not None:
        assert judged.fund <= max(Money(0), ceiling - case.year.fund)
    assert shared.own <= case.own.all
    assert shared.own_prior_year == min(shared.own, case.own.prior_year)
    room = {pool.authoriser.id: reckon_room(case, pool) for pool in case.pools}
    prior = {pool.authoriser.id: pool.balance.prior_year for pool in case.pools if pool.balance}
    for draw in shared.draws:
        assert 0 < draw.amount.fen <= room[draw.authoriser]
        assert draw.prior_year == min(draw.amount, prior[draw.authoriser])
    assert sorted([*(draw.grant for draw in shared.draws), *(over.grant for over in shared.passed_over)]) == sorted(
        pool.grant.id for pool in case.pools
    )


@given(cases())
def test_the_reasons_carry_the_amounts(case: Case) -> None:
    judged, shared = split(case)
    by_rule: dict[str, int] = {}
    for step in (*judged.steps, *shared.steps):
        by_rule[step.rule] = by_rule.get(step.rule, 0) + step.amount.fen
    assert by_rule["in-scope"] == judged.amount.fen - sum(by_rule.get(rule, 0) for rule in ("off-catalogue", "over-limit", "first-share"))
    assert by_rule.get("deductible", 0) == judged.deductible.fen
    assert by_rule.get("fund-ratio", 0) + by_rule.get("fund-tiers", 0) - by_rule.get("ceiling", 0) == judged.fund.fen
    assert by_rule.get("own-account", 0) == shared.own.fen
    assert by_rule.get("mutual-aid", 0) == sum(draw.amount.fen for draw in shared.draws)
    assert by_rule["cash"] == shared.cash.fen


@given(cases())
def test_the_same_inputs_give_the_same_split_and_are_left_as_they_were(case: Case) -> None:
    before = deepcopy(case)
    assert split(case) == split(case)
    assert case == before
