"""The town that most tests of a sale happen in, and the databases that keep the books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pytest

from engine.ledger.open import open_books
from engine.model.codes import Relation
from engine.model.family import Binding
from tests.engine.bookkeeping import filled
from tests.engine.town import FAR_AWAY, Town, a_grant, a_town, employee, hospital, resident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.ledger.store import Books


@pytest.fixture
def town() -> Town:
    """He has 500 and his daughter, who lets him spend them, 300; her phone may show his code; at the bank a PIN is asked for."""
    far = employee("far", region=FAR_AWAY)
    bound = Binding(owner="daughter", member="he", relation=Relation.PARENT)
    return a_town(
        (employee("he"), "500/100"),
        (employee("daughter"), "300"),
        resident("kid"),
        (far, "50"),
        bindings=[bound],
        grants=[a_grant("daughter", "he")],
        pins={"he": "123456"},
        institutions=[hospital("bank", asks_pin=True)],
    )


def in_memory(_folder: Path) -> Books:
    return open_books("memory:")


def in_a_sqlite_file(folder: Path) -> Books:
    return open_books(f"sqlite:///{folder / 'books.db'}")


#: Another database is another opener here.
OPENERS: list[Callable[[Path], Books]] = [in_memory, in_a_sqlite_file]


@pytest.fixture(params=OPENERS, ids=lambda opener: opener.__name__)
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Books]:
    opened: Books = request.param(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "books.db"


@pytest.fixture
def raw(file: Path) -> Iterator[apsw.Connection]:
    """A second connection to filled books, past everything that is ours but the schema."""
    filled(file).close()
    connection = apsw.Connection(str(file))
    yield connection
    connection.close()
