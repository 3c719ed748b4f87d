"""A small house with a clock that is wound by hand, an app of ten lines round it, and screens as text and as pictures."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
import pytest
from PIL import Image, ImageDraw
from rich.cells import cell_len
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App

from engine.ledger.open import open_books
from engine.model.codes import Insurance, Status
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from engine.service.found import Enrolment, World
from pos.wiring import House, demo_world, engine_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from syrupy.assertion import SnapshotAssertion
    from syrupy.location import PyTestLocation
    from textual.geometry import Region
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.strip import Strip

    from pos.wording import Lang
    from scanner.frames import Grey

SMALL, LARGE = (80, 24), (120, 40)
HOSTILE_NAME = "[/b]甲[red]\x1b[31m\u202e乙"
TRIES = 1000
CELL = (8, 16)


class Clock:
    """Shows a moment of 2025 until it is wound on."""

    def __init__(self) -> None:
        self.at = datetime(2025, 11, 21, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wind(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Desk(App[None]):
    """What these screens ask of an app: a language."""

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self.lang: Lang = lang
        self.ascii = False
        self.graphics = False


class Shown:
    """One screen in front of a pilot."""

    def __init__(self, pilot: Pilot[Any], screen: Any) -> None:  # noqa: ANN401 - each screen has its own insides to look at
        self.pilot, self.screen, self.app = pilot, screen, cast("Desk", pilot.app)
        self.results: list[Any] = []

    @property
    def gone(self) -> bool:
        return bool(self.results)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, reached: Callable[[], object], what: str = "") -> None:
        """A bound on turns, not on time, so that a slow machine is no wrong result."""
        for _ in range(TRIES):
            if reached():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.01)
        pytest.fail(f"never: {what}\n{self.text()}")

    async def tells(self, *parts: str) -> None:
        """Until all of them stand on the screen."""
        await self.until(lambda: all(part in self.text() for part in parts), f"{parts}")

    def strips(self) -> list[Strip]:
        return list(self.pilot.app.screen._compositor.render_strips())

    def text(self, region: Region | None = None) -> str:
        """The whole screen, or a part of it."""
        strips = self.strips()
        if region is not None:
            strips = [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]
        return "\n".join(strip.text.rstrip() for strip in strips).rstrip("\n") + "\n"

    def picture(self) -> Grey:
        """The terminal as a camera would see it: backgrounds and lower half blocks, in grey."""
        wide, tall = CELL
        size = self.pilot.app.size
        image = Image.new("RGB", (size.width * wide, size.height * tall))
        pen = ImageDraw.Draw(image)
        for row, strip in enumerate(self.strips()):
            column = 0
            for segment in strip:
                style = segment.style
                for character in segment.text:
                    left, top = column * wide, row * tall
                    right = left + wide * cell_len(character) - 1
                    if style is not None and style.bgcolor is not None:
                        pen.rectangle((left, top, right, top + tall - 1), fill=tuple(style.bgcolor.get_truecolor()))
                    if character == "▄" and style is not None and style.color is not None:
                        pen.rectangle((left, top + tall // 2, right, top + tall - 1), fill=tuple(style.color.get_truecolor()))
                    column += cell_len(character)
        grey: Grey = np.asarray(image.convert("L"))
        return grey


class Show(Protocol):
    """`async with show(screen, lang="zh", size=SMALL) as shown:`."""

    def __call__(
        self, screen: Screen[Any], *, lang: Lang = "zh", size: tuple[int, int] = SMALL, app: App[Any] | None = None
    ) -> AbstractAsyncContextManager[Shown]: ...


@pytest.fixture(autouse=True)
def quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot looks for idleness every 20 ms; a third of that is enough here, and `until` waits for what matters."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.006)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.003)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(clock: Clock, tmp_path: Path) -> Iterator[House]:
    """The demo world and one more person, whose name is an attack."""
    books = open_books("memory:")
    engine = engine_on(books, secret=b"test", clock=clock, random=Random(7))  # noqa: S311 - the same digits every time
    engine.found(demo_world())
    home = tmp_path / "home"
    home.mkdir()
    yield House(engine=engine, institution=engine.institution("pharmacy"), home=home)
    books.close()


@pytest.fixture
def hostile(house: House) -> str:
    """The id of somebody whose name holds markup, an escape sequence and a bidi override."""
    person = Person(
        id="hostile", name=HOSTILE_NAME, region="370100", insurance=Insurance.EMPLOYEE, status=Status.IN_SERVICE, born=date(1980, 1, 1)
    )
    balance = Balance(all=Money(100), prior_year=Money(0))
    house.engine.found(World(people=(Enrolment(person=person, balance=balance, counted=Counted()),)))
    return person.id


@pytest.fixture
def show() -> Show:
    @asynccontextmanager
    async def shower(
        screen: Screen[Any], *, lang: Lang = "zh", size: tuple[int, int] = SMALL, app: App[Any] | None = None
    ) -> AsyncIterator[Shown]:
        desk: App[Any] = app or Desk(lang)
        async with desk.run_test(size=size) as pilot:
            shown = Shown(pilot, screen)
            await desk.push_screen(screen, shown.results.append)
            await pilot.pause()
            yield shown

    return shower


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
