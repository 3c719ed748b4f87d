"""A receipt leads to its sale: scanned, typed, or held to the camera; and what then may be given back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.bill import Bill, Line
from engine.model.codes import Care, Event
from pos.receipt_code import receipt_code
from scanner.encode import write_png
from tests.pos.conftest import driving

if TYPE_CHECKING:
    from pathlib import Path

    from engine.model.item import Item
    from engine.model.settlement import Settlement
    from pos.wiring import House


@pytest.fixture
def sold(house: House, items: dict[str, Item]) -> list[Settlement]:
    def sale(code: str) -> Settlement:
        bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=items[code], quantity=Decimal(1)),))
        return house.engine.settle(bill, house.engine.issue("father").digits)

    return [sale("amox"), sale("ibu")]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("prefix", ["GJ:", "gj;", "]Q1GJ:", ""])
async def test_a_scanned_or_typed_receipt_opens_its_record_with_refund_at_hand(house: House, sold: list[Settlement], prefix: str) -> None:
    async with driving(house) as till:
        await till.type("nife\n")
        await till.type(f"{prefix}{sold[0].id}\n")
        await till.until(lambda: till.screen == "JournalScreen")
        assert sold[0].id in till.text()
        assert sold[1].id not in till.text()
        await till.press("f4")
        assert sold[0].id in till.text()
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter", "escape", "escape")
        await till.until(lambda: till.screen == "TillScreen")
        assert till.basket == [("nife", "1")]
    newest, *_ = house.engine.journal(1)
    assert (newest.event, newest.undoes) == (Event.REFUND, sold[0].id)


async def test_a_receipt_of_other_books_is_said_to_be_one(house: House, sold: list[Settlement]) -> None:
    async with driving(house) as till:
        for number in ("20990101000001", "GJ:20990101000001"):
            await till.type(f"{number}\n")
            await till.until(lambda: "unknown-settlement" in till.told)
            assert till.screen == "TillScreen"
            assert "20990101000001" in till.told
            await till.press("escape")
    assert len(house.engine.journal(9)) == len(sold)


@pytest.mark.parametrize("way", ["picture", "scanner"])
async def test_f3_takes_a_receipt_too(house: House, sold: list[Settlement], tmp_path: Path, way: str) -> None:
    picture = tmp_path / "receipt.png"
    write_png(receipt_code(sold[1].id), picture)
    async with driving(house) as till:
        await till.press("f3")
        await till.type(f"{picture}\n" if way == "picture" else f"{receipt_code(sold[1].id)}\n")
        await till.until(lambda: till.screen == "JournalScreen")
        assert sold[1].id in till.text()
        assert sold[0].id not in till.text()
