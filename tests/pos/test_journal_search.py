"""The journal's filter line: what its words mean, and finding by them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.bill import Bill, Line
from engine.model.codes import Care, Event
from engine.model.private import PrivateEvent
from engine.model.sought import Named, Sought
from engine.money import Money
from engine.service import records
from pos.catalogue import Catalogue
from pos.sought import sought
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from engine.model.item import Item
    from engine.model.settlement import Settlement
    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.conftest import Clock

TODAY = date(2025, 11, 21)
SALE: frozenset[Event | PrivateEvent] = frozenset({Event.SALE, PrivateEvent.SALE})
REFUND: frozenset[Event | PrivateEvent] = frozenset({Event.REFUND, PrivateEvent.REFUND})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Sought()),
        ("  　", Sought()),
        ("000014", Sought(number="000014")),
        ("２０２５１１２１０００００１", Sought(number="20251121000001")),
        ("GJ:20251121000001", Sought(number="20251121000001")),
        ("11-21", Sought(day=TODAY)),
        ("11-22", Sought(day=date(2024, 11, 22))),
        ("2-29", Sought(day=date(2024, 2, 29))),
        ("2025-11-22", Sought(day=date(2025, 11, 22))),
        ("今天", Sought(day=TODAY)),
        ("Yesterday", Sought(day=date(2025, 11, 20))),
        ("12.5", Sought(least=Money(12_50), most=Money(12_50))),
        ("￥20", Sought(least=Money(20_00), most=Money(20_00))),
        ("20元", Sought(least=Money(20_00), most=Money(20_00))),
        (">10 <20", Sought(least=Money(10_01), most=Money(19_99))),
        ("已退", Sought(undone=True)),
        ("退费", Sought(events=REFUND)),
        ("standing", Sought(events=SALE, undone=False)),
        ("自费", Sought(events=frozenset(PrivateEvent))),
        ("sale undone", Sought(events=SALE, undone=True)),
        ("王*兰", Sought(named=(Named(holder="王*兰"),))),
        ("布洛芬", Sought(named=(Named(holder="布洛芬", items=frozenset({"ibu"})),))),
        ("13-45", Sought(named=(Named(holder="13-45"),))),
        ("amox 11-21", Sought(day=TODAY, named=(Named(holder="amox", items=frozenset({"amox"})),))),
        ("[b]%_\\", Sought(named=(Named(holder="[b]%_\\"),))),
    ],
)
def test_what_a_word_means(house: House, typed: str, meant: Sought) -> None:
    assert sought(typed, Catalogue(house.engine.items()).search, TODAY) == meant


@pytest.fixture
def sold(house: House, items: dict[str, Item], clock: Clock) -> list[Settlement]:
    def sale(person: str, *codes: str) -> Settlement:
        bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=tuple(Line(item=items[code], quantity=Decimal(1)) for code in codes))
        clock.wind(60)
        return house.engine.settle(bill, house.engine.issue(person).digits)

    made = [sale("grandma", "amox"), sale("father", "ibu", "amox"), sale("child", "nife"), sale("father", "nife")]
    return [*made, house.engine.refund(made[1].id)]


@EACH_SIZE
@EACH_LANGUAGE
@pytest.mark.usefixtures("sold")
async def test_the_list_narrows(house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await till.press("f8")
        assert till.text() == golden(name="1-all")
        await till.slowly("陈*远 amox")
        await till.until(lambda: till.text().count("20251121") == 2)
        assert till.text() == golden(name="2-narrowed")
        await till.slowly(" >999")
        await till.until(lambda: "20251121" not in till.text())
        assert till.text() == golden(name="3-nothing")


@pytest.mark.parametrize(
    ("typed", "places"),
    [("王", [0]), ("nife", [3, 2]), ("已退", [1]), ("refund", [4]), ("<7", [3, 2]), ("11-20", []), ("6990000575605", [4, 1, 0])],
)
async def test_what_is_typed_is_found(house: House, sold: list[Settlement], typed: str, places: list[int]) -> None:
    async with driving(house) as till:
        await till.press("f8")
        await till.slowly(typed)
        ids = [sold[place].id for place in places]
        await till.until(lambda: [line.split()[0] for line in till.text().splitlines() if line.startswith("  2025")] == ids)


async def test_enter_right_after_typing_waits_for_the_books(house: House, sold: list[Settlement]) -> None:
    async with driving(house) as till:
        await till.press("f8")
        await till.slowly(f"{sold[2].id}\n")
        await till.until(lambda: till.screen == "ReceiptScreen")
        assert sold[2].id in till.text()
        await till.press("escape", "ctrl+u")
        await till.slowly(f"GJ:{sold[0].id}\n")
        await till.until(lambda: till.screen == "ReceiptScreen")
        assert sold[0].id in till.text()
        await till.press("escape")
        assert till.screen == "JournalScreen"
        await till.press("ctrl+u")
        await till.slowly("20990101000001\n")
        await till.until(lambda: "unknown-settlement" in till.told)
        await till.press("question_mark")
        assert till.screen == "JournalScreen"


async def test_pages_are_turned_at_their_ends(house: House, sold: list[Settlement], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records.Records.find, "__kwdefaults__", {"before": None, "most": 2})
    newest_first = [one.id for one in reversed(sold)]
    async with driving(house) as till:
        await till.press("f8")
        assert [one in till.text() for one in newest_first] == [True, True, False, False, False]
        await till.press("down", "down")
        assert [one in till.text() for one in newest_first] == [False, False, True, True, False]
        assert "第 2 页" in till.text()
        await till.press("down", "down")
        assert [one in till.text() for one in newest_first] == [False, False, False, False, True]
        await till.press("down", "up", "up")
        assert newest_first[0] in till.text()


async def test_a_person_code_is_not_for_the_journal(house: House, sold: list[Settlement]) -> None:
    async with driving(house) as till:
        await till.press("f8")
        await till.type(f"{house.engine.issue('father').digits}\r")
        assert "不收扫码" in till.told
        assert sold[1].id in till.text()
