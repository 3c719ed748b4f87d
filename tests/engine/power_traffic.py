"""Traffic on a disk whose power is cut at every write, and what the engine finds when it comes back.

Each step is one transaction. An image made while a step is under way must open, be sound, and hold exactly what was there before the step
or exactly what was there after it: nothing acknowledged is lost, nothing is half written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Self

from engine.errors import BooksError
from engine.ledger import sqlite
from engine.ledger.open import open_books
from engine.model.codes import Relation
from tests.engine.ledger_dump import dump
from tests.engine.power import ENDINGS, Disk
from tests.engine.rules import the_shared_edition, yuan
from tests.engine.town import Town, a_bill, a_grant, a_town, an_engine, employee, line, resident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from engine.ledger.store import Books
    from engine.service.engine import Engine

Image = dict[str, bytes]
State = dict[str, list[tuple[object, ...]]]
CHECKPOINT_PAGES = 20


@dataclass
class Findings:
    """`behind`: how many steps an image's state lies behind the last that was acknowledged; -1 is the step that was under way."""

    images: int = 0
    damaged: int = 0
    half: int = 0
    behind: Counter[int] = field(default_factory=Counter)

    @property
    def lost(self) -> int:
        """Images that miss something that was acknowledged."""
        return sum(images for steps, images in self.behind.items() if steps > 0)


@dataclass
class PowerCuts:
    """Runs steps on a watched file, makes an image at each write (or each `every`-th) and after each step, and judges the images."""

    folder: Path
    chance: Random
    every: int = 1
    found: Findings = field(default_factory=Findings)
    images: list[tuple[int, Image]] = field(default_factory=list)  # with the number of the last acknowledged state
    states: list[State] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.disk, self.writes = Disk(self.folder / "books.db"), 0
        self.url = f"sqlite:///{self.folder / 'books.db'}"
        self.disk.at_each_write = self._written
        return self

    def __exit__(self, *_: object) -> None:
        self.disk.unregister()

    def _written(self) -> None:
        self.writes += 1
        if self.writes % self.every == 0:
            self._cut()

    def _cut(self) -> None:
        self.images.append((len(self.states) - 1, self.disk.image(self.chance)))

    def step(self, doing: Callable[[], object], books: Books) -> None:
        """Do it, and judge what a cut at each of its writes, or just after it, would have left."""
        doing()
        self.states.append(dump(books))
        self._cut()
        while self.images:
            self._judge(*self.images.pop())

    def _judge(self, acknowledged: int, image: Image) -> None:
        self.found.images += 1
        try:
            state = opened(self.folder / "after.db", image)
        except (BooksError, AssertionError):
            self.found.damaged += 1
            return
        number = next((number for number in reversed(range(len(self.states))) if self.states[number] == state), None)
        if number is None:
            self.found.half += 1
        else:
            self.found.behind[acknowledged - number] += 1


def put(file: Path, image: Image) -> None:
    for ending in (*ENDINGS, "-shm"):
        place = file.with_name(file.name + ending)
        place.unlink(missing_ok=True)
        if image.get(ending):
            place.write_bytes(image[ending])


def opened(file: Path, image: Image) -> State:
    """What the engine finds after the cut. Raises BooksError when it cannot open it, AssertionError when the books are not sound."""
    put(file, image)
    books = open_books(f"sqlite:///{file}")
    try:
        breaches = an_engine(books, editions=[the_shared_edition()]).check()
        assert not breaches, breaches
        return dump(books)
    finally:
        books.close()


def traffic(engine: Engine, sales: int, chance: Random) -> Iterator[Callable[[], object]]:
    """Sales of a family, some given back or reversed, grants that come and go, a premium: each a transaction of its own."""
    for number in range(sales):
        holder, key, codes = chance.choice(["he", "kid"]), f"k{number}", list[str]()
        bill = a_bill(line(f"{chance.randrange(1, 20_000) / 100:.2f}"))
        yield lambda: codes.append(engine.issue(holder).digits)  # noqa: B023 - it is done before the next is asked for
        yield lambda: engine.settle(bill, codes[0], key=key)  # noqa: B023
        kind = number % 5
        if kind == 0:
            yield lambda: engine.refund(engine.journal(1)[0].id)
        elif kind == 1:
            yield lambda: engine.revoke(authoriser="mother", beneficiary="he")
            yield lambda: engine.grant(authoriser="mother", beneficiary="he", relation=Relation.SPOUSE, limit=yuan("900"))
        elif kind == 2:
            yield lambda: engine.reverse(key)  # noqa: B023
        elif kind == 3:
            yield lambda: engine.pay_premium(authoriser="mother", beneficiary="kid", kind="minor")


def cut_while_selling(
    folder: Path, patch: pytest.MonkeyPatch, *, sales: int, chance: Random, synchronous: str = "full", every: int = 1
) -> Findings:
    """A family's sales; `synchronous` other than the engine's own shows what a disk that is not waited for would do."""
    patch.setattr(sqlite, "_CHECKPOINT_PAGES", CHECKPOINT_PAGES)
    with PowerCuts(folder, chance, every) as cuts:
        town = a_family(cuts.url)
        town.books._connection.pragma("synchronous", synchronous)  # type: ignore[attr-defined]
        cuts.images.clear()
        cuts.step(lambda: None, town.books)
        for step in traffic(town.engine, sales, chance):
            cuts.step(step, town.books)
        town.books.close()
    return cuts.found


def a_family(url: str) -> Town:
    return a_town(
        (employee("he"), "900/100"),
        (employee("mother"), "90000/50"),
        resident("kid"),
        url=url,
        editions=[the_shared_edition()],
        grants=[a_grant("mother", "he", limit=yuan("900")), a_grant("mother", "kid")],
    )
