"""A copy of the books: whole, of one moment, also while a till goes on selling; and what goes wrong is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BooksError
from engine.ledger.sqlite import SqliteBooks
from tests.engine.bookkeeping import filled
from tests.engine.ledger_dump import dump
from tests.engine.rules import the_shared_edition
from tests.engine.town import a_town, an_engine, employee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.ledger.store import Books

ROOT = Path(__file__).parents[2]
COPIES = 4


def failed(books: Books, path: Path) -> str:
    with pytest.raises(BooksError) as error:
        books.copy_to(path)
    assert error.value.facts["url"] == books.url
    return error.value.code


def test_a_copy_holds_everything_in_one_file_and_is_ours(file: Path) -> None:
    books, copy = filled(file), file.parent / "copy"
    copy.touch()
    books.copy_to(copy)
    assert {path.name for path in file.parent.iterdir()} >= {"copy"}
    assert not {"copy-wal", "copy-journal"} & {path.name for path in file.parent.iterdir()}
    copied = SqliteBooks(copy, must_exist=True)
    assert dump(copied) == dump(books)
    with copied.read() as reading:
        assert reading.check() == []
    with pytest.raises(apsw.ConstraintError, match="are never changed"):
        copied._connection.execute("UPDATE entry SET holder = 'x'")
    copied.close()
    books.close()


def test_any_books_can_be_copied(books: Books, tmp_path: Path) -> None:
    an_engine(books).copy_to(tmp_path / "copy")
    copied = SqliteBooks(tmp_path / "copy", must_exist=True)
    assert dump(copied) == dump(books)
    copied.close()


def test_copies_taken_while_another_process_sells_each_hold_one_moment(tmp_path: Path) -> None:
    town = a_town((employee("he"), "3000"), url=f"sqlite:///{tmp_path / 'books.db'}", editions=[the_shared_edition()])
    command = [sys.executable, "-m", "tests.engine.till_process", town.books.url, "till", "he", "1.37", "100000", "k"]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as till:
        assert till.stdin is not None
        assert till.stdout is not None
        assert till.stdout.readline() == "ready\n"
        till.stdin.write("go\n")
        till.stdin.flush()
        acknowledged = []
        for number in range(COPIES):
            acknowledged.append([till.stdout.readline().split()[0] for _ in range(5)])
            town.books.copy_to(tmp_path / f"copy{number}")
        assert till.poll() is None, "it sold all the while"
        till.kill()
    town.books.close()
    held: list[str] = []
    for number in range(COPIES):
        copied = SqliteBooks(tmp_path / f"copy{number}", must_exist=True)
        engine = an_engine(copied, editions=[the_shared_edition()])
        assert engine.check() == []
        keys = [record.key or "" for record in reversed(engine.journal(1_000_000))]
        assert keys == [f"k{each}" for each in range(len(keys))], "none is left out between"
        assert set(acknowledged[number]) <= set(keys), "what was acknowledged before is in it"
        assert len(keys) > len(held)
        held = keys
        copied.close()


def test_where_nothing_can_be_written_the_copy_fails_and_the_books_stay(file: Path) -> None:
    books = filled(file)
    before = dump(books)
    full = file.parent / "something"
    full.write_bytes(b"something")
    for path in (file.parent, file.parent / "none" / "copy", full, file.parent / ("x" * 5000)):
        assert failed(books, path) == "copy-failed"
    assert full.read_bytes() == b"something"
    assert dump(books) == before
    books.close()


class TooSmall(apsw.VFS):
    """A disk on which nothing more fits beside the books."""

    def __init__(self, error: type[apsw.Error]) -> None:
        self.real = apsw.vfs_names()[0]
        super().__init__("too-small", base=self.real, makedefault=True)
        self.error = error

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - apsw's name
        error, real = self.error, self.real
        path = name.filename() if isinstance(name, apsw.URIFilename) else name

        class File(apsw.VFSFile):
            def __init__(self) -> None:
                super().__init__(real, name, flags)

            def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
                if path is not None and path.endswith("copy"):
                    raise error
                super().xWrite(data, offset)

        return File()


@pytest.fixture(params=[(apsw.FullError, "no-room-for-copy"), (apsw.IOError, "copy-failed")], ids=lambda param: param[1])
def trouble(request: pytest.FixtureRequest) -> Iterator[str]:
    error, code = request.param
    disk = TooSmall(error)
    yield code
    disk.unregister()


def test_a_full_or_broken_disk_fails_the_copy_and_the_next_sale_goes_on(file: Path, trouble: str) -> None:
    books = filled(file)
    assert failed(books, file.parent / "copy") == trouble
    with books.write() as writing:
        assert writing.check() == []
    books.close()


def test_a_damaged_page_is_not_copied_as_if_it_were_sound(file: Path) -> None:
    filled(file).close()
    raw = apsw.Connection(str(file))
    (root,) = next(raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'"))  # opening the books does not read it
    raw.close()
    whole = bytearray(file.read_bytes())
    whole[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    file.write_bytes(whole)
    books = SqliteBooks(file)
    assert failed(books, file.parent / "copy") == "damaged-books"
    books.close()
