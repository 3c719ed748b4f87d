"""What callers may look at: the world in listing order, the journal, sums; and what the world may be filled with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, BooksError, Refusal, RefusalCode
from engine.ledger.body import decode, encode
from engine.model.codes import Care, Relation
from engine.model.family import Binding
from engine.policy.load import money_from_text
from engine.service.found import World
from tests.engine.ledger_dump import dump
from tests.engine.rules import HOME, an_edition, yuan
from tests.engine.town import FAR_AWAY, a_town, counter_sale, employee, hospital, item, line, pharmacy

if TYPE_CHECKING:
    from tests.engine.town import Town

TEN = counter_sale(line("10"))


def test_people_institutions_and_items_in_listing_order(town: Town) -> None:
    assert [person.id for person in town.engine.people()] == ["he", "daughter", "kid", "far"]
    assert [place.id for place in town.engine.institutions()] == ["clinic", "pharmacy", "bank"]
    assert town.engine.person("kid").id == "kid"
    assert town.engine.institution("bank").asks_pin
    with pytest.raises(BadInput, match="unknown-institution"):
        town.engine.institution("nowhere")


def test_the_journal_shows_the_newest_records_first_and_counts_all(town: Town) -> None:
    first, second = town.settle(TEN, "he"), town.settle(TEN, "kid")
    refund = town.engine.refund(first.id)
    assert town.engine.journal(2) == [refund, second]
    assert town.engine.journal(99) == [refund, second, first]
    assert town.engine.record_count() == 3
    assert town.engine.settlement("nothing") is town.engine.undone_by(second.id) is None


def test_the_chain_head_tells_books_from_those_that_went_another_way(town: Town) -> None:
    opened = town.engine.chain_head()
    town.settle(TEN, "he")
    one = town.engine.chain_head()
    assert (opened.entries, one.entries) == (3, 4)
    assert len({opened.chain, one.chain}) == 2
    assert (town.engine.chain_head(), len(one.chain)) == (one, 32)
    town.settle(TEN, "he")
    assert town.engine.chain_head().chain not in {opened.chain, one.chain}


def test_the_edition_of_a_person_is_that_of_today(town: Town) -> None:
    edition = town.engine.edition_for(town.engine.person("he"))
    assert edition is not None
    assert (edition.region, edition.name) == (HOME, "990100/2020-01-01")
    assert town.engine.edition_for(town.engine.person("far")) is None


def test_standing_is_changed_and_remembered_across_a_restart(town: Town) -> None:
    town.engine.set_insured("he", insured=False)
    town.engine.set_designated("clinic", designated=False)
    assert not town.engine.person("he").insured
    assert not town.engine.institution("clinic").designated
    town.engine.set_insured("he", insured=True)
    town.engine.set_designated("clinic", designated=True)
    assert town.settle(TEN, "he").holder == "he"
    assert [person.id for person in town.engine.people()] == ["he", "daughter", "kid", "far"]


def test_founding_again_keeps_institutions_and_items_that_are_known(town: Town) -> None:
    world = World(institutions=(hospital("clinic", region=FAR_AWAY), hospital("new")), items=(item("amox", "12.50"),))
    town.engine.found(world)
    assert town.engine.institution("clinic").region == HOME
    assert town.engine.institutions()[-1].id == "new"
    before = dump(town.books)
    town.engine.found(World(items=(item("amox", "99"),), bindings=(Binding(owner="he", member="kid", relation=Relation.CHILD),)))
    assert dump(town.books) == before


def test_the_engine_names_its_books() -> None:
    town = a_town((employee("he"), "1"))
    assert town.engine.books is town.books
    assert town.engine.books.url == "memory:"


def test_a_pharmacy_usually_sells_and_a_hospital_usually_treats() -> None:
    assert (pharmacy().usual_care, hospital().usual_care) == (Care.PHARMACY, Care.OUTPATIENT)


def test_errors_say_their_code_and_facts() -> None:
    assert str(BooksError("busy-books")) == "busy-books"
    assert str(BadInput("unknown-person", person="x", line=3)) == "unknown-person: person=x, line=3"
    refusal = Refusal(RefusalCode.NO_EDITION, region="1")
    assert (refusal.code, str(refusal.code), str(refusal)) == (RefusalCode.NO_EDITION, "no-edition", "no-edition: region=1")


def test_codes_are_kebab_case_and_each_its_own() -> None:
    codes = [code.value for code in RefusalCode]
    assert len(set(codes)) == len(codes)
    assert all(code == code.lower() and "_" not in code and code.isascii() for code in codes)


def test_only_values_that_a_record_knows_are_written_and_read() -> None:
    with pytest.raises(AttributeError):
        encode(object())
    with pytest.raises(NotImplementedError):
        decode(b"1", range)
    with pytest.raises(NotImplementedError):
        money_from_text(range, "1")


def test_a_record_is_the_same_bytes_whatever_the_order_it_was_built_in() -> None:
    one = employee("he", filed_in=frozenset({"990200", "880100"}), born=date(1950, 3, 2))
    other = employee("he", born=date(1950, 3, 2), filed_in=frozenset({"880100", "990200"}))
    assert encode(one) == encode(other)
    assert decode(encode(one), type(one)) == one
    assert encode(yuan("12.34")) == b"1234"


def test_a_world_without_an_edition_can_still_be_sold_to_in_another_region() -> None:
    town = a_town((employee("far", region=FAR_AWAY), "10"), editions=[an_edition(region=FAR_AWAY)])
    assert town.settle(TEN, "far").edition == "880100/2020-01-01"
