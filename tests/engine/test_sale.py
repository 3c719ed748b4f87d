"""A sale: what was quoted is settled and booked; a quote writes nothing; figures that moved are refused with the new ones."""

from __future__ import annotations

from datetime import date

import pytest

from engine.errors import RefusalCode
from engine.model.codes import Care, Event
from engine.money import Money
from engine.service.settle import FiguresChanged
from tests.engine.ledger_dump import dump
from tests.engine.rules import account, an_edition, yuan
from tests.engine.town import Town, a_bill, a_grant, a_town, counter_sale, employee, line, refusal, resident

TEN = counter_sale(line("10"))


def test_a_sale_is_what_was_quoted_and_is_in_the_books(town: Town) -> None:
    code, bill = town.code("he", "daughter"), a_bill(line("1000"))
    quote = town.engine.pre_settle(bill, code)
    sold = town.engine.settle(bill, code, agreed=quote, key="k")
    assert (quote.figures.fund, quote.figures.own_account, quote.figures.cash) == (
        yuan("640"),
        yuan("360"),
        Money.ZERO,
    )  # (1000 - 200) * 0.80
    for name in ("holder", "shown_by", "at", "edition", "figures", "lines", "draws", "passed_over", "steps", "own_prior_year", "accruals"):
        assert getattr(sold, name) == getattr(quote, name), name
    assert (sold.event, sold.institution, sold.care, sold.prescription, sold.key, sold.undoes) == (
        Event.SALE,
        "clinic",
        Care.OUTPATIENT,
        False,
        "k",
        None,
    )
    assert (sold.own_after, sold.shown_by, sold.region, sold.insurance) == (yuan("140"), "daughter", "990100", "employee")
    assert town.engine.settlement(sold.id) == sold
    assert town.engine.journal(9) == [sold]
    assert (town.engine.fund_paid(), town.engine.cash_taken(), town.balance("he")) == (yuan("640"), Money.ZERO, yuan("140"))
    assert town.engine.check() == []


def test_the_relatives_pool_follows_by_itself(town: Town) -> None:
    sold = town.settle(counter_sale(line("850")), "he")
    assert (sold.figures.own_account, sold.figures.mutual_aid, sold.figures.cash) == (yuan("500"), yuan("300"), yuan("50"))
    assert [(draw.authoriser, draw.amount) for draw in sold.draws] == [("daughter", yuan("300"))]
    assert (town.balance("he"), town.balance("daughter"), town.engine.cash_taken()) == (Money.ZERO, Money.ZERO, yuan("50"))


def test_a_holder_of_a_region_without_an_edition_is_refused(town: Town) -> None:
    assert refusal(lambda: town.settle(TEN, "far")) is RefusalCode.NO_EDITION


def test_the_edition_in_force_on_the_day_counts() -> None:
    old = an_edition(effective=date(2020, 1, 1), until=date(2025, 6, 16), account=account(pays_off_catalogue=False))
    town = a_town((employee("he"), "100"), editions=[old, an_edition(effective=date(2025, 6, 17))])
    bill = counter_sale(line("10", item_class="C"))
    assert town.settle(bill, "he").figures.cash == yuan("10")
    town.clock.advance(hours=15)  # midnight
    sold = town.settle(bill, "he")
    assert (sold.figures.cash, sold.edition) == (Money.ZERO, "990100/2025-06-17")


def test_the_largest_sale_there_is_can_be_settled_and_a_larger_one_is_refused(town: Town) -> None:
    largest = counter_sale(line("49999999999999.99"), line("50000000000000"))
    assert town.settle(largest, "kid").figures.cash == Money.LARGEST
    more = counter_sale(line("49999999999999.99"), line("50000000000000.01"))
    assert refusal(lambda: town.settle(more, "kid")) is RefusalCode.AMOUNT_TOO_LARGE
    assert town.engine.check() == []


# a quote


def test_a_quote_writes_nothing_and_uses_no_code_up(town: Town) -> None:
    code = town.code("he")
    before = dump(town.books)
    first, again = town.engine.pre_settle(TEN, code), town.engine.pre_settle(TEN, code)
    assert first == again
    assert dump(town.books) == before
    town.engine.settle(TEN, code)


# figures that were agreed


def test_figures_that_moved_are_refused_with_the_new_quote_inside(town: Town) -> None:
    bill, code = counter_sale(line("600")), town.code("he")
    agreed = town.engine.pre_settle(bill, code)
    town.engine.revoke(authoriser="daughter", beneficiary="he")
    before = dump(town.books)
    with pytest.raises(FiguresChanged) as refused:
        town.engine.settle(bill, code, agreed=agreed)
    assert dump(town.books) == before
    assert (agreed.figures.cash, refused.value.quote.figures.cash) == (Money.ZERO, yuan("100"))
    assert refused.value.facts == {"agreed_cash_fen": 0, "cash_fen": 10000}
    assert town.engine.settle(bill, code, agreed=refused.value.quote).figures.cash == yuan("100")


def test_the_same_sum_from_other_pools_is_a_change_too() -> None:
    town = a_town(
        resident("kid"), (employee("mum"), "100"), (employee("dad"), "100"), grants=[a_grant("mum", "kid"), a_grant("dad", "kid")]
    )
    code = town.code("kid")
    agreed = town.engine.pre_settle(TEN, code)
    town.engine.set_insured("mum", insured=False)
    assert refusal(lambda: town.engine.settle(TEN, code, agreed=agreed)) is RefusalCode.FIGURES_CHANGED


def test_what_was_agreed_for_another_bill_or_holder_does_not_hold(town: Town) -> None:
    agreed = town.engine.pre_settle(TEN, town.code("he"))
    same_sum = counter_sale(line("5", "2"))
    assert town.engine.pre_settle(same_sum, town.code("he")).figures == agreed.figures
    assert refusal(lambda: town.settle(same_sum, "he", agreed=agreed)) is RefusalCode.FIGURES_CHANGED
    assert town.engine.pre_settle(TEN, town.code("daughter")).figures == agreed.figures
    assert refusal(lambda: town.settle(TEN, "daughter", agreed=agreed)) is RefusalCode.FIGURES_CHANGED


def test_a_purse_that_moved_without_touching_the_figures_is_no_change(town: Town) -> None:
    code = town.code("he")
    agreed = town.engine.pre_settle(TEN, code)
    town.settle(TEN, "daughter")
    assert town.engine.settle(TEN, code, agreed=agreed).figures == agreed.figures
