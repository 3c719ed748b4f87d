"""Files that are refused - in words, and left as they were -, and trouble while working: busy, read-only, full, damaged."""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BadInput, BooksError
from engine.ledger import sqlite
from engine.ledger.open import open_books
from engine.ledger.sqlite import SqliteBooks
from tests.engine.bookkeeping import filled
from tests.engine.settlements import a_settlement
from tests.engine.town import MORNING, employee

if TYPE_CHECKING:
    from collections.abc import Iterator


def refused(file: Path) -> BooksError:
    with pytest.raises(BooksError) as error:
        SqliteBooks(file)
    assert error.value.facts["url"] == f"sqlite:///{file}"
    return error.value


# files that are refused


def test_a_newer_file_is_refused_and_untouched(raw: apsw.Connection, file: Path) -> None:
    raw.pragma("user_version", 9999)
    raw.close()
    before = file.read_bytes()
    error = refused(file)
    assert (error.code, error.facts["version"]) == ("newer-books", 9999)
    assert file.read_bytes() == before


def test_somebody_elses_database_is_refused_and_untouched(file: Path) -> None:
    connection = apsw.Connection(str(file))
    connection.execute("CREATE TABLE songs (title); INSERT INTO songs VALUES ('x')")
    connection.close()
    before = file.read_bytes()
    assert refused(file).code == "foreign-books"
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["books.db"]


@pytest.mark.parametrize(
    "content", [b"hello", b"hello, world\n" * 1000, b"\x89PNG\r\n\x1a\n" + bytes(5000), bytes(4096), b"SQLite format 3\0" + bytes(5)]
)
def test_a_file_that_is_no_database_is_refused_and_untouched(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused(file).code in {"foreign-books", "damaged-books"}
    assert file.read_bytes() == content


def test_a_truncated_file_is_called_damaged_and_untouched(file: Path) -> None:
    filled(file).close()
    whole = file.read_bytes()
    for kept in (4096, len(whole) // 2, len(whole) - 4096):
        file.write_bytes(whole[:kept])
        with pytest.raises(BooksError) as error:
            _read_everything(SqliteBooks(file))
        assert error.value.code == "damaged-books"
        assert file.read_bytes() == whole[:kept]


def _read_everything(books: SqliteBooks) -> None:
    try:
        with books.read() as reading:
            found = reading.check()
            assert not found, found
            reading.settlements()
            reading.people()
    except AssertionError as error:
        raise BooksError("damaged-books") from error
    finally:
        books.close()


def test_a_record_that_cannot_be_read_is_called_damaged(raw: apsw.Connection, file: Path) -> None:
    raw.execute("DROP TRIGGER registry_is_kept; UPDATE registry SET body = x'7b'")
    raw.close()
    books = SqliteBooks(file)
    with pytest.raises(BooksError) as error, books.read() as reading:
        reading.people()
    assert error.value.code == "damaged-books"
    books.close()


def test_a_missing_table_is_called_damaged(raw: apsw.Connection, file: Path) -> None:
    raw.execute("DROP TABLE counter")
    raw.close()
    books = SqliteBooks(file)
    with pytest.raises(BooksError) as error, books.read() as reading:
        reading.counted("he", "outpatient", "2025")
    assert error.value.code == "damaged-books"
    books.close()


def test_a_folder_or_a_place_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "books.db", tmp_path / ("x" * 5000)):
        with pytest.raises(BooksError) as error:
            open_books(f"sqlite:///{path}")
        assert error.value.code == "cannot-open-books"


def test_books_that_must_exist_are_not_made(file: Path) -> None:
    with pytest.raises(BooksError) as error:
        open_books(f"sqlite:///{file}", must_exist=True)
    assert error.value.code == "cannot-open-books"
    assert not file.exists()
    filled(file).close()
    open_books(f"sqlite:///{file}", must_exist=True).close()


def test_a_file_of_one_byte_is_somebody_elses(file: Path) -> None:
    file.write_bytes(b"\n")
    with pytest.raises(BooksError) as error:
        open_books(f"sqlite:///{file}")
    assert error.value.code == "foreign-books"
    assert file.read_bytes() == b"\n"


@pytest.mark.parametrize("url", ["", "books.db", "sqlite:///", "postgresql://host/db", "sqlite:books.db", "memory", "x" * 9999])
def test_an_unknown_url_is_refused(url: str) -> None:
    with pytest.raises(BooksError) as error:
        open_books(url)
    assert error.value.code == "unknown-books-url"
    assert len(str(error.value.facts["url"])) <= 200


@pytest.mark.parametrize("url", ["sqlite:///a\0b", "sqlite:///~nobodyatall/x.db"])
def test_a_path_that_is_no_path_is_refused(url: str) -> None:
    with pytest.raises(BooksError):
        open_books(url)


def test_text_that_is_no_text_is_bad_input(file: Path) -> None:
    """An invalid byte on a command line becomes a lone surrogate."""
    books = SqliteBooks(file)
    with pytest.raises(BadInput) as error, books.read() as reading:
        reading.by_key("\udcff")
    assert error.value.code == "not-text"
    books.close()


# trouble while working


@contextmanager
def a_user_without_rights() -> Iterator[None]:
    """Root may write anywhere; as anybody else the rights of a file count."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_read_only_books_can_be_read_and_say_so_when_written() -> None:
    with TemporaryDirectory() as folder:  # not tmp_path: others may not enter that
        file = Path(folder) / "books.db"
        filled(file).close()
        before = file.read_bytes()
        Path(folder).chmod(0o777)
        file.chmod(0o444)
        with a_user_without_rights():
            books = SqliteBooks(file)
            with books.read() as reading:
                assert reading.settlements() == [a_settlement()]
            with pytest.raises(BooksError) as error, books.write() as writing:
                writing.put_person(employee("x"), MORNING)
            assert error.value.code == "read-only-books"
            books.close()
        assert file.read_bytes() == before


def test_books_that_another_holds_are_said_to_be_busy_and_can_still_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_MS", 1)
    books, other = filled(file), apsw.Connection(str(file))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BooksError) as error, books.write() as writing:
        writing.put_person(employee("x"), MORNING)
    assert error.value.code == "busy-books"
    with books.read() as reading:
        assert reading.settlements() == [a_settlement()]
    other.execute("ROLLBACK")
    with books.write() as writing:
        writing.put_person(employee("x"), MORNING)
    other.close()
    books.close()


@pytest.mark.parametrize("released", [True, False])
def test_of_two_first_starts_the_second_waits_until_the_first_has_made_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, released: bool
) -> None:
    first, rests = apsw.Connection(str(file)), count(1)
    first.execute("BEGIN IMMEDIATE")

    def rest(_seconds: float) -> None:
        if next(rests) == 3 and released:
            first.execute("ROLLBACK")

    monkeypatch.setattr(sqlite, "_BUSY_MS", 5)
    monkeypatch.setattr(sqlite, "sleep", rest)
    if released:
        SqliteBooks(file).close()
    else:
        with pytest.raises(BooksError, match="busy-books"):
            SqliteBooks(file)
    first.close()


def test_who_waits_rests_no_longer_the_longer_it_waits_and_gives_up_in_the_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own way, rests that grow, let one till sell for seconds while another got no turn at all (benchmarks/tills.py)."""
    rests: list[float] = []
    monkeypatch.setattr(sqlite, "_BUSY_MS", 200)
    monkeypatch.setattr(sqlite, "sleep", rests.append)
    books, other = filled(file), apsw.Connection(str(file))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BooksError, match="busy-books"), books.write():
        pass
    other.execute("ROLLBACK")
    assert len(rests) == len(set(rests)) == 200
    assert 0 < min(rests) < max(rests) < 0.002
    other.close()
    books.close()


def test_a_reader_sees_one_moment_while_another_writes(file: Path) -> None:
    books, other = filled(file), SqliteBooks(file)
    with books.read() as reading:
        assert reading.person("x") is None
        with other.write() as writing:
            writing.put_person(employee("x"), MORNING)
        assert reading.person("x") is None
    with books.read() as reading:
        assert reading.person("x") == employee("x")
    other.close()
    books.close()


def test_a_full_disk_refuses_the_settlement_wholly_and_takes_the_next_once_there_is_room(file: Path) -> None:
    books = filled(file)
    pages = books._connection.pragma("page_count")
    books._connection.pragma("max_page_count", pages)
    large = employee("x", name="x" * 100_000)

    def put_both() -> None:
        with books.write() as writing:
            writing.put_person(employee("small"), MORNING)
            writing.put_person(large, MORNING)

    with pytest.raises(BooksError) as error:
        put_both()
    assert error.value.code == "full-disk"
    with books.read() as reading:
        assert reading.person("small") is reading.person("x") is None
        assert reading.check() == []
    books._connection.pragma("max_page_count", 2**31)
    with books.write() as writing:
        writing.put_person(large, MORNING)
    with books.read() as reading:
        assert reading.person("x") == large
    books.close()


def test_books_in_memory_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    books = open_books("memory:")
    with books.write() as writing:
        writing.put_person(employee("x"), MORNING)
    books.close()
    assert list(tmp_path.iterdir()) == []
