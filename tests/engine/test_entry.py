"""An entry of the books: one that does not balance cannot be built; and the figures of a split that do not add up neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ledger.accounts import OPENING, PUBLIC, claims, drawer, fund, is_guarded, personal, premium
from engine.ledger.entry import Entry, Posting
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from tests.engine.rules import yuan
from tests.engine.settlements import figures
from tests.engine.town import a_grant, employee, hospital


def posting(account: str, amount: int) -> Posting:
    return Posting(account=personal(account), amount=Money(amount))


def test_what_one_loses_another_gains() -> None:
    entry = Entry((posting("a", -5), posting("b", 3), posting("c", 2)))
    assert sum(line.amount.fen for line in entry.postings) == 0


@pytest.mark.parametrize("amounts", [(1,), (-5, 4), (5, 5), (0, 0), (-5, 5, 0)])
def test_an_entry_that_does_not_balance_or_holds_nothing_in_a_line_cannot_be_built(amounts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="balance"):
        Entry(tuple(posting("a", amount) for amount in amounts))


@given(st.lists(st.integers(-(10**9), 10**9), max_size=6))
def test_only_what_sums_to_zero_is_an_entry(amounts: list[int]) -> None:
    lines = [posting("a", amount) for amount in amounts]
    closed = Entry.of(*lines, posting("b", -sum(amounts)))
    assert all(line.amount for line in closed.postings)
    if sum(amounts):
        with pytest.raises(ValueError, match="balance"):
            Entry.of(*lines)


def test_empty_lines_are_left_out() -> None:
    assert Entry.of(posting("a", 0), posting("b", 0)).postings == ()
    assert len(Entry.of(posting("a", 5), posting("b", 0), posting("c", -5)).postings) == 2


def test_only_personal_accounts_are_guarded() -> None:
    assert is_guarded(personal("he"))
    assert not any(map(is_guarded, [OPENING, PUBLIC, fund("990100", "employee"), drawer("clinic"), claims("clinic"), premium("990100")]))


def test_account_names_keep_people_and_places_apart() -> None:
    names = [personal("x"), fund("x", "employee"), fund("x", "resident"), drawer("x"), claims("x"), premium("x"), OPENING, PUBLIC]
    assert len(set(names)) == len(names)


# figures


GOOD = figures(fund="40", own="30", aid="25", cash="5", deductible="20")


@pytest.mark.parametrize(
    "name", ["total", "off_catalogue", "over_limit", "first_share", "in_scope", "fund", "burden", "own_account", "mutual_aid", "cash"]
)
def test_figures_with_one_fen_too_many_anywhere_cannot_be_built(name: str) -> None:
    with pytest.raises(ValueError, match="do not add up"):
        replace(GOOD, **{name: GOOD.by_name()[name] + Money(1)})


def test_figures_of_both_signs_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        figures(fund="40", cash="-5")


def test_the_negated_figures_add_up_too_and_twice_is_back() -> None:
    back = GOOD.negated()
    assert (back.total, back.cash) == (yuan("-100"), yuan("-5"))
    assert back.negated() == GOOD


# balances


def test_a_balance_with_an_impossible_prior_year_part_cannot_be_built() -> None:
    for prior in ("-0.01", "10.01"):
        with pytest.raises(ValueError, match="prior-year"):
            Balance(all=yuan("10"), prior_year=yuan(prior))


def test_nothing_was_counted_below_zero() -> None:
    for counted in ({"deductible": yuan("-0.01")}, {"fund": yuan("-0.01")}):
        with pytest.raises(ValueError, match="below zero"):
            Counted(**counted)


@pytest.mark.parametrize("region", ["", "99010", "9901000", "99010a", "９９０１００"])
def test_a_region_is_six_digits_for_people_and_places(region: str) -> None:
    for build in (employee, hospital):
        with pytest.raises(ValueError, match="6-digit"):
            build("x", region=region)


def test_a_limit_is_not_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        a_grant("mother", "child", limit=yuan("-0.01"))
