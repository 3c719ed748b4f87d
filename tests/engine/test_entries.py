"""Every entry with its postings, as an accountant asks for them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from engine.errors import BooksError
from engine.ledger.sqlite import SqliteBooks
from engine.money import Money, total
from tests.engine.bookkeeping import filled
from tests.engine.town import MORNING, counter_sale, employee, line

if TYPE_CHECKING:
    from pathlib import Path

    import apsw

    from tests.engine.town import Town

TEN = counter_sale(line("10"))


def test_openings_sales_and_refunds_in_the_order_they_were_booked(town: Town) -> None:
    sale = town.settle(TEN, "he")
    refund = town.engine.refund(sale.id)
    entries = list(town.engine.entries())
    assert [(booked.event, booked.settlement) for booked in entries] == [
        *[("opening", None)] * 3,
        ("sale", sale.id),
        ("refund", refund.id),
    ]
    assert [booked.number for booked in entries] == sorted(booked.number for booked in entries)
    assert {booked.at for booked in entries} == {MORNING}
    assert [posting.amount.fen for posting in entries[3].entry.postings] == [-1000, 1000]
    assert entries[4].entry.postings == tuple(
        type(posting)(account=posting.account, amount=-posting.amount, prior_year=-posting.prior_year)
        for posting in entries[3].entry.postings
    )


def test_the_postings_add_up_to_the_balances(town: Town) -> None:
    for price in ("10", "600", "477.77"):
        town.settle(counter_sale(line(price)), "he")
    sums: Counter[str] = Counter()
    for booked in town.engine.entries():
        assert total(posting.amount for posting in booked.entry.postings) == Money.ZERO
        sums.update({posting.account: posting.amount.fen for posting in booked.entry.postings})
    assert {who: sums[f"personal:{who}"] for who in town.engine.balances()} == {
        who: balance.all.fen for who, balance in town.engine.balances().items()
    }
    assert sums["drawer:pharmacy"] == town.engine.cash_taken().fen > 0


def test_they_are_of_one_moment(file: Path) -> None:
    books, other = filled(file), SqliteBooks(file)
    with books.read() as reading:
        entries = reading.entries()
        first = next(entries)
        with other.write() as writing:
            writing.put_person(employee("x"), MORNING)
        assert [first, *entries] == list(reading.entries())
    other.close()
    books.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE posting SET amount = amount + 1 WHERE entry = 3 AND line = 0",
        "UPDATE posting SET account = 99 WHERE entry = 3 AND line = 0",
        "UPDATE entry SET at = 'yesterday'",
    ],
)
def test_what_does_not_add_up_is_damage_and_no_entry(raw: apsw.Connection, file: Path, damage: str) -> None:
    raw.execute(f"DROP TRIGGER posting_is_kept; DROP TRIGGER entry_is_kept; {damage}")
    raw.close()
    books = SqliteBooks(file)
    with pytest.raises(BooksError) as error, books.read() as reading:
        list(reading.entries())
    assert error.value.code == "damaged-books"
    books.close()
