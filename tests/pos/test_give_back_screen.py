"""The journal's screen on which goods are chosen that come back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import BooksError
from engine.model.bill import Bill, Line
from engine.model.codes import Care, Event
from engine.money import Money
from engine.service.engine import Engine
from pos.pieces import pieces_of, returned
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from engine.model.item import Item
    from engine.model.settlement import Settlement
    from pos.wiring import House
    from pos.wording import Lang


@pytest.fixture
def sold(house: House, items: dict[str, Item]) -> Settlement:
    """3 x 12.50, two of the packs with their codes, and one of something else."""
    traced = Line(item=items["amox"], quantity=Decimal(3), trace=("83857930000000000001", "83857930000000000002"))
    bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(traced, Line(item=items["ibu"], quantity=Decimal(1))))
    return house.engine.settle(bill, house.engine.issue("father").digits)


def test_a_pack_with_a_code_is_a_piece_of_its_own(sold: Settlement) -> None:
    pieces = pieces_of(sold)
    assert [(piece.line.code, piece.sold, piece.trace) for piece in pieces] == [
        ("amox", Decimal(1), None),
        ("amox", Decimal(1), "83857930000000000001"),
        ("amox", Decimal(1), "83857930000000000002"),
        ("ibu", Decimal(1), None),
    ]
    assert returned(pieces) == ()
    assert pieces[0].turned().turned() == pieces[0] == pieces[0].fewer()
    assert pieces[0].more().more() == pieces[0].turned()


@pytest.mark.usefixtures("at_once", "sold")
@EACH_SIZE
@EACH_LANGUAGE
async def test_two_pieces_go_back_and_the_rest_is_settled_anew(
    house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]
) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await till.press("f8", "f5")
        assert till.text() == golden(name="1-none")
        await till.press("f9")
        assert till.told
        await till.press("plus", "down", "down", "enter")
        assert till.text() == golden(name="2-chosen")
        await till.press("f9")
        assert till.text() == golden(name="3-question")
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        assert till.text() == golden(name="4-what-remains")
        await till.press("enter")
        await till.until(lambda: till.screen == "JournalScreen")
    rest, refund, sale = house.engine.journal(5)
    assert (rest.event, refund.event, rest.replaces, refund.undoes) == (Event.SALE, Event.REFUND, sale.id, sale.id)
    assert [(part.code, part.quantity, part.trace) for part in rest.lines] == [
        ("amox", Decimal(1), ("83857930000000000001",)),
        ("ibu", Decimal(1), ()),
    ]
    assert house.engine.balances()["father"].all == Money(3862_40) - rest.figures.own_account
    assert house.engine.check() == []


@pytest.mark.usefixtures("at_once", "sold")
async def test_a_broken_line_is_tried_again_with_the_same_key(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[object] = []
    plain = Engine.give_back

    def broken(self: Engine, *args: object, **options: object) -> object:
        keys.append(options["key"])
        done = plain(self, *args, **options)  # type: ignore[arg-type]
        if len(keys) == 1:
            raise BooksError("busy-books", url="memory:")
        return done

    monkeypatch.setattr(Engine, "give_back", broken)
    async with driving(house) as till:
        await till.press("f8", "f5", "enter", "f9", "enter")
        await till.until(lambda: "busy-books" in till.told)
        await till.press("f9", "enter")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert len(set(keys)) == 1
    assert house.engine.record_count() == 3


@pytest.mark.usefixtures("sold")
async def test_of_a_refund_nothing_comes_back(house: House) -> None:
    house.engine.refund(house.engine.journal(1)[0].id)
    async with driving(house, lang="en") as till:
        await till.press("f8", "f5")
        assert till.screen == "JournalScreen"
        assert "no sale" in till.told


@pytest.mark.usefixtures("sold")
async def test_esc_leaves_everything_as_it_was(house: House) -> None:
    async with driving(house) as till:
        await till.press("f8", "f5", "enter", "escape")
        assert till.screen == "JournalScreen"
    assert house.engine.record_count() == 1
