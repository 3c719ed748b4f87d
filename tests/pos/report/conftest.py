"""A pharmacy's year: sales of each kind over some weeks, refunds, draws, refusals."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import pytest

from engine.errors import Refusal
from engine.ledger.open import open_books
from engine.model.bill import Bill, Line
from engine.model.codes import Care
from engine.money import Money
from pos.refusals_met import meet
from pos.wiring import House, demo_world, engine_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pos.conftest import Clock

GOODS = ("amox", "ibu", "ator", "affn")
HOLDERS = ("father", "grandma", "child", "mother")


def sell(house: House, holder: str, item: str, quantity: int = 1, *, prescription: bool = False) -> str:
    """The settlement's number, noted; "" where it was refused, which is remembered."""
    items = {each.code: each for each in house.engine.items()}
    lines = (Line(item=items[item], quantity=Decimal(quantity)),)
    try:
        sold = house.engine.settle(
            Bill(at=house.institution.id, care=Care.PHARMACY, lines=lines, prescription=prescription), house.engine.issue(holder).digits
        )
    except Refusal as refused:
        meet(house.engine, refused, institution=house.institution.id, operator="郑小梅")
        return ""
    house.engine.day.note(sold)
    return sold.id


@pytest.fixture
def kept(clock: Clock, tmp_path: Path) -> Iterator[House]:
    """Like `house`, with books in a file."""
    home = tmp_path / "home"
    home.mkdir()
    books = open_books(f"sqlite:///{home / 'books.sqlite'}")
    engine = engine_on(books, secret=b"test", clock=clock, random=Random(7))  # noqa: S311 - the same codes every time
    engine.found(demo_world())
    yield House(engine=engine, institution=engine.institution("pharmacy"), home=home)
    books.close()


@pytest.fixture
def busy(kept: House, clock: Clock) -> House:
    """From September to the 21st of November."""
    chance = Random(3)  # noqa: S311 - the same year every time
    kept.engine.drawer.float_in("pharmacy", Money(200_00))
    for month, days in ((9, (3, 17)), (10, (9, 28, 30)), (11, range(1, 22))):
        for day in days:
            clock.at = datetime(2025, month, day, 1, 0, tzinfo=UTC)
            for _ in range(chance.randint(1, 4)):
                clock.wind(600)
                number = sell(kept, chance.choice(HOLDERS), chance.choice(GOODS), chance.randint(1, 4), prescription=chance.random() < 0.6)
                if number and chance.random() < 0.15:
                    kept.engine.day.note(kept.engine.refund(number))
            if chance.random() < 0.4:
                sell(kept, "child", "tooth")
    return kept
