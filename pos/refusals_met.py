"""Refusals as a till, the command line or the phone meets them: lines of JSON in a file beside the books, never in them.

A refused sale writes nothing into the books. A line tells the code, the books' time, the institution and the operator, and of nobody's
identity or credential. The file is bounded, a torn line costs itself alone, and several tills append at once.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep

from engine.errors import EngineError, Refusal, RefusalCode
from engine.service.engine import Engine

_MOST = 1_000_000
"""Bytes of the file; then it becomes the older of two, and the one that was older goes."""
_LONGEST = 80
_TRIES, _PAUSE = 200, 0.001
"""How often, and after how many seconds, the file is asked for again while another till appends."""
_FILE_URL = "sqlite:///"


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One refusal. `institution` is "" on a phone."""

    code: RefusalCode
    at: datetime
    institution: str
    operator: str


def file_beside(books: str) -> Path | None:
    """Of the books at this URL; None for books that are no file."""
    if not books.startswith(_FILE_URL):
        return None
    path = Path(books.removeprefix(_FILE_URL))
    return path.with_name(f"{path.name}.refusals.jsonl")


def meet(engine: Engine, error: EngineError, *, institution: str = "", operator: str = "") -> None:
    """Note it, if it is a refusal of a business rule. That it cannot be noted stops nobody."""
    file = file_beside(engine.books.url)
    if isinstance(error, Refusal) and file is not None:
        with suppress(OSError):
            append(file, Met(code=error.code, at=engine.now(), institution=institution, operator=operator))


def append(file: Path, met: Met, most: int = _MOST) -> None:
    """One line, behind whatever is there. Raises OSError."""
    told = {
        "at": met.at.isoformat(),
        "code": met.code.value,
        "institution": met.institution[:_LONGEST],
        "operator": met.operator[:_LONGEST],
    }
    line = json.dumps(told).encode() + b"\n"
    with _locked(file) as descriptor:
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            line = b"\n" + line  # whoever wrote before died over it
        os.write(descriptor, line)
        if size + len(line) >= most:
            file.replace(_older(file))


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    """The file that stands under the name, and nobody else appending to it."""
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
            if _stands(file, descriptor):  # else another till has made it the older one meanwhile
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Whoever holds it does so for a moment; a process that was stopped meanwhile must not stop a till. Raises OSError."""
    for _ in range(_TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        sleep(_PAUSE)
    raise BlockingIOError


def _stands(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _older(file: Path) -> Path:
    return file.with_name(f"{file.name}.1")


def read(file: Path | None) -> list[Met]:
    """In the order they were met; lines that are none are left out. Empty where there is no file, or none that can be read."""
    found: list[Met] = []
    for path in () if file is None else (_older(file), file):
        with suppress(OSError):
            found += [met for line in path.read_bytes().splitlines() if (met := _met(line)) is not None]
    return found


def _met(line: bytes) -> Met | None:
    try:
        told = json.loads(line)
        at = datetime.fromisoformat(told["at"])
        met = Met(code=RefusalCode(told["code"]), at=at, institution=str(told["institution"]), operator=str(told["operator"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return met if at.tzinfo is not None else None
