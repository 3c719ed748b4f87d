"""A till in front of a pilot: the demo world in memory, a clock wound by hand, screens as text."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual import events
from textual.worker import WorkerCancelled

from engine.ledger.open import open_books
from engine.model.bill import Bill, Line
from engine.model.codes import Care
from engine.money import Money
from pos.app import TillApp
from pos.counter import slip_of
from pos.widgets import arming
from pos.widgets.status_line import StatusLine
from pos.wiring import House, demo_world, engine_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from syrupy.assertion import SnapshotAssertion
    from syrupy.location import PyTestLocation
    from textual.pilot import Pilot

    from engine.model.item import Item
    from engine.model.settlement import Quote
    from pos.receipt import Slip
    from pos.wording import Lang

SMALL, LARGE = (80, 24), (120, 40)
EACH_SIZE = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
EACH_LANGUAGE = pytest.mark.parametrize("lang", ["zh", "en"])
_TURNS = 400
_KEYS = {"\n": "enter", "\r": "enter", "\t": "tab"}


class Clock:
    """Shows a moment of 2025 until it is wound on."""

    def __init__(self) -> None:
        self.at = datetime(2025, 11, 21, 1, 0, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wind(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Driver:
    """Fingers and eyes."""

    def __init__(self, app: TillApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Until no worker runs and nothing is left to draw."""
        quiet = 0
        while quiet < 3:
            await self.pilot.pause(0)
            try:
                await self.app.workers.wait_for_complete()
                quiet += 1
            except WorkerCancelled:  # a newer one of its group took its place
                continue
        await self.pilot.pause()

    async def until(self, reached: Callable[[], object]) -> None:
        """A bound on turns, not on time, so that a slow machine is no wrong result."""
        for _ in range(_TURNS):
            if reached():
                await self.settle()
                return
            await self.pilot.pause(0.02)
        pytest.fail(f"never reached:\n{self.text()}")

    async def type(self, text: str) -> None:
        """All keys at once, as a hand scanner sends them; a line end is Enter."""
        for sign in text:
            self.app.post_message(events.Key(_KEYS.get(sign, sign), None if sign in _KEYS else sign))
        await self.settle()

    async def slowly(self, text: str) -> None:
        """As a person types: the gaps are those of a typist."""
        at = 1e9
        for sign in text:
            at += 1.0
            event = events.Key(_KEYS.get(sign, sign), None if sign in _KEYS else sign)
            event.time = at
            self.app.post_message(event)
        await self.settle()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    @property
    def basket(self) -> list[tuple[str, str]]:
        return [(line.item.code, format(line.quantity.normalize(), "f")) for line in self.app.sale.lines]

    @property
    def quote(self) -> Quote:
        assert self.app.sale.quote is not None
        return self.app.sale.quote

    @property
    def told(self) -> str:
        return self.app.screen.query_one(StatusLine).message

    @property
    def screen(self) -> str:
        return type(self.app.screen).__name__

    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
        return "\n".join(lines) + "\n"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def newly_founded(clock: Clock, home: Path) -> Iterator[House]:
    """Like every other of the same clock: the same codes, the same numbers."""
    books = open_books("memory:")
    engine = engine_on(books, secret=b"test", clock=clock, random=Random(7))  # noqa: S311 - the same codes every time
    engine.found(demo_world())
    home.mkdir()
    yield House(engine=engine, institution=engine.institution("pharmacy"), home=home)
    books.close()


@pytest.fixture
def house(clock: Clock, tmp_path: Path) -> Iterator[House]:
    with newly_founded(clock, tmp_path / "home") as founded:
        yield founded


@pytest.fixture
def items(house: House) -> dict[str, Item]:
    return {item.code: item for item in house.engine.items()}


@pytest.fixture
def slip(house: House, items: dict[str, Item]) -> Slip:
    """Grandma, shown by her daughter, with a prescription at the pharmacy; toothpaste beside it."""
    lines = tuple(Line(item=items[code], quantity=Decimal(quantity)) for code, quantity in (("amox", 3), ("ator", 2), ("affn", 1)))
    private = (Line(item=items["tooth"], quantity=Decimal(1)),)
    bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=lines, prescription=True, private=private)
    sold = house.engine.settle(bill, house.engine.issue("grandma", "mother").digits)
    return slip_of(house.engine, sold, house.institution, "zh", tendered=Money(100_00))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Confirming is armed as soon as its screen is up."""
    monkeypatch.setattr(arming, "PATIENCE", 0.0)


@pytest.fixture
def never_armed(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, every press comes too early."""
    monkeypatch.setattr(arming, "PATIENCE", 1e9)


@asynccontextmanager
async def driving(house: House, *, lang: Lang = "zh", size: tuple[int, int] = SMALL, **options: Any) -> AsyncIterator[Driver]:  # noqa: ANN401
    keys = count(1)
    app = TillApp(lambda: house, lang=lang, key=lambda: f"key-{next(keys)}", **options)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.catalogue is not None)
        yield driver


class ScreenText(SingleFileSnapshotExtension):
    """One text file a screen, to be read in a diff."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parent / "screens" / test_location.basename)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(ScreenText)
