"""The reasons of a split, whole: every rule, every figure it used, and the source that each cites - its own and no other's."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.adjudicate.adjudication import adjudicate
from engine.allocate.purses import allocate
from engine.model.codes import AccountUse, Care, Level, Relation, Status
from engine.model.purse import Balance, Pool
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import AccountRules, Benefit, Edition, MutualAidRules, Shareable, Tier
from engine.policy.source import Mark, Source, Sources
from tests.engine.rules import a_benefit, aid, an_edition, yuan
from tests.engine.town import NEXT_CITY, a_bill, a_grant, balance, counter_sale, employee, hospital, line, pharmacy

if TYPE_CHECKING:
    from engine.model.bill import Bill

DAY = date(2025, 8, 31)
Told = list[tuple[str, int, dict[str, str | int]]]


def cited(*figures: str) -> Sources:
    """Each figure has a source of its own, named after it."""
    return Sources(figures={figure: Source(key=figure, title=figure, mark=Mark.SOURCED) for figure in figures})


def by(figure: str) -> dict[str, str | int]:
    return {"source": figure, "mark": "S"}


def a_cited_benefit(**changes: Any) -> Benefit:
    return a_benefit(**({"sources": cited("deductible", "ratio", "tier", "ceiling")} | changes))


def a_cited_edition(benefit: Benefit, *, rules: MutualAidRules | None = None, first: bool = False, pays: bool = True) -> Edition:
    account = AccountRules(pays_off_catalogue=pays, account_first=first, sources=cited("pays_off_catalogue", "account_first"))
    return an_edition(benefits=(benefit,), account=account, mutual_aid=rules or aid(sources=cited("order")))


def told(
    bill: Bill, edition: Edition, own: Balance, *pools: Pool, year: Counted | None = None, place: str | None = None, **where: Any
) -> Told:
    """Rule, amount and facts of every step of both halves."""
    holder, counted = employee("he"), year or Counted()
    institution = pharmacy() if bill.at == "pharmacy" else hospital(**({"region": place} if place else {}), **where)
    judged = adjudicate(
        bill, person=holder, institution=institution, edition=edition, day=DAY, year=counted, counted=counted, own=own
    )  # fmt: skip
    shared = allocate(
        judged.amount - judged.fund, off_catalogue=judged.off_catalogue, edition=edition, care=bill.care, use=bill.account,
        holder=holder, institution=institution, own=own, pools=pools, year="2025",
    )  # fmt: skip
    return [(step.rule, step.amount.fen, dict(step.facts)) for step in (*judged.steps, *shared.steps)]


def a_pool(name: str, has: str, *, used: str = "0", **grant: Any) -> Pool:
    grant = {"id": len(name), **grant}
    return Pool(grant=a_grant(name, "he", **grant), authoriser=employee(name), balance=balance(*has.split("/")), used=yuan(used))


def test_a_basket_with_everything_in_it() -> None:
    bill = a_bill(line("59.90", "1", "C"), line("98", "2", "B", limit="80", share="0.10"), line("420"))
    edition = a_cited_edition(a_cited_benefit(ceiling={Status.IN_SERVICE: yuan("300")}))
    daughter = a_pool("daughter", "900", used="50", limit=yuan("60"), relation=Relation.PARENT)
    son = a_pool("son", "0", filed=date(2025, 2, 1), relation=Relation.SIBLING)
    year = Counted(deductible=yuan("160"), fund=yuan("12.50"))
    line_two: dict[str, str | int] = {"line": 2, "item": "B-98", "name": "B-98", "amount_fen": 19600}
    assert told(bill, edition, balance("21.60"), daughter, son, year=year) == [
        ("off-catalogue", 5990, {"line": 1, "item": "C-59.90", "name": "C-59.90", "amount_fen": 5990}),
        ("over-limit", 3600, {**line_two, "limit": "80", "quantity": "2"}),
        ("first-share", 1600, {**line_two, "share": "0.10", "base_fen": 16000}),
        ("in-scope", 56400, {"lines": 3}),
        (
            "deductible",
            4000,
            {"counting": "annual", "level": "primary", "in_scope_fen": 56400, "deductible_fen": 20000, "paid_fen": 16000,
             "left_fen": 4000, **by("deductible")},
        ),
        ("fund-ratio", 41920, {"covered_fen": 52400, "ratio": "0.80", **by("ratio")}),  # 52400 * 0.80
        ("ceiling", 13170, {"ceiling_fen": 30000, "used_fen": 1250, "left_fen": 28750, "before_fen": 41920, **by("ceiling")}),
        ("own-account", 2160, {"payable_fen": 38840, "balance_fen": 2160}),  # 67590 - 28750
        (
            "mutual-aid",
            1000,
            {"authoriser": "daughter", "name": "daughter", "relation": "parent", "order": "filing", "filed": "2025-01-01",
             "balance_fen": 90000, **by("order"), "limit_fen": 6000, "used_fen": 5000, "room_fen": 1000},
        ),
        (
            "passed-over-no-balance",
            0,
            {"authoriser": "son", "name": "son", "relation": "sibling", "order": "filing", "filed": "2025-02-01", "balance_fen": 0,
             **by("order")},
        ),
        ("cash", 35680, {"burden_fen": 38840}),
    ]  # fmt: skip


def test_the_account_first_and_never_for_what_is_off_the_catalogue() -> None:
    edition = a_cited_edition(a_cited_benefit(), first=True, pays=False, rules=aid(sources=cited("order"), reserve=yuan("5")))
    found = told(a_bill(line("300"), line("59.90", "1", "C")), edition, balance("100"), a_pool("aunt", "5"))
    assert found[2] == ("account-first", 10000, {"balance_fen": 10000, **by("account_first")})
    assert found[3][:2] == ("deductible", 20000)  # 300 - 100
    assert found[3][2]["in_scope_fen"] == 20000
    assert found[4] == ("fund-ratio", 0, {"covered_fen": 0, "ratio": "0.80", **by("ratio")})
    assert found[5:7] == [
        ("off-catalogue-cash", 5990, by("pays_off_catalogue")),
        ("own-account", 10000, {"payable_fen": 30000, "balance_fen": 10000}),
    ]
    assert (found[7][0], found[7][1], found[7][2]["reserve_fen"], "room_fen" in found[7][2]) == ("passed-over-reserve", 0, 500, False)
    assert found[8] == ("cash", 25990, {"burden_fen": 35990})


def test_tiers_cite_their_own_source_and_say_what_was_taken_off() -> None:
    tiers = (
        Tier(upto=yuan("100"), ratio={Status.IN_SERVICE: {Level.PRIMARY: Decimal("0.85")}}),
        Tier(upto=yuan("1000"), ratio={Status.IN_SERVICE: {Level.PRIMARY: Decimal("0.88")}}),
    )
    benefit = a_cited_benefit(ratio={}, tiers=tiers, care=Care.INPATIENT)
    bill = a_bill(line("500"), care=Care.INPATIENT)
    above = told(bill, a_cited_edition(benefit), balance("0"), place=NEXT_CITY)[2]
    assert above == (
        "fund-tiers",
        23100,  # 10000 * 0.75 + 20000 * 0.78
        {"covered_fen": 30000, **by("tier"), "unfiled_minus": "0.10", "tiers": "100.00 x 0.75 + 200.00 x 0.78"},
    )
    whole = a_cited_benefit(ratio={}, tiers=tiers, care=Care.INPATIENT, tiers_include_deductible=True)
    assert told(bill, a_cited_edition(whole), balance("0"))[2] == (
        "fund-tiers-whole",
        26400,  # the deductible of 200 is above the first end: 30000 * 0.88
        {"covered_fen": 30000, **by("tier"), "deductible_fen": 20000, "tiers": "300.00 x 0.88"},
    )


def test_no_benefit_says_for_whom_and_where() -> None:
    edition = an_edition()
    who: dict[str, str | int] = {"insurance": "employee", "edition": edition.name}
    assert told(counter_sale(line("5")), edition, balance("9"))[1] == (
        "no-prescription",
        0,
        {**who, "care": "pharmacy", "level": "pharmacy"},
    )
    inpatient = a_bill(line("5"), care=Care.INPATIENT)
    assert told(inpatient, edition, balance("9"), level=Level.TERTIARY)[1] == (
        "no-benefit",
        0,
        {**who, "care": "inpatient", "level": "tertiary"},
    )


def test_an_account_that_is_off_says_so_and_pays_nothing() -> None:
    found = told(
        a_bill(line("300"), account=AccountUse.OFF), a_cited_edition(a_cited_benefit(), first=True), balance("100"), a_pool("aunt", "9")
    )
    assert [(rule, amount) for rule, amount, _ in found[3:]] == [("account-off", 0), ("passed-over-account-off", 0), ("cash", 22000)]
    assert found[3][2] == {"payable_fen": 22000, "balance_fen": 10000}


def test_a_draw_takes_prior_year_money_first_and_names_its_year() -> None:
    aunt = a_pool("aunt", "90/30")
    holder = employee("he")
    found = allocate(
        yuan("50"), off_catalogue=Money.ZERO, edition=an_edition(), care=Care.OUTPATIENT, use=AccountUse.USE, holder=holder,
        institution=hospital(), own=balance("8", "3"), pools=[aunt], year="2031",
    )  # fmt: skip
    (draw,) = found.draws
    assert (draw.authoriser, draw.grant, draw.amount, draw.prior_year, draw.year) == ("aunt", 4, yuan("42"), yuan("30"), "2031")
    assert (found.own, found.own_prior_year, found.cash) == (yuan("8"), yuan("3"), Money.ZERO)


def test_a_pool_without_an_account_is_told_with_an_empty_one() -> None:
    stranger = Pool(grant=a_grant("uncle", "he"), authoriser=employee("uncle"), balance=None, used=Money.ZERO)
    rule, _, facts = told(a_bill(line("300")), a_cited_edition(a_cited_benefit()), balance("0"), stranger)[-2]
    assert (rule, facts["balance_fen"]) == ("passed-over-authoriser-no-account", 0)


def test_of_two_bounds_that_are_equally_tight_the_plainer_one_is_told() -> None:
    prior_year = a_cited_edition(a_cited_benefit(), rules=aid(shareable=Shareable.PRIOR_YEAR))
    bill, nothing = a_bill(line("300")), balance("0")
    assert told(bill, prior_year, nothing, a_pool("aunt", "0"))[-2][0] == "passed-over-no-balance"
    assert told(bill, prior_year, nothing, a_pool("aunt", "9/0", limit=yuan("0")))[-2][0] == "passed-over-no-prior-year"
    assert told(bill, an_edition(), nothing, a_pool("aunt", "9", limit=yuan("0")))[-2][0] == "passed-over-limit-used-up"
