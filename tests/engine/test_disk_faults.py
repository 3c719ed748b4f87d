"""The disk fails under a sale, at any of its reads, writes and syncs: a code says so, nothing is half, and the next sale goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BooksError
from engine.ledger import sqlite
from tests.engine.ledger_dump import dump
from tests.engine.rules import the_shared_edition
from tests.engine.town import a_bill, a_town, employee, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRICE = "7.31"


class FailingDisk(apsw.VFS):
    """SQLite's default as long as it is registered. `fail_in` counts the calls of one kind down; then they fail until it is mended."""

    def __init__(self) -> None:
        self.real = apsw.vfs_names()[0]
        super().__init__("failing", base=self.real, makedefault=True)
        self.mended()

    def mended(self) -> None:
        self.broken("", 0, apsw.Error)

    def broken(self, call: str, fail_in: int, error: type[apsw.Error]) -> None:
        self.call, self.fail_in, self.error = call, fail_in, error

    def reached(self, call: str) -> None:
        if call == self.call:
            self.fail_in -= 1
            if self.fail_in < 0:
                raise self.error

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - apsw's name
        return FailingFile(self, name, flags)


class FailingFile(apsw.VFSFile):
    def __init__(self, disk: FailingDisk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__(disk.real, name, flags)
        self.disk = disk

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - apsw's name
        self.disk.reached("read")
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        self.disk.reached("write")
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802 - apsw's name
        self.disk.reached("sync")
        super().xSync(flags)


@pytest.fixture
def disk() -> Iterator[FailingDisk]:
    disk = FailingDisk()
    yield disk
    disk.unregister()


FAULTS: dict[str, tuple[str, type[apsw.Error], str]] = {
    "a write fails": ("write", apsw.IOError, "disk-error"),
    "a write finds the disk full": ("write", apsw.FullError, "full-disk"),
    "a write finds the disk read-only": ("write", apsw.ReadOnlyError, "read-only-books"),
    "a sync fails": ("sync", apsw.IOError, "disk-error"),
    "a read fails": ("read", apsw.IOError, "disk-error"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_sale_on_a_failing_disk_happens_or_not_and_the_next_goes_on(
    file: Path, monkeypatch: pytest.MonkeyPatch, disk: FailingDisk, fault: str
) -> None:
    """A checkpoint that fails is no sale that fails: by SQLite's own checkpoints a till was told "not booked" of sales that were."""
    call, error, code_said = FAULTS[fault]
    monkeypatch.setattr(sqlite, "_CHECKPOINT_PAGES", 20)
    town = a_town((employee("he"), "500/100"), url=f"sqlite:///{file}", editions=[the_shared_edition()])
    town.books._connection.pragma("cache_size", 5)  # type: ignore[attr-defined]
    done: dict[str, str] = {}
    said: list[str] = []
    for number in range(60):
        key, code, before = f"k{number}", town.code("he"), dump(town.books)
        disk.broken(call, number % 30, error)
        try:
            done[key] = town.engine.settle(a_bill(line(PRICE)), code, key=key).id
        except BooksError as trouble:
            said.append(trouble.code)
            disk.mended()
            assert dump(town.books) == before
            done[key] = town.settle(a_bill(line(PRICE)), "he", key=key).id
        disk.mended()
    assert len(said) >= 2
    assert set(said) == {code_said}
    assert {record.key: record.id for record in town.engine.journal(1_000_000)} == done
    assert town.engine.check() == []
    town.books.close()
