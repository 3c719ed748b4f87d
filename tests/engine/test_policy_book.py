"""The book of editions: one in force in a region on a day, never two."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.policy.book import PolicyBook
from tests.engine.rules import HOME, an_edition
from tests.engine.town import NEXT_CITY

if TYPE_CHECKING:
    from engine.policy.edition import Edition

NEW_YEAR, LAST_DAY = date(2025, 1, 1), date(2025, 12, 31)
DAY = timedelta(days=1)


def dated(effective: date, until: date | None = None, region: str = HOME) -> Edition:
    return an_edition(region=region, effective=effective, until=until)


def test_an_edition_holds_from_its_first_to_its_last_day() -> None:
    edition = dated(NEW_YEAR, LAST_DAY)
    book = PolicyBook.of([edition])
    assert book.in_force(HOME, NEW_YEAR - DAY) is None
    assert book.in_force(HOME, NEW_YEAR) is edition
    assert book.in_force(HOME, LAST_DAY) is edition
    assert book.in_force(HOME, LAST_DAY + DAY) is None
    assert book.in_force(NEXT_CITY, NEW_YEAR) is None


def test_an_open_edition_ends_by_itself_when_the_next_begins() -> None:
    old, new = dated(date(2020, 1, 1)), dated(NEW_YEAR)
    book = PolicyBook.of([new, old])
    assert book.in_force(HOME, NEW_YEAR - DAY) is old
    assert book.in_force(HOME, NEW_YEAR) is new


def test_a_gap_between_editions_is_a_gap_also_after_an_older_open_one() -> None:
    book = PolicyBook.of([dated(date(2020, 1, 1)), dated(date(2022, 1, 1), date(2022, 12, 31)), dated(NEW_YEAR)])
    assert book.in_force(HOME, date(2023, 6, 1)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (dated(NEW_YEAR), dated(NEW_YEAR)),
        (dated(NEW_YEAR, LAST_DAY), dated(LAST_DAY)),
        (dated(NEW_YEAR, LAST_DAY), dated(date(2025, 3, 1), date(2025, 3, 2))),
    ],
)
def test_two_editions_may_not_claim_the_same_day(one: Edition, other: Edition) -> None:
    with pytest.raises(BadInput) as refused:
        PolicyBook.of([other, one])
    assert refused.value.code == "overlapping-editions"
    assert {refused.value.facts["first"], refused.value.facts["second"]} == {one.name, other.name}


def test_the_same_day_in_another_region_is_no_overlap() -> None:
    assert len(PolicyBook.of([dated(NEW_YEAR), dated(NEW_YEAR, region=NEXT_CITY)]).editions) == 2


def test_own_editions_replace_every_known_one_of_their_regions() -> None:
    neighbour, own = dated(NEW_YEAR, region=NEXT_CITY), dated(date(2025, 6, 1))
    book = PolicyBook.of([dated(date(2020, 1, 1)), dated(NEW_YEAR, LAST_DAY), neighbour]).replacing([own])
    assert book.editions == (own, neighbour)
    assert book.in_force(HOME, NEW_YEAR) is None


@given(
    st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), unique=True, min_size=1, max_size=6),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_among_open_editions_the_newest_that_has_begun_holds(begins: list[date], day: date) -> None:
    found = PolicyBook.of(dated(first) for first in begins).in_force(HOME, day)
    begun = [first for first in begins if first <= day]
    assert (found.effective if found else None) == max(begun, default=None)
