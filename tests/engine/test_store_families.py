"""What the `Store` protocol promises: families, codes, and transactions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

import pytest

from engine.errors import BadInput, BooksError
from engine.ledger.booking import entry_of, opening_entry
from engine.ledger.sqlite import SqliteBooks
from engine.ledger.store import IssuedCredential
from engine.model.codes import Care, Event, Relation
from engine.model.family import Binding
from engine.model.purse import Balance, Pool
from engine.money import Money
from tests.engine.bookkeeping import opened, post
from tests.engine.rules import yuan
from tests.engine.settlements import a_draw, a_settlement, figures, the_undoing
from tests.engine.town import MORNING, a_grant, balance, employee

if TYPE_CHECKING:
    from pathlib import Path

    from engine.ledger.store import Books, Writing
    from engine.model.settlement import Settlement

T = TypeVar("T")


# families


def test_bindings_in_force_in_listing_order_from_both_sides(books: Books) -> None:
    one, two = (
        Binding(owner="mother", member="grandma", relation=Relation.PARENT),
        Binding(owner="mother", member="child", relation=Relation.CHILD),
    )
    other = Binding(owner="aunt", member="grandma", relation=Relation.PARENT)
    with books.write() as writing:
        for binding in (one, two, other):
            writing.add_binding(binding, MORNING)
        assert writing.bindings_of("mother") == [one, two]
        writing.remove_binding(one, MORNING)
    with books.read() as reading:
        assert reading.bindings_of("mother") == [two]
        assert reading.bindings_to("grandma") == [other]
    with books.write() as writing:
        writing.add_binding(one, MORNING)
        assert writing.bindings_of("mother") == [two, one]


def test_grants_get_a_number_and_a_revoked_one_is_another_than_the_next(books: Books) -> None:
    asked = a_grant(
        "mother", "grandma", limit=yuan("60"), rank=2, covers=frozenset({Care.PHARMACY, Care.OUTPATIENT}), filed=date(2025, 2, 1)
    )
    with books.write() as writing:
        first, other = writing.add_grant(asked, MORNING), writing.add_grant(a_grant("aunt", "grandma"), MORNING)
        assert first == replace(asked, id=first.id)
        assert 0 < first.id < other.id
        writing.revoke_grant(first, MORNING)
        second = writing.add_grant(asked, MORNING)
    with books.read() as reading:
        assert reading.grants_to("grandma") == [other, second]
        assert reading.grants_by("mother") == [second]
        assert second.id > other.id
        assert reading.grant_used(second.id, "2025") == Money.ZERO


def test_pools_are_the_grants_in_force_with_what_their_authorisers_have_and_have_paid(books: Books) -> None:
    opened(books, he="100/40", daughter="90/5")
    with books.write() as writing:
        writing.put_person(employee("son"), MORNING)  # nobody opened an account for him
        rich, poor, gone = (writing.add_grant(a_grant(name, "he"), MORNING) for name in ("daughter", "son", "daughter"))
        writing.revoke_grant(gone, MORNING)
        writing.put_person(employee("daughter", insured=False), MORNING)
    sale = a_settlement(figures=figures(aid="30"), draws=(a_draw("daughter", "30", grant=rich.id),), own_prior_year=Money.ZERO)
    post(books, sale)
    with books.read() as reading:
        assert reading.pools_to("he", "2025")[:2] == [
            Pool(grant=rich, authoriser=employee("daughter", insured=False), balance=balance("60", "5"), used=yuan("30")),
            Pool(grant=poor, authoriser=employee("son"), balance=None, used=Money.ZERO),
        ]
        assert [pool.used for pool in reading.pools_to("he", "2026")][:2] == [Money.ZERO, Money.ZERO]
        assert gone not in [pool.grant for pool in reading.pools_to("he", "2025")]


def test_a_pool_of_nobody_is_said_plainly(books: Books) -> None:
    with books.write() as writing:
        writing.add_grant(a_grant("ghost", "he"), MORNING)
    with pytest.raises(BadInput) as refused, books.read() as reading:
        reading.pools_to("he", "2025")
    assert (refused.value.code, refused.value.facts["person"]) == ("unknown-person", "ghost")


# codes


def test_a_code_is_known_by_its_hash_until_it_is_used(books: Books) -> None:
    own = IssuedCredential(hash=b"1", person="he", shown_by=None, issued_at=MORNING)
    shown = IssuedCredential(hash=b"2", person="he", shown_by="daughter", issued_at=MORNING + timedelta(seconds=5))
    with books.write() as writing:
        writing.add_credential(own)
        writing.add_credential(shown)
        writing.use_credential(b"1", "20250616000001")
    with books.read() as reading:
        assert (reading.credential(b"1"), reading.credential(b"2")) == (replace(own, used=True), shown)


# transactions


def test_a_write_that_ends_in_an_exception_leaves_nothing(books: Books) -> None:
    opened(books, he="100/40", daughter="100/5")

    def fail_after(writing: Writing) -> None:
        writing.put_person(employee("ghost"), MORNING)
        writing.post(a_settlement(), entry_of(a_settlement()), content=None)
        writing.add_grant(a_grant("mother", "he"), MORNING)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), books.write() as writing:
        fail_after(writing)
    with books.read() as reading:
        assert reading.person("ghost") is None
        assert reading.settlements() == []
        assert reading.grants_to("he") == []
        assert reading.balance("he") == balance("100", "40")
    post(books, a_settlement())  # and the books still take the next one


def test_a_writer_sees_what_it_has_written(books: Books) -> None:
    with books.write() as writing:
        writing.open_account("he", opening_entry("he", balance("5")), MORNING)
        writing.lock(["he"])
        assert writing.balance("he") == Balance(all=yuan("5"), prior_year=Money.ZERO)


def test_the_same_number_key_or_undoing_never_comes_twice(books: Books) -> None:
    opened(books, he="1000/500", daughter="1000/500")
    post(books, a_settlement("1", key="k"), content=b"c")
    post(books, the_undoing(a_settlement("1"), "2"))
    for record, content in (
        (a_settlement("1"), None),
        (a_settlement("3", key="k"), b"c"),
        (the_undoing(a_settlement("1"), "4", Event.REVERSAL), None),
    ):
        with pytest.raises(BooksError):
            post(books, record, content)
    with books.read() as reading:
        assert [record.id for record in reading.settlements()] == ["1", "2"]


def test_amounts_up_to_the_largest_are_kept_exactly(books: Books) -> None:
    opened(books, he=str(Money.LARGEST), daughter="0")
    post(books, a_settlement(figures=figures(own=str(Money.LARGEST)), draws=(), own_prior_year=Money.ZERO, accruals=()))
    with books.read() as reading:
        assert reading.balance("he") == balance("0")
        assert reading.account_total("claims:") == Money.LARGEST
        assert reading.settlements()[0].lines[0].price == Decimal("40.000001")
        assert reading.check() == []


def _both(writing: Writing, *records: Settlement) -> None:
    for record in records:
        writing.post(record, entry_of(record), content=None)


def test_an_account_that_was_opened_in_vain_is_forgotten_even_if_another_till_gives_its_number_away(file: Path) -> None:
    mine, other = SqliteBooks(file), SqliteBooks(file)
    opened(mine, he="100/40", daughter="100/40")
    first, second = a_settlement("1"), a_settlement("2", institution="hospital")
    with pytest.raises(BooksError), mine.write() as writing:
        _both(writing, first, first)
    post(other, second)
    post(mine, first)
    with mine.read() as reading:
        kept = {settlement.id: postings for settlement, postings in reading.records()}
        assert {name for name, *_ in kept["1"]} - {name for name, *_ in kept["2"]} == {"claims:clinic", "drawer:clinic"}
        assert {name for name, *_ in kept["2"]} - {name for name, *_ in kept["1"]} == {"claims:hospital", "drawer:hospital"}
    mine.close()
    other.close()
