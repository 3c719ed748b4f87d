"""Finding an item by whatever a cashier knows of it, and what an entry means."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.codes import ItemClass
from engine.model.item import Item
from pos.catalogue import MOST_HITS, Catalogue
from pos.entry import Add, Check, Find, Identify, Meaning, Recall, SetQuantity, Wrong, meaning, waits_for_item

if TYPE_CHECKING:
    from pos.wiring import House


@pytest.fixture
def catalogue(house: House) -> Catalogue:
    return Catalogue(house.engine.items())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("amox", "amox"),
        ("AMOX", "amox"),
        ("ａｍｏｘ", "amox"),
        ("6990000575605", "amox"),
        ("阿莫西林胶囊", "amox"),
        ("莫西", "amox"),
        ("amxl", "amox"),
        ("amxljn", "amox"),
        ("amoxilin", "amox"),
        ("Amoxicillin", "amox"),
        ("xbdphsp", "nife"),
        ("硝苯地平缓释片(II)", "nife"),
        ("硝苯地平缓释片（Ⅱ）", "nife"),
        ("hxzq", "hxzq"),
        ("tbld", "cefr"),
        ("spray", "bude"),
    ],
)
def test_every_spelling_finds_it_first(catalogue: Catalogue, typed: str, first: str) -> None:
    assert catalogue.search(typed)[0].code == first


def test_what_matches_exactly_comes_before_what_begins_so_before_what_holds_it() -> None:
    def item(code: str, name: str) -> Item:
        return Item(code=code, name=name, item_class=ItemClass.A, price=Decimal(1))

    catalogue = Catalogue([item("x1", "复方ab片"), item("abc", "甲"), item("ab", "乙")])
    assert [hit.code for hit in catalogue.search("ab")] == ["ab", "abc", "x1"]


def test_at_most_fifty_hits_and_the_beginning_of_the_list_for_nothing() -> None:
    items = [Item(code=f"c{number:03}", name="片", item_class=ItemClass.A, price=Decimal(1)) for number in range(80)]
    assert [hit.code for hit in Catalogue(items).search("片")] == [f"c{number:03}" for number in range(MOST_HITS)]
    assert len(Catalogue(items).search("")) == MOST_HITS


def test_what_is_not_there_is_not_found(catalogue: Catalogue) -> None:
    assert catalogue.search("zzzz") == ()
    assert catalogue.search("[red]") == ()


@pytest.mark.parametrize(
    ("entered", "meant"),
    [
        ("", None),
        ("   \r\n", None),
        ("*5", SetQuantity(count=Decimal(5))),
        ("＊０．５", SetQuantity(count=Decimal("0.5"))),
        ("0" * 28, Identify(code="0" * 28)),
        ("20251121000014", Recall(number="20251121000014")),
        ("GJ:20251121000014", Recall(number="20251121000014")),
        ("ｇｊ；20251121000014", Recall(number="20251121000014")),
        ("]Q3GJ:20251121000014", Recall(number="20251121000014")),
        ("=", Check(text="")),
        ("＝ ａｍｏｘ", Check(text="amox")),
        ("=6990000575605", Check(text="6990000575605")),
        ("=" + "0" * 28, Identify(code="0" * 28)),
        ("3*amxl", Find(text="amxl", count=Decimal(3))),
        ("2xl", Find(text="2xl")),
        ("*0", Wrong(key="till.entry-quantity-out-of-range", facts={})),
        ("99999*amox", Wrong(key="till.entry-quantity-out-of-range", facts={})),
        ("3*" + "0" * 28, Wrong(key="till.entry-quantity-of-credential", facts={})),
        ("a" * 7000, Wrong(key="till.entry-too-long", facts={})),
        ("\x1b[31m", Wrong(key="till.entry-control-characters", facts={})),
        ("6990000575704", Wrong(key="till.unknown-barcode", facts={"code": "6990000575704"})),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_an_entry_means(catalogue: Catalogue, entered: str, meant: Meaning) -> None:
    assert meaning(entered, catalogue) == meant


@pytest.mark.parametrize("entered", ["3*6990000575605", "３×ａｍｏｘ", "3*阿莫西林胶囊", "3 * amox", "]E03*amox"])
def test_a_quantity_before_an_item(catalogue: Catalogue, entered: str) -> None:
    meant = meaning(entered, catalogue)
    assert isinstance(meant, Add)
    assert (meant.item.code, meant.count) == ("amox", Decimal(3))


def test_a_quantity_that_waits_for_the_scanner() -> None:
    assert waits_for_item("3*")
    assert waits_for_item("＝")
    assert waits_for_item(" 2.5 × ")
    assert not waits_for_item("3*a")
    assert not waits_for_item("12345*")
    assert not waits_for_item("")
