"""A disk whose power can be cut: a SQLite VFS that remembers what was written to a database and its journals, and what was synced.

After each write, truncation and sync it calls `at_each_write`; `image` then gives the files as a cut at this moment might leave them: all
that was synced, and of the rest any part, by sectors of 512 bytes, in any order. Files other than the watched one get there at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import apsw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

SECTOR = 512
ENDINGS = ("", "-wal", "-journal")


@dataclass(frozen=True, slots=True)
class Write:
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """The file ends here; a deleted one ends at 0, which is the same to SQLite."""

    length: int


#: Where a file is deleted, which a sync of its folder makes certain too.
DELETED = Cut(0)


@dataclass
class Platter:
    """One file: what is certainly on the disk, and what is on its way, oldest first."""

    synced: bytearray
    pending: list[Write | Cut] = field(default_factory=list)

    def sync(self) -> None:
        carry_out(self.synced, self.pending)
        self.pending.clear()

    def after_a_cut(self, chance: Random) -> bytes:
        kept = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        arrived: list[Write | Cut] = []
        for change in self.pending:
            torn = chance.random() < 0.5
            arrived += [part for part in (sectors(change) if torn else [change]) if chance.random() < kept]
        if chance.random() < 0.5:
            chance.shuffle(arrived)
        content = bytearray(self.synced)
        carry_out(content, arrived)
        return bytes(content)


def sectors(change: Write | Cut) -> list[Write | Cut]:
    """A write in the pieces that a disk writes whole."""
    if isinstance(change, Cut):
        return [change]
    begin, end = change.offset, change.offset + len(change.data)
    edges = [begin, *range((begin // SECTOR + 1) * SECTOR, end, SECTOR), end]
    return [Write(at, change.data[at - begin : to - begin]) for at, to in pairwise(edges)]


def carry_out(content: bytearray, changes: list[Write | Cut]) -> None:
    for change in changes:
        if isinstance(change, Cut):
            del content[change.length :]
        else:
            content.extend(bytes(max(0, change.offset - len(content))))
            content[change.offset : change.offset + len(change.data)] = change.data


class Disk(apsw.VFS):
    """SQLite's default as long as it is registered; only files called `watched`, or that and an ending, are on it."""

    def __init__(self, watched: Path) -> None:
        self.real = apsw.vfs_names()[0]
        super().__init__("power", base=self.real, makedefault=True)
        self.watched = {f"{watched}{ending}": ending for ending in ENDINGS}
        self.platters = {
            ending: Platter(bytearray(file.read_bytes() if file.exists() else b""))
            for ending in ENDINGS
            for file in [watched.with_name(watched.name + ending)]
        }
        self.at_each_write: Callable[[], None] = lambda: None

    def image(self, chance: Random) -> dict[str, bytes]:
        """{ending: content}; an empty file stands for none."""
        return {ending: platter.after_a_cut(chance) for ending, platter in self.platters.items()}

    def happened(self, ending: str, change: Write | Cut | None) -> None:
        """None: it was synced."""
        if change is None:
            self.platters[ending].sync()
        else:
            self.platters[ending].pending.append(change)
        self.at_each_write()

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - apsw's name
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        return Recorded(self, name, flags, None if path is None else self.watched.get(path))

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802 - apsw's
        super().xDelete(filename, syncdir)
        ending = self.watched.get(filename)
        if ending is not None:
            self.happened(ending, DELETED)
            if syncdir:
                self.sync_folder()

    def sync_folder(self) -> None:
        for platter in self.platters.values():
            if platter.pending and platter.pending[-1] is DELETED:
                platter.sync()


class Recorded(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int], ending: str | None) -> None:
        super().__init__(disk.real, name, flags)
        self.disk, self.ending = disk, ending
        self.folder_waits = ending in ENDINGS[1:]  # SQLite syncs the folder at a journal's first sync

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        super().xWrite(data, offset)
        if self.ending is not None:
            self.disk.happened(self.ending, Write(offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - apsw's name
        super().xTruncate(newsize)
        if self.ending is not None:
            self.disk.happened(self.ending, Cut(newsize))

    def xSync(self, flags: int) -> None:  # noqa: ARG002, N802 - apsw's
        if self.ending is not None:  # the real disk need not wait: nobody cuts its power
            if self.folder_waits:
                self.disk.sync_folder()
                self.folder_waits = False
            self.disk.happened(self.ending, None)
