"""The second sentence of a pool that paid nothing: what would have let it pay, in both languages, with its figures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from engine.model.codes import Why
from engine.model.explanation import Ground, NotDrawn
from engine.model.reported import reported
from engine.model.step import Step
from engine.money import Money
from pos.wording import LANGUAGES, Lang
from pos.wording.explain import reason, remedy, reported_rows, source_line
from tests.engine.settlements import figures

FACTS: dict[str, str | int] = {
    "authoriser": "son", "name": "son", "relation": "parent", "order": "filing", "balance_fen": 1900_00, "reserve_fen": 2000_00,
    "limit_fen": 60_00, "used_fen": 60_00, "care": "inpatient", "bound": "presenter",
}  # fmt: skip


def over(why: Why) -> NotDrawn:
    return NotDrawn(
        authoriser="son", grant=1, why=why, facts=FACTS, cash=Money(100_00), would_have_paid=Money(40_00), cash_then=Money(60_00),
        at_least=Money(77_77), since=date(2026, 1, 1),
    )  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Lang:
    value: Lang = request.param
    return value


@pytest.mark.parametrize("why", Why)
def test_each_says_what_it_takes_and_what_would_have_come_of_it(why: Why, lang: Lang) -> None:
    enough = Money(77_77) if why in {Why.LIMIT_USED_UP, Why.RESERVE, Why.NO_BALANCE, Why.NO_GRANT} else None
    told = remedy(lang, replace(over(why), at_least=enough))
    assert all(amount in told for amount in ("40.00", "60.00", "100.00"))
    assert ("77.77" in told) == (enough is not None)
    assert not re.search(r"[{}]|None", told)
    assert bool(re.search("[一-鿿]", told)) == (lang == "zh")


@pytest.mark.parametrize("why", Why)
def test_without_an_outcome_nothing_is_promised(why: Why, lang: Lang) -> None:
    told = remedy(lang, replace(over(why), would_have_paid=None, cash_then=None, at_least=None))
    assert told
    assert not re.search(r"[{}]|None|40\.00", told)


def test_what_would_still_keep_it_out_is_said(lang: Lang) -> None:
    told = remedy(lang, replace(over(Why.RESERVE), would_have_paid=Money.ZERO, still=Why.LIMIT_USED_UP, at_least=None))
    assert {"zh": "限额已用完", "en": "limit used up"}[lang] in told


def test_where_only_the_payer_would_change_the_cash_stays() -> None:
    told = remedy("en", replace(over(Why.OTHER_AUTHORISER), at_least=None, cash_then=Money(100_00)))
    assert told.endswith("Then 40.00 would have come from here instead, and the cash would still be 100.00.")


def test_a_grant_that_would_be_refused_says_by_which_rule(lang: Lang) -> None:
    told = remedy(lang, replace(over(Why.NO_GRANT), refused="single-authoriser", would_have_paid=None, at_least=None))
    assert "single-authoriser" in told


def test_a_source_is_told_in_the_readers_language_where_its_title_has_both() -> None:
    both = Ground(figure="x", key="k", title="网页 / A page", mark="s")
    assert source_line("en", both) == "k  s = weak source  A page"
    assert source_line("zh", both) == "k  s = 出处较弱  网页"
    for title in ("One / two", "One", "甲 / 乙", "甲 / B / C"):
        assert all(source_line(lang, replace(both, title=title)).endswith(title) for lang in LANGUAGES)
    hostile = replace(both, key="\x1b[31m", title="\x1b]0;x\x07", mark="?")
    assert "\x1b" not in source_line("en", hostile)


def test_an_order_that_was_set_is_told_as_such() -> None:
    step = Step(rule="mutual-aid", amount=Money(1), facts=FACTS | {"room_fen": 100, "place": 1})
    assert "in the order that was set" in reason("en", step)
    assert "2000.00 stay with the authoriser" in reason("en", step)


def test_a_sum_that_holds_another_says_so(lang: Lang) -> None:
    split = figures(fund="40", own="30", aid="25", cash="5")
    plain = reported_rows(lang, reported(split, aid_in_account=False, accounts_in_fund=False))
    inside = reported_rows(lang, reported(split, aid_in_account=True, accounts_in_fund=True))
    assert [amount for _, amount in inside] == ["100.00", "95.00", "55.00", "25.00", "60.00", "5.00"]
    longer = [len(one[0]) > len(other[0]) for one, other in zip(inside, plain, strict=True)]
    assert longer == [False, True, False, True, False, False]
