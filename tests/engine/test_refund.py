"""A refund: every fen goes back to where it came from, once; and a return of one line is a refund and a new sale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import RefusalCode
from engine.model.codes import Event
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.town import Town, a_bill, a_grant, a_town, counter_sale, employee, line, refusal, resident

MIXED = a_bill(line("900"), line("100", item_class="C"), line("500", "1", "B", limit="400", share="0.10"))


@pytest.fixture
def town() -> Town:
    grants = [a_grant("daughter", "he", limit=yuan("60")), a_grant("son", "he")]
    counted = {"he": Counted(deductible=yuan("160"), fund=yuan("10"))}
    return a_town(
        (employee("he"), "21.60/10"),
        (employee("daughter"), "900/50"),
        (employee("son"), "110"),
        resident("kid"),
        grants=grants,
        counted=counted,
    )


def state(town: Town) -> dict[str, object]:
    family = town.engine.family_of("he")
    return {
        "balances": dict(town.engine.balances()),
        "counted": town.engine.counted("he"),
        "limits": sorted(family.used.items()),
        "fund": town.engine.fund_paid(),
        "cash": town.engine.cash_taken(),
    }


def test_everything_is_as_it_was_before_the_sale(town: Town) -> None:
    before = state(town)
    sale = town.settle(MIXED, "he")
    assert all(amount for name, amount in sale.figures.by_name().items()), "a sale that touches every purse"
    assert state(town) != before
    refund = town.engine.refund(sale.id)
    assert state(town) == before
    assert town.engine.check() == []
    assert refund == replace(
        sale,
        id=refund.id,
        event=Event.REFUND,
        figures=sale.figures.negated(),
        lines=tuple(part.negated() for part in sale.lines),
        draws=tuple(draw.negated() for draw in sale.draws),
        passed_over=(),
        steps=refund.steps,
        own_prior_year=-sale.own_prior_year,
        own_after=yuan("21.60"),
        accruals=tuple(accrual.negated() for accrual in sale.accruals),
        undoes=sale.id,
    )
    (step,) = refund.steps
    assert (step.rule, step.amount, step.facts["settlement"]) == ("refund", -sale.figures.total, sale.id)
    assert town.engine.settlement(sale.id) == sale
    assert town.engine.undone_by(sale.id) == refund


def test_it_shows_the_balance_after_it_and_not_after_the_sale(town: Town) -> None:
    sale = town.settle(counter_sale(line("5")), "he")
    town.settle(counter_sale(line("10")), "he")
    assert (sale.own_after, town.engine.refund(sale.id).own_after) == (yuan("16.60"), yuan("11.60"))  # 21.60 - 5; 21.60 - 10


def test_the_lines_of_a_refund_add_up_to_its_figures(town: Town) -> None:
    refund = town.engine.refund(town.settle(MIXED, "he").id)
    assert sum((part.total for part in refund.lines), Money.ZERO) == refund.figures.total == yuan("-1500")


def test_also_when_the_grant_was_revoked_and_the_authoriser_suspended_meanwhile(town: Town) -> None:
    sale = town.settle(MIXED, "he")
    town.engine.revoke(authoriser="daughter", beneficiary="he")
    town.engine.set_insured("son", insured=False)
    town.engine.set_insured("he", insured=False)
    town.engine.set_designated("clinic", designated=False)
    town.engine.refund(sale.id)
    assert (town.balance("he"), town.balance("daughter"), town.balance("son")) == (yuan("21.60"), yuan("900"), yuan("110"))
    assert town.engine.check() == []


def test_prior_year_money_goes_back_as_prior_year_money(town: Town) -> None:
    sale = town.settle(counter_sale(line("30")), "he")
    assert sale.own_prior_year == yuan("10")
    assert sale.draws[0].prior_year == yuan("8.40")
    town.engine.refund(sale.id)
    assert town.engine.balances()["he"] == Balance(all=yuan("21.60"), prior_year=yuan("10"))
    assert town.engine.balances()["daughter"] == Balance(all=yuan("900"), prior_year=yuan("50"))


def test_the_limit_of_a_grant_is_restored(town: Town) -> None:
    sale = town.settle(counter_sale(line("100")), "he")
    assert [(draw.authoriser, draw.amount) for draw in sale.draws] == [("daughter", yuan("60")), ("son", yuan("18.40"))]
    town.engine.refund(sale.id)
    again = town.settle(counter_sale(line("100")), "he")
    assert again.draws == sale.draws


def test_later_sales_stay_as_they_were_settled(town: Town) -> None:
    first = town.settle(a_bill(line("40")), "he")  # the rest of the deductible: 200 - 160
    second = town.settle(a_bill(line("100")), "he")
    assert (first.figures.deductible, second.figures.deductible) == (yuan("40"), Money.ZERO)
    town.engine.refund(first.id)
    assert town.engine.settlement(second.id) == second
    assert town.engine.counted("he").deductible == yuan("160")
    assert town.settle(a_bill(line("100")), "he").figures.deductible == yuan("40")
    assert town.engine.check() == []


def test_e7_a_return_of_one_line_is_a_refund_and_a_sale_of_the_rest(town: Town) -> None:
    whole = town.settle(a_bill(line("420"), line("150", "1", "B", share="0.20")), "he")
    town.engine.refund(whole.id)
    rest = town.settle(a_bill(line("420")), "he")
    assert (rest.figures.deductible, rest.figures.fund) == (yuan("40"), yuan("304"))  # (420 - 40) * 0.80
    assert town.engine.counted("he") == Counted(deductible=yuan("200"), fund=yuan("314"))


# once, and only what was sold


def test_a_second_refund_is_refused_and_changes_nothing(town: Town) -> None:
    sale = town.settle(MIXED, "he")
    town.engine.refund(sale.id)
    before = dump(town.books)
    assert refusal(lambda: town.engine.refund(sale.id)) is RefusalCode.ALREADY_REFUNDED
    assert dump(town.books) == before


@pytest.mark.parametrize("number", ["", "20250616999999", "x" * 10_000, "'; DROP TABLE entry; --", "[red]"])
def test_what_was_never_settled_cannot_be_refunded(town: Town, number: str) -> None:
    before = dump(town.books)
    assert refusal(lambda: town.engine.refund(number)) is RefusalCode.UNKNOWN_SETTLEMENT
    assert dump(town.books) == before


def test_a_refund_is_no_sale_that_could_be_refunded(town: Town) -> None:
    refund = town.engine.refund(town.settle(MIXED, "he").id)
    assert refusal(lambda: town.engine.refund(refund.id)) is RefusalCode.UNKNOWN_SETTLEMENT


def test_a_sale_paid_all_in_cash_comes_out_of_the_drawer(town: Town) -> None:
    sale = town.settle(counter_sale(line("30")), "kid")
    assert town.engine.cash_taken() == yuan("30")
    town.engine.refund(sale.id)
    assert town.engine.cash_taken() == Money.ZERO
