"""What may happen to the file under a running till: said in both languages, nothing lost, and work goes on once the cause is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from engine.errors import BooksError
from engine.ledger import sqlite
from engine.ledger.open import open_books
from engine.ledger.sqlite import SqliteBooks
from pos.wording.explain import refusal
from tests.engine.kills import killed
from tests.engine.rules import the_shared_edition
from tests.engine.test_sqlite_trouble import a_user_without_rights
from tests.engine.town import Clock, Town, a_bill, a_town, an_engine, employee, line

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
EDITION = the_shared_edition()
HOLD = """
import apsw, sys
connection = apsw.Connection(sys.argv[1])
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


class Till:
    """A till on a file; `sold` is what it was told is done."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.town = a_town((employee("he"), "500"), url=f"sqlite:///{file}", editions=[EDITION])
        self.sold: dict[str, str] = {}

    def sell(self, key: str) -> None:
        self.sold[key] = self.town.settle(a_bill(line("7.31")), "he", key=key).id

    def cannot_sell(self, key: str, code: str) -> None:
        with pytest.raises(BooksError) as error:
            self.sell(key)
        assert error.value.code == code
        zh, en = refusal("zh", error.value), refusal("en", error.value)
        assert zh != en
        assert len(en.split()) > 5 <= len(zh)

    def open_anew(self) -> None:
        self.town.books.close()
        books, clock = open_books(f"sqlite:///{self.file}"), Clock()
        engine = an_engine(books, editions=[EDITION], clock=clock, seed=len(self.sold) + 2)
        self.town = Town(engine=engine, books=books, clock=clock)

    def holds_exactly_what_it_sold(self) -> None:
        assert {record.key: record.id for record in self.town.engine.journal(1_000_000)} == self.sold
        assert self.town.engine.check() == []


@pytest.fixture
def till() -> Iterator[Till]:
    with TemporaryDirectory() as folder:  # not tmp_path: others may not enter that
        Path(folder).chmod(0o777)
        till = Till(Path(folder) / "books.db")
        till.sell("before")
        yield till
        till.town.books.close()


def test_the_disk_is_full(till: Till) -> None:
    assert isinstance(till.town.books, SqliteBooks)
    connection = till.town.books._connection
    connection.pragma("max_page_count", connection.pragma("page_count"))
    for number in range(1000):
        try:
            till.sell(f"k{number}")
        except BooksError:
            break
    till.cannot_sell("the next", "full-disk")
    till.holds_exactly_what_it_sold()
    connection.pragma("max_page_count", 2**31)
    till.sell("the next")
    till.holds_exactly_what_it_sold()


def test_another_process_holds_the_file(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_MS", 20)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(till.file)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        till.cannot_sell("the next", "busy-books")
        till.holds_exactly_what_it_sold()
        other.communicate("let go\n")
    till.sell("the next")
    till.holds_exactly_what_it_sold()


def test_the_file_is_turned_read_only(till: Till) -> None:
    """Who has it open sells on; who opens it then can only read."""
    till.file.chmod(0o444)
    till.sell("still open")
    till.town.books.close()
    with a_user_without_rights():
        till.open_anew()
        till.holds_exactly_what_it_sold()
        till.cannot_sell("the next", "read-only-books")
        till.town.books.close()
    till.file.chmod(0o666)
    till.open_anew()
    till.sell("the next")
    till.holds_exactly_what_it_sold()


def test_the_folder_is_turned_read_only(till: Till) -> None:
    till.file.chmod(0o666)
    till.file.parent.chmod(0o555)
    till.sell("still open")
    till.town.books.close()
    with a_user_without_rights():
        with pytest.raises(BooksError) as error:
            till.open_anew()
        assert error.value.code in {"cannot-open-books", "read-only-books"}
        assert refusal("zh", error.value) != refusal("en", error.value)
    till.file.parent.chmod(0o777)
    till.open_anew()
    till.sell("the next")
    till.holds_exactly_what_it_sold()


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_the_file_is_moved_away_and_put_back(till: Till, ending: str) -> None:
    """SQLite itself would sell on into a file that nobody finds again."""
    file = till.file.with_name(till.file.name + ending)
    file.rename(file.with_name("elsewhere"))
    till.cannot_sell("the next", "moved-books")
    file.with_name("elsewhere").rename(file)
    till.sell("the next")
    till.holds_exactly_what_it_sold()
    till.open_anew()
    till.holds_exactly_what_it_sold()


def test_the_file_is_deleted(till: Till) -> None:
    """What was in it is gone; nothing is sold into the void, and a till that opens anew begins fresh books."""
    till.file.unlink()
    till.cannot_sell("the next", "moved-books")
    fresh = a_town((employee("she"), "1"), url=till.town.books.url, editions=[EDITION])
    till.cannot_sell("the next", "moved-books")
    with pytest.raises(BooksError, match="moved-books"):
        till.town.engine.journal(1)  # not even read: SQLite would look up old pages in the new file's index
    number = fresh.settle(a_bill(line("0.50")), "she", key="fresh").id
    till.town.books.close()
    assert fresh.engine.check() == []
    fresh.books.close()
    till.open_anew()
    assert [record.id for record in till.town.engine.journal(9)] == [number]
    assert till.town.engine.check() == []


def test_the_file_is_replaced_by_its_backup(till: Till) -> None:
    backup = till.file.with_name("backup.db")
    till.town.engine.copy_to(backup)
    till.sell("after the backup")
    backup.replace(till.file)
    till.cannot_sell("the next", "moved-books")
    till.town.books.close()
    for ending in ("-wal", "-shm"):
        till.file.with_name(till.file.name + ending).unlink(missing_ok=True)
    till.sold.pop("after the backup")
    till.open_anew()
    till.holds_exactly_what_it_sold()
    till.sell("the next")
    till.holds_exactly_what_it_sold()


def test_the_journal_is_deleted_under_a_running_till(till: Till) -> None:
    """It is still open: closing the till brings what it holds into the file."""
    till.sell("in the journal")
    till.file.with_name("books.db-wal").unlink()
    till.cannot_sell("the next", "moved-books")
    till.open_anew()
    till.sell("the next")
    till.holds_exactly_what_it_sold()


def test_a_clean_end_leaves_no_journal_to_delete(till: Till) -> None:
    till.town.books.close()
    assert [file.name for file in till.file.parent.iterdir()] == ["books.db"]


def test_after_a_kill_the_index_of_the_journal_can_be_deleted_and_nothing_is_lost(till: Till) -> None:
    till.town.books.close()
    acknowledged = a_till_is_killed(till)
    till.file.with_name("books.db-shm").unlink()
    till.open_anew()
    assert acknowledged.items() <= {record.key: record.id for record in till.town.engine.journal(1_000_000)}.items()
    assert till.town.engine.check() == []


def test_after_a_kill_books_without_their_journal_are_whole_and_of_an_earlier_moment(till: Till) -> None:
    """The journal then holds the newest sales, and nothing can bring them back; but nothing is half."""
    till.town.books.close()
    a_till_is_killed(till)
    till.file.with_name("books.db-wal").unlink()
    till.open_anew()
    till.holds_exactly_what_it_sold()
    till.sell("the next")
    till.holds_exactly_what_it_sold()


def a_till_is_killed(till: Till) -> dict[str, str]:
    return killed(Random(3), till.town.books.url, "another till", "he", "7.31", "100000", "k")  # noqa: S311 - when to kill
