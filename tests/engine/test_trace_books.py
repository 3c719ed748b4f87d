"""Drug trace codes in the books: the database refuses a second sale too, and tampering is found."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BooksError, Refusal
from engine.ledger.booking import entry_of
from engine.ledger.sqlite import SqliteBooks
from tests.engine.ledger_dump import dump
from tests.engine.town import an_engine
from tests.engine.traced import REQUIRED, SOLD, A, B, C, a_pack, a_town_that_requires

if TYPE_CHECKING:
    from pathlib import Path


def test_the_books_refuse_too(tmp_path: Path) -> None:
    town = a_town_that_requires(f"sqlite:///{tmp_path / 'books.db'}")
    sold = town.settle(a_pack("1", A), "he")
    before = dump(town.books)
    again = replace(sold, id="another", key=None)
    with pytest.raises(BooksError, match="trace-code-oversold"), town.books.write() as books:
        books.post(again, entry_of(again), content=None)
    assert dump(town.books) == before
    town.books.close()


@pytest.fixture
def sold_file(tmp_path: Path) -> Path:
    """A sold and given back; B and C sold by two sales."""
    file = tmp_path / "books.db"
    town = a_town_that_requires(f"sqlite:///{file}")
    town.engine.refund(town.settle(a_pack("1", A), "he").id)
    town.settle(a_pack("1", B), "he")
    town.settle(a_pack("1", C), "she")
    town.books.close()
    return file


IN_THE_RECORD = f"""UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '{C}', '{B}') AS BLOB)"""


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (IN_THE_RECORD, f"trace code {B} was sold twice: by 2025"),
        (f"DELETE FROM trace_use WHERE code = '{B}'", "its trace codes are not those of its lines"),
        (f"UPDATE trace_use SET portion = 5000 WHERE code = '{B}'", "its trace codes are not those of its lines"),
        (f"UPDATE trace_use SET code = 'X' WHERE code = '{B}'", "its trace codes are not those of its lines"),
        ("DELETE FROM trace_use WHERE portion < 0", "its trace codes are not those of its lines"),
        ("INSERT INTO trace_use VALUES ('X', 'nowhere', 5)", "trace codes of settlement nowhere, which is not there"),
    ],
)
def test_tampering_is_found_and_named(sold_file: Path, statement: str, told: str) -> None:
    connection = apsw.Connection(str(sold_file))
    for (name,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    assert connection.total_changes()
    connection.close()
    books = SqliteBooks(sold_file)
    found = an_engine(books).check()
    books.close()
    assert any(told in breach for breach in found), found


def test_a_code_that_only_tampering_can_have_sold_is_refused_all_the_same(sold_file: Path) -> None:
    connection = apsw.Connection(str(sold_file))
    connection.execute("INSERT INTO trace_use VALUES ('X', 'nowhere', 5)")
    connection.close()
    books = SqliteBooks(sold_file)
    engine = an_engine(books, editions=[REQUIRED], seed=7)
    with pytest.raises(Refusal) as no:
        engine.settle(a_pack("1", "X"), engine.issue("he").digits)
    assert (no.value.code, "settlement" in no.value.facts) == (SOLD, False)
    books.close()
