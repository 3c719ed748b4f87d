"""What the `Store` protocol promises, for every database that keeps it. Another database is another opener in the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest

from engine.errors import BooksError
from engine.ledger.booking import entry_of, opening_entry
from engine.ledger.store import ChainHead, Keyed
from engine.model.codes import CredentialState
from engine.model.year import Accrual, Counted
from engine.money import Money
from tests.engine.bookkeeping import opened, post
from tests.engine.rules import yuan
from tests.engine.settlements import a_draw, a_settlement, figures, the_undoing
from tests.engine.town import MORNING, balance, employee, hospital, item, pharmacy, resident

if TYPE_CHECKING:
    from engine.ledger.store import Books
    from engine.model.settlement import Settlement

T = TypeVar("T")


# people, institutions, items


def test_what_is_put_in_comes_out_as_it_was_in_listing_order(books: Books) -> None:
    grandma = resident(
        "奶奶", filed_in=frozenset({"990200", "880100"}), credential=CredentialState.FROZEN, born=date(1950, 3, 2), insured=False
    )
    shelf = replace(
        item("amox", "12.500001", "B", limit="8", share="0.10"), name="阿莫西林 [red]", traced=True, ean="6900000000001", unit="盒"
    )
    with books.write() as writing:
        for person in (grandma, employee("b"), employee("a")):
            writing.put_person(person, MORNING)
        writing.put_institution(pharmacy(), MORNING)
        writing.put_institution(hospital("an-earlier-name"), MORNING)
        writing.put_item(shelf, MORNING)
    with books.read() as reading:
        assert reading.people() == [grandma, employee("b"), employee("a")]
        assert reading.person("奶奶") == grandma
        assert reading.institutions() == [pharmacy(), hospital("an-earlier-name")]
        assert reading.institution("pharmacy") == pharmacy()
        assert reading.items() == [shelf]
        assert reading.item("amox") == shelf


def test_the_newest_version_counts_and_keeps_its_place(books: Books) -> None:
    with books.write() as writing:
        for person in (employee("a"), employee("b"), employee("a", insured=False)):
            writing.put_person(person, MORNING)
    with books.read() as reading:
        assert reading.people() == [employee("a", insured=False), employee("b")]
        assert reading.person("a") == employee("a", insured=False)


def test_nobody_is_none(books: Books) -> None:
    with books.read() as reading:
        found: list[object] = [
            reading.person("x"),
            reading.institution("x"),
            reading.item("x"),
            reading.balance("x"),
            reading.settlement("x"),
        ]
        found += [reading.by_key("x"), reading.undone_by("x"), reading.credential(b"x")]
        assert found == [None] * 8
        assert reading.counted("x", "outpatient", "2025") == reading.counted_in_year("x", "2025") == Counted()
        assert reading.chain_head() == ChainHead(entries=0, chain=b"")
        assert reading.grant_used(9, "2025") == reading.account_total("fund:") == Money.ZERO
        assert [*reading.people(), *reading.settlements(), *reading.bindings_of("x"), *reading.bindings_to("x")] == []
        assert [
            *reading.grants_to("x"),
            *reading.pools_to("x", "2025"),
            *reading.grants_by("x"),
            *reading.balances(),
            *reading.records(),
            *reading.drawn(),
            *reading.check(),
        ] == []


def test_names_are_bound_and_never_spliced_into_a_statement(books: Books) -> None:
    evil = "x'; DROP TABLE entry; --"
    with books.write() as writing:
        writing.put_person(employee(evil), MORNING)
        writing.open_account(evil, opening_entry(evil, balance("1")), MORNING)
    with books.read() as reading:
        assert reading.person(evil) == employee(evil)
        assert reading.balances() == {evil: balance("1")}


# accounts and counters


def test_an_account_opens_with_its_balance_and_prior_year_part(books: Books) -> None:
    opened(books, he="100/40", she="0")
    with books.read() as reading:
        assert reading.balance("he") == balance("100", "40")
        assert reading.balances() == {"he": balance("100", "40"), "she": balance("0")}
        assert reading.account_total("opening") == -yuan("100")
        assert reading.check() == []


def test_counters_open_with_what_the_year_has_counted(books: Books) -> None:
    with books.write() as writing:
        writing.put_person(employee("he"), MORNING)
        writing.open_counter("he", [Accrual(group="outpatient", period="2025", deductible=yuan("360"), fund=yuan("12"))], MORNING)
    with books.read() as reading:
        assert reading.counted("he", "outpatient", "2025") == Counted(deductible=yuan("360"), fund=yuan("12"))
        assert reading.check() == []


def test_a_year_sums_all_groups_and_no_finer_period(books: Books) -> None:
    accruals = [
        Accrual(group=group, period=period, deductible=yuan("1"), fund=yuan("10"))
        for group, period in (("outpatient", "2025"), ("inpatient", "2025"), ("outpatient", "2025Q2"), ("outpatient", "2024"))
    ]
    with books.write() as writing:
        writing.open_counter("he", accruals, MORNING)
    with books.read() as reading:
        assert reading.counted_in_year("he", "2025") == Counted(deductible=yuan("2"), fund=yuan("20"))


# settlements


def test_a_settlement_comes_back_whole_and_moves_what_it_says(books: Books) -> None:
    opened(books, he="100/40", daughter="100/5")
    record = a_settlement(key="k1")
    post(books, record, content=b"hash")
    with books.read() as reading:
        assert reading.settlement(record.id) == record
        assert reading.by_key("k1") == Keyed(settlement=record, content=b"hash")
        assert reading.balances() == {"he": balance("70", "30"), "daughter": balance("75")}
        assert reading.counted("he", "outpatient", "2025") == Counted(deductible=yuan("20"), fund=yuan("40"))
        assert reading.grant_used(1, "2025") == yuan("25")
        assert reading.account_total("fund:") == -yuan("40")
        assert reading.account_total("drawer:") == yuan("5")
        assert list(reading.records()) == [
            (record, [(line.account, line.amount.fen, line.prior_year.fen) for line in entry_of(record).postings])
        ]
        assert reading.undone_by(record.id) is None
        assert reading.check() == []


def test_a_refund_moves_everything_back_and_both_records_stay(books: Books) -> None:
    opened(books, he="100/40", daughter="100/5")
    sale = a_settlement()
    refund = the_undoing(sale, "20250616000002")
    post(books, sale)
    post(books, refund)
    with books.read() as reading:
        assert reading.balances() == {"he": balance("100", "40"), "daughter": balance("100", "5")}
        assert reading.counted("he", "outpatient", "2025") == Counted()
        assert reading.grant_used(1, "2025") == reading.account_total("fund:") == reading.account_total("drawer:") == Money.ZERO
        assert reading.undone_by(sale.id) == refund
        assert reading.settlements() == [sale, refund]
        assert reading.check() == []


def test_the_newest_records_come_newest_first(books: Books) -> None:
    opened(books, he="1000/500", daughter="1000/500")
    records = [a_settlement(f"2025061600000{number}") for number in (1, 2, 3)]
    for record in records:
        post(books, record)
    with books.read() as reading:
        assert reading.settlements() == records
        assert reading.settlements(newest=2) == [records[2], records[1]]
        assert reading.settlements(newest=9) == records[::-1]


def test_numbers_of_settlements_name_the_day_and_never_come_twice(books: Books) -> None:
    numbers = []
    for day in (date(2025, 6, 16), date(2025, 6, 16), date(2025, 6, 17)):
        with books.write() as writing:
            numbers.append(writing.next_settlement_id(day))
            record = a_settlement(numbers[-1], figures=figures(cash="1"), draws=(), accruals=())
            writing.post(record, entry_of(record), content=None)
    assert len(set(numbers)) == 3
    assert [number[:8] for number in numbers] == ["20250616", "20250616", "20250617"]


@pytest.mark.parametrize(
    "record",
    [
        a_settlement(figures=figures(own="100.01"), draws=()),
        a_settlement(figures=figures(aid="50.01"), draws=(a_draw("daughter", "50.01"),)),
    ],
)
def test_no_account_goes_below_zero_and_a_booking_that_would_leaves_no_trace(books: Books, record: Settlement) -> None:
    opened(books, he="100/40", daughter="50")
    with pytest.raises(BooksError) as refused:
        post(books, record)
    assert refused.value.code == "would-go-below-zero"
    with books.read() as reading:
        assert reading.balances() == {"he": balance("100", "40"), "daughter": balance("50")}
        assert reading.settlements() == []
        assert reading.counted("he", "outpatient", "2025") == Counted()


def test_nor_does_the_prior_year_part_go_below_zero_or_above_the_balance(books: Books) -> None:
    opened(books, he="100/5", daughter="100/100")
    for record in (
        a_settlement(figures=figures(own="30"), draws=(), own_prior_year=yuan("10")),  # only 5 are from earlier years
        a_settlement(
            figures=figures(aid="30"), draws=(a_draw("daughter", "30", prior_year="10"),), own_prior_year=Money.ZERO
        ),  # would leave 70, 90 of them old
    ):
        with pytest.raises(BooksError):
            post(books, record)


def test_money_does_not_go_to_an_account_that_nobody_opened(books: Books) -> None:
    with pytest.raises(BooksError) as refused:
        post(books, a_settlement(figures=figures(own="1"), draws=()))
    assert (refused.value.code, refused.value.facts["account"]) == ("no-such-account", "personal:he")
