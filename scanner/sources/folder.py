"""A folder that pictures are dropped into: which files in it are new and whole.

Looked at now and then rather than told by the system: what drops pictures may be another machine, on whose shared folder the system tells
nothing, and a message that a file was made comes before its contents anyway.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from scanner.errors import PictureError

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK: Final = 0.25
"""Seconds between two looks."""
QUIET: Final = 0.5
"""Seconds that a file must stand unchanged to be whole."""
PATIENCE: Final = 5.0
"""Seconds unchanged after which a file that still begins like a picture and breaks off is called broken: a slow copy may pause."""
UNFINISHED: Final = frozenset({".part", ".partial", ".crdownload", ".download", ".tmp", ".swp"})
"""Names under which programs keep what they are still writing; it gets another name when it is done."""
Mark: TypeAlias = tuple[int, int, int, int]
"""Device, file, size, time of the last change: another mark is another picture under the same name."""


@dataclass(slots=True)
class _Seen:
    mark: Mark
    since: float
    done: bool = False


class Folder:
    """`existing`: also what lies there already.

    Raises `PictureError` "no-such-file" or "unreadable" when the folder cannot be looked into.
    """

    def __init__(self, path: str | Path, *, existing: bool = False, at: float = 0.0) -> None:
        self.path = Path(path)
        self._seen = {name: _Seen(mark, at, done=not existing) for name, mark in self._listing()}

    def whole(self, at: float) -> Iterator[tuple[Path, bool]]:
        """Files that have stood unchanged long enough, in the order of their names; and whether to say so if one is broken, or wait on.

        `at` is the second of any monotonic clock. A file is given until `done` was called, or it goes.
        """
        listed = dict(self._listing())
        self._seen = {name: seen for name, seen in self._seen.items() if name in listed}
        for name, mark in sorted(listed.items()):
            seen = self._seen.get(name)
            if seen is None or seen.mark != mark:
                self._seen[name] = _Seen(mark, at)
            elif not seen.done and at - seen.since >= QUIET:
                yield self.path / name, at - seen.since >= PATIENCE

    def done(self, file: Path) -> None:
        """It was read, or given up; written anew it comes again."""
        if file.name in self._seen:
            self._seen[file.name].done = True

    def _listing(self) -> Iterator[tuple[str, Mark]]:
        try:
            with os.scandir(self.path) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or Path(entry.name).suffix.lower() in UNFINISHED:
                        continue
                    try:
                        status = entry.stat()
                    except OSError:  # gone between two looks, or a link to nothing
                        continue
                    if stat.S_ISREG(status.st_mode):
                        yield entry.name, (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        except (FileNotFoundError, NotADirectoryError, ValueError) as gone:
            raise PictureError("no-such-file", self.path) from gone
        except OSError as failed:
            raise PictureError("unreadable", self.path, {"reason": failed.strerror or type(failed).__name__}) from failed
