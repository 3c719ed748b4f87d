"""The books in one SQLite file, or in memory, by apsw, which carries a SQLite free of the WAL-reset fault that 3.7.0-3.51.2 have.

Several processes may share a file: every write begins IMMEDIATE, so a till waits its turn instead of failing. `synchronous=FULL`: what was
acknowledged survives a power cut.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import uniform
from threading import RLock
from time import sleep
from types import TracebackType

import apsw
from msgspec import MsgspecError

from engine.errors import BadInput, BooksError
from engine.ledger.migrate import migrate, refuse_foreign
from engine.ledger.sqlite_reading import SqliteReading
from engine.ledger.sqlite_writing import SqliteWriting

_BUSY_MS = 30_000
_CHECKPOINT_PAGES = 10_000

_CODES: dict[type[apsw.Error], str] = {
    apsw.BusyError: "busy-books",
    apsw.LockedError: "busy-books",
    apsw.FullError: "full-disk",
    apsw.ReadOnlyError: "read-only-books",
    apsw.CantOpenError: "cannot-open-books",
    apsw.NotADBError: "foreign-books",
    apsw.CorruptError: "damaged-books",
    apsw.IOError: "disk-error",
}


class _SaidPlainly:
    """Around whatever asks SQLite: its errors leave as ours. Keeps nothing between uses, so one serves every transaction of its books."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        if isinstance(error, apsw.Error | MsgspecError):
            code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), "damaged-books")
            raise BooksError(code, url=self._url, detail=str(error)[:200]) from error
        if isinstance(error, UnicodeEncodeError):  # a byte of the command line that is no text in its encoding
            raise BadInput("not-text", text=ascii(error.object)[:80]) from error


def _wait_a_moment(times: int) -> bool:
    """Whether to ask for the file again, after a short rest, about 1 ms, never twice the same.

    SQLite's own handler rests longer each time, up to 100 ms: a till that has waited long then meets one that never does, and starves.
    """
    if times >= _BUSY_MS:
        return False
    sleep(uniform(0.0005, 0.0015))  # noqa: S311 - so that two that wait do not ask in step
    return True


def _into_wal(connection: apsw.Connection) -> None:
    """SQLite does not ask the busy handler here: of two first starts, the one that finds the other's lock on the new file fails at once."""
    times = 0
    while True:
        try:
            connection.pragma("journal_mode", "wal")
        except apsw.BusyError:
            if not _wait_a_moment(times):
                raise
            times += 1
        else:
            return


def checkpoint(connection: apsw.Connection, database: str, pages: int) -> int:
    """After a commit. One that fails has lost nothing and is tried again after the next; SQLite's own would report the commit as failed."""
    if pages >= _CHECKPOINT_PAGES:
        with suppress(apsw.Error):
            connection.wal_checkpoint(database, apsw.SQLITE_CHECKPOINT_PASSIVE)
    return apsw.SQLITE_OK


def _is_one_byte(path: Path) -> bool:
    """SQLite takes a file of one byte for an empty one and would write over it."""
    try:
        return path.stat().st_size == 1
    except OSError:
        return False


def _onto_the_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _place_of(names: tuple[str, ...]) -> list[tuple[int, int] | None]:
    """Which file stands under each name."""
    found: list[tuple[int, int] | None] = []
    for name in names:
        try:
            stands = os.stat(name)  # noqa: PTH116 - at every settlement
            found.append((stands.st_dev, stands.st_ino))
        except FileNotFoundError:
            found.append(None)
    return found


class SqliteBooks:
    """`engine.ledger.store.Books`. One connection, one transaction at a time; threads of a process wait for one another."""

    def __init__(self, path: Path | None, *, must_exist: bool = False) -> None:
        """`path` None: in memory. With `must_exist` a file that is not there is not made.

        Raises BooksError `foreign-books`, `newer-books`, `damaged-books`, `cannot-open-books`, `read-only-books`, `busy-books`.
        """
        self._names = () if path is None else (str(path), f"{path}-wal")
        self.url = "memory:" if path is None else f"sqlite:///{path}"
        self._turn = RLock()
        self._known: dict[str, int] = {}  # ids of accounts, which never change
        self._plainly = _SaidPlainly(self.url)
        with self._plainly:
            if path is not None and _is_one_byte(path):
                raise BooksError("foreign-books", url=self.url)
            flags = apsw.SQLITE_OPEN_READWRITE | (0 if must_exist else apsw.SQLITE_OPEN_CREATE)
            self._connection = apsw.Connection(":memory:" if path is None else str(path), flags=flags)
            try:
                self._prepare()
                self._place = _place_of(self._names)
            except BaseException:
                self._connection.close()
                raise
            self._at_once = self._connection.cursor()

    def _prepare(self) -> None:
        connection = self._connection
        # A plan that does not depend on the values bound: without it SQLite plans most of our statements anew each time they run.
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
        connection.set_busy_handler(_wait_a_moment)
        refuse_foreign(connection, self.url)
        _into_wal(connection)
        connection.pragma("synchronous", "full")
        connection.set_wal_hook(checkpoint)
        migrate(connection)

    @contextmanager
    def read(self) -> Iterator[SqliteReading]:
        """One consistent view; other processes may write meanwhile, unseen."""
        with self._turn, self._plainly:
            self._refuse_moved()
            self._at_once.execute("BEGIN")
            try:
                yield SqliteReading(self._connection, self._at_once)
            finally:
                self._at_once.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[SqliteWriting]:
        """Commits at the end of the block; rolls back on any exception, and raises it."""
        with self._turn, self._plainly:
            self._at_once.execute("BEGIN IMMEDIATE")
            try:
                try:
                    yield SqliteWriting(self._connection, self._at_once, self._known)
                finally:
                    self._refuse_moved()  # once, before any answer: a refusal, too, is worth nothing from a file that nobody finds
                self._at_once.execute("COMMIT")
            except BaseException:
                self._known.clear()  # an account that it opened is gone, and its id may become another's
                if self._connection.in_transaction:
                    self._at_once.execute("ROLLBACK")
                raise

    def _refuse_moved(self) -> None:
        """SQLite would write on into a file that nobody finds again, or mix it with the one that stands there now."""
        found = _place_of(self._names)
        if found != self._place and any(then not in {None, now} for then, now in zip(self._place, found, strict=True)):
            raise BooksError("moved-books", url=self.url)

    def copy_to(self, path: Path) -> None:
        with self._turn, self._plainly:
            try:
                self._connection.execute("VACUUM INTO ?", (str(path),))
                _onto_the_disk(path)  # SQLite itself does not wait for a vacuumed copy to get there
            except apsw.FullError as error:
                raise BooksError("no-room-for-copy", url=self.url) from error
            except (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.NotADBError, apsw.SQLError, OSError) as error:
                raise BooksError("copy-failed", url=self.url, detail=str(error)[:200]) from error

    def close(self) -> None:
        """Checkpoints and lets the file go; not where another has taken its place, whose journal it is then."""
        with self._turn:
            if _place_of(self._names)[:1] not in (self._place[:1], [None]):
                with suppress(apsw.ConnectionClosedError):
                    self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            self._connection.close()
