"""The till's ways out of an unknown outcome: ask, try again, undo - in any order, and when the way out breaks as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from engine.errors import BooksError
from engine.model.codes import Event, Fault
from engine.money import Money
from pos.screens.settle import SettleScreen
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, Driver, driving
from tests.pos.test_trouble import Faulty, faulty

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from engine.model.settlement import Settlement
    from pos.wiring import House
    from pos.wording import Lang

pytestmark = pytest.mark.usefixtures("at_once")


async def lost(till: Driver, house: House) -> None:
    """A sale of 12.50 whose reply does not come."""
    await till.type(f"amox\n{house.engine.issue('father').digits}\n")
    await till.press("f9")
    await till.press("f9")
    await till.until(lambda: till.app.sale.open_outcome)


@EACH_SIZE
@EACH_LANGUAGE
async def test_the_screen_says_what_each_way_out_will_do(
    house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]
) -> None:
    broken, _ = faulty(house, Fault.BEFORE_COMMIT)
    async with driving(broken, lang=lang, size=size) as till:
        await lost(till, house)
        assert till.text() == golden(name="unknown")
        await till.press("f8")
        assert till.text() == golden(name="nothing-there")


@pytest.mark.parametrize("fault", [Fault.REPLY_LOST, Fault.AFTER_REPLY])
async def test_a_query_finds_what_was_settled(house: House, fault: Fault) -> None:
    broken, engine = faulty(house, fault)
    async with driving(broken) as till:
        await lost(till, house)
        assert not house.engine.day.reconcile("pharmacy").balanced, "the bureau has it, the till does not know"
        await till.press("f8")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert engine.keys == ["key-1"]
    assert [record.event for record in house.engine.journal(5)] == [Event.SALE]
    assert house.engine.day.reconcile("pharmacy").balanced


async def test_back_at_the_till_it_is_said_that_the_outcome_is_unknown(house: House) -> None:
    broken, _ = faulty(house, Fault.REPLY_LOST)
    async with driving(broken) as till:
        await lost(till, house)
        await till.press("escape")
        assert (till.screen, "结果未知" in till.told) == ("TillScreen", True)
        await till.press("f7")
        assert till.basket == [("amox", "1")]


async def test_a_query_that_finds_nothing_leaves_the_other_ways(house: House) -> None:
    broken, engine = faulty(house, Fault.BEFORE_COMMIT)
    async with driving(broken) as till:
        await lost(till, house)
        await till.press("f8")
        assert till.app.sale.open_outcome
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert engine.keys == ["key-1", "key-1"]
    assert len(house.engine.journal(5)) == 1


class ReversalLost(Faulty):
    """The reversal happens, and its reply does not come."""

    def reverse(self, key: str, **options: Any) -> Settlement:  # noqa: ANN401
        super().reverse(key, **options)
        raise BooksError("busy-books", url="memory:")


@pytest.mark.parametrize("way", ["f9", "f8", "f7"])
async def test_a_reversal_whose_reply_is_lost_is_never_taken_for_a_sale(house: House, way: str) -> None:
    """The key's first result comes back for ever; the till must see that it was undone."""
    from dataclasses import replace

    broken = replace(house, engine=ReversalLost(house.engine, Fault.REPLY_LOST))
    async with driving(broken) as till:
        await lost(till, house)
        await till.press("f7")
        await till.until(lambda: "busy-books" in till.told)
        assert till.app.sale.open_outcome
        await till.press(way)
        await till.until(lambda: till.screen == "TillScreen")
        assert "没有扣款" in till.told
        assert till.basket == [("amox", "1")]
        assert till.app.sale.key == "key-2"
    assert [record.event for record in house.engine.journal(5)] == [Event.REVERSAL, Event.SALE]
    assert house.engine.balances()["father"].all == Money(3862_40)
    assert house.engine.day.reconcile("pharmacy").balanced, "what the till was told it noted"


async def test_the_ways_out_are_there_only_while_they_are_needed(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.type(f"amox\n{house.engine.issue('father').digits}\n")
        await till.press("f9")
        assert isinstance(till.app.screen, SettleScreen)
        assert "Query" not in till.text()
        await till.press("f8", "f7")
        assert house.engine.record_count() == 0
        assert isinstance(till.app.screen, SettleScreen)
