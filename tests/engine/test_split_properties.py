"""For any bill, edition and purses: the split is what the handbook's formulas (section 2) give, worked out again with fractions."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

from hypothesis import event, given
from hypothesis import strategies as st

from engine.adjudicate.adjudication import Adjudication, adjudicate
from engine.allocate.purses import Allocation, allocate
from engine.model.bill import Line
from engine.model.codes import AccountUse, Care, Level, Status
from engine.model.purse import Balance, Pool
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import Benefit, Counting, Order, PerSettlement, Scope, Shareable, Tier, Trigger
from tests.engine.reckoning import Case, reckon_draws, reckon_fund, reckon_room
from tests.engine.rules import HOME, a_benefit, account, aid, an_edition
from tests.engine.town import FAR_AWAY, NEXT_CITY, a_bill, a_grant, employee, hospital, item, resident

DAY = date(2025, 8, 31)


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
        tiers_include_deductible=draw(st.booleans()),
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
    assert (
        by_rule.get("fund-ratio", 0) + by_rule.get("fund-tiers", 0) + by_rule.get("fund-tiers-whole", 0) - by_rule.get("ceiling", 0)
        == judged.fund.fen
    )
    assert by_rule.get("own-account", 0) == shared.own.fen
    assert by_rule.get("mutual-aid", 0) == sum(draw.amount.fen for draw in shared.draws)
    assert by_rule["cash"] == shared.cash.fen


@given(cases())
def test_the_same_inputs_give_the_same_split_and_are_left_as_they_were(case: Case) -> None:
    before = deepcopy(case)
    assert split(case) == split(case)
    assert case == before
