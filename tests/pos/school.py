"""A training house with a clock wound by hand."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from engine.ledger.open import open_books
from pos.training import training_url, training_world
from pos.wiring import House, engine_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pos.conftest import Clock


def school_house(home: Path, clock: Clock) -> Iterator[House]:
    """On books whose name says that they are training's."""
    home.mkdir(exist_ok=True)
    books = open_books(training_url(home))
    engine = engine_on(books, secret=b"test", clock=clock, random=Random(7))  # noqa: S311 - the same codes every time
    engine.found(training_world())
    yield House(engine=engine, institution=engine.institution("pharmacy"), home=home / "training")
    books.close()
