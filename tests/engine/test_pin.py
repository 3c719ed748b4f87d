"""The PIN of a credential: a switch of the institution; the books keep a keyed hash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import RefusalCode
from tests.engine.ledger_dump import dump
from tests.engine.rules import an_edition, yuan
from tests.engine.town import Town, a_town, counter_sale, employee, hospital, item, line, pharmacy, refusal

TEN = counter_sale(line("10"))


@pytest.mark.parametrize("pin", [None, "", "000000", "1234567", "１２３４５６"])
def test_a_wrong_pin_changes_nothing(town: Town, pin: str | None) -> None:
    code = town.code("he")
    before = dump(town.books)
    assert refusal(lambda: town.engine.settle(replace(TEN, at="bank"), code, pin=pin)) is RefusalCode.WRONG_PIN
    assert dump(town.books) == before
    assert town.engine.settle(replace(TEN, at="bank"), code, pin="123456").figures.total == yuan("10")


def test_the_pin_is_asked_for_by_the_institution_and_of_whom_it_has() -> None:
    far = employee("far", region="880100")
    town = a_town(
        (employee("he"), "9"), (employee("she"), "9"), (far, "9"), pins={"he": "1", "far": "1"},
        institutions=[hospital("bank", asks_pin=True), pharmacy("abroad", asks_pin=True, region="880100")],
        editions=[an_edition(), an_edition(region="880100")],
    )  # fmt: skip
    asked = {(who, where): town.engine.asks_pin(who, where) for who in ("he", "she", "far") for where in ("bank", "pharmacy", "abroad")}
    assert [pair for pair, asks in asked.items() if asks] == [("he", "bank"), ("far", "abroad")]  # never of another province's people
    assert town.settle(replace(TEN, at="bank"), "far").figures.total == yuan("10")


def test_the_books_know_no_pin(town: Town) -> None:
    assert "123456" not in str(dump(town.books))
    assert town.engine.person("he").pin_hash != town.engine.person("daughter").pin_hash == ""


def test_items_of_the_catalogue_come_back_in_listing_order(town: Town) -> None:
    with town.books.write() as books:
        for code in ("b", "a"):
            books.put_item(item(code, "1"), town.clock())
    assert [entry.code for entry in town.engine.items()] == ["b", "a"]
