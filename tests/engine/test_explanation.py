"""For any split: each figure is the sum of the steps that explain it, and each step rests on something that can be named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.adjudicate.coinsurance import apply_rates
from engine.model.codes import Why
from engine.model.explanation import FIGURES_OF, SUMS, Explanation, Ground, NotDrawn, Reason, explained
from engine.model.settlement import Figures
from engine.model.step import Step
from engine.money import Money, total
from engine.policy.grounds import GENERAL, grounds
from engine.policy.load import shipped
from engine.policy.source import Mark, Source, Sources
from tests.engine.rules import a_benefit, an_edition
from tests.engine.test_split_properties import cases, split

if TYPE_CHECKING:
    from engine.policy.edition import Edition
    from tests.engine.reckoning import Case

EDITIONS = st.sampled_from([None, *shipped().editions])


def figures_of(case: Case) -> tuple[Figures, tuple[Step, ...]]:
    judged, shared = split(case)
    parts = {
        part: total(getattr(line, part) for line in judged.lines) for part in ("off_catalogue", "over_limit", "first_share", "in_scope")
    }
    figures = Figures(
        total=judged.amount,
        **parts,
        deductible=judged.deductible,
        fund=judged.fund,
        burden=judged.amount - judged.fund,
        own_account=shared.own,
        mutual_aid=total(draw.amount for draw in shared.draws),
        cash=shared.cash,
    )
    return figures, judged.steps + shared.steps


def under(case: Case, edition: Edition | None) -> Case:
    """The same under a shipped edition of the holder's region, or with every table of the made-up one carrying a source."""
    if edition is not None:
        return replace(case, edition=edition, holder=replace(case.holder, region=edition.region))
    known = {name: Source(key=name, title=name, mark=mark) for name, mark in zip(("row", "purse", "aid"), Mark, strict=False)}
    sourced = {name: Sources(table=source) for name, source in known.items()}
    made_up = case.edition
    edition = replace(
        made_up,
        sources=tuple(known.values()),
        benefits=tuple(replace(row, sources=sourced["row"]) for row in made_up.benefits),
        account=replace(made_up.account, sources=sourced["purse"]),
        mutual_aid=replace(made_up.mutual_aid, sources=sourced["aid"]),
    )
    return replace(case, edition=edition)


@given(cases(), EDITIONS)
def test_no_fen_is_without_a_reason_and_none_is_explained_twice(case: Case, edition: Edition | None) -> None:
    figures, steps = figures_of(under(case, edition))
    assert explained(steps) == figures.by_name()
    assert all(step.amount >= Money.ZERO for step in steps)


@given(cases(), EDITIONS)
def test_every_step_rests_on_a_source_of_its_edition_or_on_a_general_rule(case: Case, edition: Edition | None) -> None:
    case = under(case, edition)
    benefit = case.edition.benefit(case.holder.insurance, case.bill.care)
    known = {source.key: source for source in case.edition.sources}
    for step in figures_of(case)[1]:
        if "source" in step.facts:
            assert known[str(step.facts["source"])].mark == step.facts["mark"]
        found = grounds(step, case.edition, benefit)
        assert found, step.rule
        for ground in found:
            source = known[ground.key] if ground.figure else GENERAL[ground.key]
            assert (ground.title, ground.mark) == (source.title, source.mark)


def test_a_rule_that_decides_no_amount_is_known_as_such() -> None:
    """The two whose amount is part of another step's; all others of the kind carry nothing."""
    within = {"off-catalogue-cash", "account-first"}
    assert not within & FIGURES_OF.keys()
    assert {figure for figures in FIGURES_OF.values() for figure in figures} | SUMS.keys() == set(Figures.__slots__)


@pytest.mark.parametrize(
    ("whole", "figures"), [(False, ["benefit.tier"]), (True, ["benefit.tier", "benefit.tiers_include_deductible"])], ids=["above", "whole"]
)
def test_tiers_explain_the_fund_wherever_they_are_measured_from(*, whole: bool, figures: list[str]) -> None:
    source = Source(key="s1", title="a text", mark=Mark.SOURCED)
    benefit = a_benefit(tiers_include_deductible=whole, sources=Sources(table=source))
    tiers = ((Money(10_000), Decimal("0.85")), (Money(90_000), Decimal("0.88")))
    fund, step = apply_rates(Money(50_000), tiers, benefit, unfiled=False, deductible=Money(2_000))
    assert fund > Money.ZERO
    assert explained([step])["fund"] == fund
    assert [(ground.figure, ground.key) for ground in grounds(step, an_edition(), benefit)] == [(figure, "s1") for figure in figures]


@pytest.mark.parametrize("why", Why)
def test_each_reason_to_pass_a_pool_over_rests_on_something(why: Why) -> None:
    edition = shipped().editions[0]
    assert grounds(Step(rule=f"passed-over-{why}", amount=Money.ZERO), edition, None)


def test_without_an_edition_a_step_keeps_the_key_that_it_carries() -> None:
    step = Step(rule="ceiling", amount=Money(1), facts={"source": "s1", "mark": "s"})
    assert [(ground.key, ground.mark, ground.title) for ground in grounds(step, None, None)] == [("s1", "s", "")]
    assert grounds(replace(step, facts={}), None, None) == ()
    pool = Step(rule="passed-over-reserve", amount=Money.ZERO, facts={"source": "s2", "mark": "A", "order": "filing"})
    assert [(ground.figure, ground.key) for ground in grounds(pool, None, None)] == [("mutual_aid.order", "s2")], "not the reserve's"
    deductible = replace(step, rule="deductible")
    assert [(ground.figure, ground.key) for ground in grounds(deductible, None, None)] == [("benefit.deductible", "s1")], "once"


def test_a_figure_without_a_source_names_none() -> None:
    edition = replace(shipped().editions[0], table_sources={})
    assert grounds(Step(rule="ceiling", amount=Money(1)), edition, None) == ()
    assert grounds(Step(rule="premium", amount=Money(1)), edition, None) == ()


def test_general_rules_say_it_in_both_languages() -> None:
    assert all(key == source.key and len(source.title.split(" / ")) == 2 for key, source in GENERAL.items())


def test_an_explanation_names_each_source_once_and_every_pool_that_paid_nothing() -> None:
    step = Step(rule="cash", amount=Money(1))
    first, second = (Ground(figure="", key=key, title=key, mark="S") for key in ("s1", "s2"))
    over = NotDrawn(authoriser="aunt", grant=1, why=Why.NO_BALANCE, facts={}, cash=Money(1))
    explanation = Explanation(
        reasons=(Reason(step=step, grounds=(second, first)), Reason(step=step, grounds=(first,)), Reason(step=step, not_drawn=over))
    )
    assert [ground.key for ground in explanation.sources] == ["s2", "s1"]
    assert explanation.not_drawn == (over,)
