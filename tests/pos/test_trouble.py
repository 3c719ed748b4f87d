"""When things go wrong at the counter: lost replies, moved figures, hostile names, crashes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from threading import Event as Signal
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from engine.errors import BooksError
from engine.model.bill import Bill, Line
from engine.model.codes import Care, Event, Fault, ItemClass
from engine.model.item import Item
from engine.money import Money
from engine.service.engine import Engine
from engine.service.found import World
from pos import counter
from pos.app import TillApp
from pos.screens.help import HelpScreen
from pos.screens.quiet import CRASHED
from pos.screens.settle import SettleScreen
from pos.screens.till import TillScreen
from tests.pos.conftest import driving

if TYPE_CHECKING:
    from pathlib import Path

    from engine.model.settlement import Quote, Settlement
    from pos.sale import Sale
    from pos.wiring import House


class Faulty(Engine):
    """The line breaks as told, once each."""

    def __init__(self, engine: Engine, *faults: Fault | BooksError) -> None:
        super().__init__(engine._context)
        self.faults = list(faults)
        self.keys: list[str | None] = []

    def settle(self, *args: Any, key: str | None = None, **options: Any) -> Settlement:  # noqa: ANN401
        self.keys.append(key)
        fault = self.faults.pop(0) if self.faults else Fault.NONE
        if isinstance(fault, BooksError):
            raise fault
        return super().settle(*args, key=key, **{**options, "fault": fault})


def faulty(house: House, *faults: Fault | BooksError) -> tuple[House, Faulty]:
    engine = Faulty(house.engine, *faults)
    return replace(house, engine=engine), engine


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "fault",
    [Fault.BEFORE_COMMIT, Fault.REPLY_LOST, Fault.AFTER_REPLY, BooksError("busy-books", url="memory:")],
    ids=["before", "lost", "after", "busy"],
)
async def test_a_lost_reply_is_tried_again_with_the_same_key_and_charged_once(house: House, fault: Fault | BooksError) -> None:
    broken, engine = faulty(house, fault)
    code = house.engine.issue("father").digits
    async with driving(broken) as till:
        await till.type(f"amox\n{code}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.app.sale.open_outcome)
        await till.press("escape")
        await till.type("ibu\n")
        assert till.basket == [("amox", "1")], "a sale whose outcome is unknown is not changed"
        assert "结果未知" in till.told
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert engine.keys == ["key-1", "key-1"]
    (sold,) = house.engine.journal(5)
    assert sold.figures.own_account == Money(12_50)
    assert house.engine.balances()["father"].all == Money(3862_40 - 12_50)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("fault", [Fault.BEFORE_COMMIT, Fault.REPLY_LOST])
async def test_a_lost_reply_is_reversed_and_the_sale_goes_on_with_a_fresh_code(house: House, fault: Fault) -> None:
    broken, _ = faulty(house, fault)
    async with driving(broken) as till:
        await till.type(f"amox\n{house.engine.issue('father').digits}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.app.sale.open_outcome)
        await till.press("f7")
        await till.until(lambda: till.screen == "TillScreen")
        assert "请重新扫码" in till.told
        assert till.basket == [("amox", "1")]
        assert house.engine.balances()["father"].all == Money(3862_40)
        await till.type(f"{house.engine.issue('father').digits}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    events_booked = [record.event for record in reversed(house.engine.journal(5))]
    assert events_booked == ([Event.SALE, Event.REVERSAL, Event.SALE] if fault is Fault.REPLY_LOST else [Event.SALE])
    assert house.engine.balances()["father"].all == Money(3862_40 - 12_50)
    assert house.engine.check() == []


@pytest.mark.usefixtures("at_once")
async def test_moved_figures_are_shown_beside_the_old_and_agreed_to_anew(house: House, items: dict[str, Item]) -> None:
    """Another till leaves 3862.40 - 300 x 12.50 = 112.40 in the account; 20 x 12.50 = 250.00 was to come from it."""
    async with driving(house) as till:
        await till.type(f"20*amox\n{house.engine.issue('father').digits}\n")
        await till.press("f9")
        bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=items["amox"], quantity=Decimal(300)),))
        house.engine.settle(bill, house.engine.issue("father").digits)
        await till.press("f9")
        await till.until(lambda: "金额已变" in till.told)
        text = till.text()
        assert "250.00 → 112.40" in text
        assert "0.00 → 137.60" in text
        assert len(house.engine.journal(5)) == 1
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert house.engine.journal(1)[0].figures.cash == Money(137_60)


async def test_brackets_and_escapes_in_a_name_are_shown_and_not_obeyed(house: House) -> None:
    name = "甲[red]乙[/b]\x1b[31m\u202e"
    hostile = Item(code="evil", name=name, item_class=ItemClass.A, price=Decimal(1), spec="[/]", approval="[bold]", english=name)
    house.engine.found(World(items=(hostile,)))
    async with driving(house) as till:
        await till.type("evil\n")
        text = till.text()
        assert "甲[red]乙[/b]" in text
        assert "\x1b" not in text
        await till.type(f"{house.engine.issue('father').digits}\n")
        await till.press("f2")
        await till.press("escape")
        await till.press("f4")
        assert "甲[red]乙[/b]" in till.text()


async def test_an_escape_sequence_that_is_pasted_is_refused(house: House) -> None:
    async with driving(house) as till:
        await till.paste("\x1b[31mred")
        await till.press("enter")
        assert "控制字符" in till.told
        assert "\x1b" not in till.text()


async def test_a_failure_says_one_line_and_keeps_its_insides_in_a_file(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: TillScreen) -> None:
        name = "陈明远"
        raise ZeroDivisionError(f"6990000575605 {len(name)}")

    monkeypatch.setattr(TillScreen, "action_help", fail)
    app = TillApp(lambda: house, lang="en", home=house.home)

    async def press_help() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.post_message(events.Key("f1", None))
            await pilot.pause()
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):  # the pilot hands it on; a terminal would not
        await press_help()
    assert app.return_code == CRASHED
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert "The till failed" in said.err
    told = (house.home / "log" / "till-crash.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in told
    assert "6990000575605" not in told
    assert "陈明远" not in told


async def test_books_that_cannot_be_opened_end_the_till_with_their_sentence(tmp_path: Path) -> None:
    def open_nothing() -> House:
        raise BooksError("damaged-books", url=str(tmp_path))

    app = TillApp(open_nothing, lang="en")
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert app.return_code == 1
    assert app.trouble is not None
    assert app.trouble.code == "damaged-books"


def fail(*_: object) -> None:
    raise ZeroDivisionError


async def test_a_screen_that_fails_over_its_answer_ends_the_till_instead_of_waiting_for_ever(house: House) -> None:
    app = TillApp(lambda: house, lang="en", home=house.home)

    async def answer_it() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.work(lambda: 1, fail, group="settle")
            await app.workers.wait_for_complete()
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await answer_it()
    assert app.return_code == CRASHED


class Closed(HelpScreen):
    def answered(self, _: object) -> None:
        raise ZeroDivisionError


async def test_an_answer_for_a_screen_that_was_closed_meanwhile_troubles_nobody(house: House) -> None:
    async with driving(house) as till:
        till.app.work(lambda: 1, Closed().answered, group="settle")
        await till.settle()
        assert till.screen == "TillScreen"


async def test_the_tills_own_next_estimate_does_not_silence_the_figures_that_are_asked_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is due every five seconds, also while the settle screen waits for the books."""
    asked, go_on, estimate = Signal(), Signal(), counter.estimate

    def slowly(engine: Engine, sale: Sale) -> Quote:
        asked.set()
        go_on.wait(60)
        return estimate(engine, sale)

    async with driving(house) as till:
        await till.type(f"amox\n{house.engine.issue('grandma', 'mother').digits}\n")
        monkeypatch.setattr(counter, "estimate", slowly)
        below = till.app.screen
        await till.pilot.press("f9")
        assert isinstance(below, TillScreen)
        assert await asyncio.to_thread(asked.wait, 60)
        below.ask_again()
        go_on.set()
        await till.settle()
        assert isinstance(till.app.screen, SettleScreen)
        assert till.app.screen.quote is not None
