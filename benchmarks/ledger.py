"""Settlements a second that are safe on the disk, beside two yardsticks on the same disk, in turns.

The raw ledger transaction by the same driver with the same settings (a key, a record of the same size, 5 postings, 4 guarded balances),
and vaulteq, another ledger in Python. Claims: at least 0.6 of the raw transaction; at least 5 times vaulteq.

The first depends on the disk: its flush is the same for both. So the two take turns on slower disks as well, made by a rest after each
commit, which is where a flush is waited for. The second depends on the entries that vaulteq holds, for it slows down with them: it is
held against ours post for post, from its first to as many as a month of a busy till brings, and the ratio is the median of the way there.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

import apsw
from settling import Settling, body_of, statements

from engine.ledger.sqlite import checkpoint

PEOPLE, SLICES, SECONDS = 100_000, 24, 0.25
#: By how many seconds a slower disk's flush takes longer than this one's.
_SLOWER = (0.0003, 0.0006, 0.001, 0.002)
#: More than a slice can use up; issued outside of it.
_CODES = 3000
RAW_AT_LEAST, PEER_AT_LEAST = 0.6, 5.0
#: Posts a turn beside vaulteq.
_POSTS = 200
#: A Python that has vaulteq; it is no dependency of ours.
_PEER = os.environ.get("GONGJI_VAULTEQ_PYTHON", "")


@dataclass
class Runner:
    """One of those that take turns: `once` does one transaction and returns when it is safe."""

    name: str
    once: Callable[[], object]
    rates: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def turn(self, *, rest: float = 0) -> None:
        """A slice of time: how many a second, and how much of the processor each took. `rest` seconds are waited after each."""
        begin, worked, done = perf_counter(), process_time(), 0
        while perf_counter() - begin < SECONDS:
            self.once()
            if rest:
                sleep(rest)
            done += 1
        self.rates.append(done / (perf_counter() - begin))
        self.work.append((process_time() - worked) / done * 1e6)


class Raw:
    """The least that a ledger transaction on SQLite can be: statements whose values are known, nothing looked up, nothing decided."""

    def __init__(self, file: Path, *, record: bytes, like: apsw.Connection) -> None:
        connection = apsw.Connection(str(file))
        for setting in ("journal_mode", "synchronous", "cache_size"):
            connection.pragma(setting, like.pragma(setting))
        connection.set_wal_hook(checkpoint)  # as the books do: no setting tells of it
        connection.execute("""
            CREATE TABLE purse (id INTEGER PRIMARY KEY, fen INTEGER NOT NULL CHECK (fen >= 0), version INTEGER NOT NULL DEFAULT 0) STRICT;
            CREATE TABLE asked (key TEXT PRIMARY KEY, content BLOB NOT NULL, record INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE record (id INTEGER PRIMARY KEY, at TEXT NOT NULL, body BLOB NOT NULL) STRICT;
            CREATE TABLE moved (record INTEGER NOT NULL, line INTEGER NOT NULL, purse INTEGER NOT NULL, fen INTEGER NOT NULL,
              after INTEGER NOT NULL, PRIMARY KEY (record, line)) STRICT, WITHOUT ROWID;
            CREATE INDEX moved_purse ON moved (purse, record)""")
        with connection:
            connection.executemany("INSERT INTO purse (id, fen) VALUES (?, ?)", ((number, 10**12) for number in range(PEOPLE)))
        self._cursor, self._numbers, self._record = connection.cursor(), count(1), record
        self._chance = Random(7)  # noqa: S311 - any holder, any relative

    def once(self) -> None:
        """Own account and a relative's pay, the fund pays twice, an institution gains; far apart in the file, as people are."""
        run, number = self._cursor.execute, next(self._numbers)
        holder, relative = (self._chance.randrange(100, PEOPLE) for _ in range(2))
        fund, institution = number % 4, 4 + number % 96
        run("BEGIN IMMEDIATE")
        run("INSERT INTO asked VALUES (?, ?, ?)", (f"key {number}", bytes(32), number))
        run("INSERT INTO record VALUES (?, ?, ?)", (number, "2025-11-21T09:00:00+08:00", self._record))
        after = {}
        for purse, fen in sorted(((holder, -300), (relative, -500), (fund, -1200), (institution, 2000))):
            for (balance,) in run("UPDATE purse SET fen = fen + ?, version = version + 1 WHERE id = ? RETURNING fen", (fen, purse)):
                after[purse] = balance
        postings = ((holder, -300), (relative, -500), (fund, -700), (fund, -500), (institution, 2000))
        rows = [(number, line, purse, fen, after[purse]) for line, (purse, fen) in enumerate(postings)]
        self._cursor.executemany("INSERT INTO moved VALUES (?, ?, ?, ?, ?)", rows)
        run("COMMIT")


class Peer:
    """vaulteq in a process of its own: told how many to post, it does and answers with its rate."""

    def __init__(self, file: Path) -> None:
        self._process = subprocess.Popen(
            [_PEER, str(Path(__file__).with_name("vaulteq_turns.py")), str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.rates: list[float] = []

    def turn(self) -> None:
        """So many posts."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{_POSTS}\n")
        self._process.stdin.flush()
        self.rates.append(float(self._process.stdout.readline()))

    def stop(self) -> None:
        """Its input ends, and so does it."""
        self._process.communicate()


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """Of neighbours in time, so that what else the machine does cancels; the median over all turns."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def _slower(settling: Settling, raw: Callable[[], object], rest: float) -> float:
    """The ratio where every flush takes `rest` seconds longer."""
    one, other = Runner("raw", raw), Runner("settle", settling.once)
    for _ in range(SLICES // 2):
        settling.issue(_CODES)
        one.turn(rest=rest)
        other.turn(rest=rest)
    return _ratio(other.rates, one.rates)


def _verdicts(folder: Path) -> Iterator[bool]:
    settling = Settling(folder / "books.db", people=PEOPLE)
    settling.issue(_CODES)
    record = body_of(settling.once())
    raw = Runner("raw", Raw(folder / "raw.db", record=record, like=settling.connection).once)
    ours = Runner("settle", settling.once)
    for _ in range(SLICES):
        settling.issue(_CODES)
        raw.turn()
        ours.turn()
    for runner in (raw, ours):
        print(f"{runner.name:8} {median(runner.rates):7.0f} a second  {median(runner.work):5.0f} us of work each")
    print(f"statements of a settlement: {statements(settling)}; its record {len(record)} bytes; {PEOPLE:,} people")
    ratio = _ratio(ours.rates, raw.rates)
    print(f"settle / raw = {ratio:.2f} (at least {RAW_AT_LEAST}); of the work alone {_ratio(raw.work, ours.work):.2f}")
    flush = max(0.0, 1e6 / median(raw.rates) - median(raw.work))
    print(f"a flush took {flush:.0f} us here; on a disk that takes longer, which a rest after each commit stands for:")
    for rest in _SLOWER:
        print(f"  {rest * 1e6:4.0f} us longer: settle / raw = {_slower(settling, raw.once, rest):.2f}")
    yield ratio >= RAW_AT_LEAST
    if _PEER:
        yield _beside_the_peer(settling, folder / "peer.db") >= PEER_AT_LEAST
    else:
        print("vaulteq: left out; GONGJI_VAULTEQ_PYTHON names no Python that has it")


def _beside_the_peer(settling: Settling, file: Path) -> float:
    """The median ratio over turns of so many posts each."""
    peer, ours = Peer(file), []
    for _ in range(SLICES):
        settling.issue(_POSTS)
        begin = perf_counter()
        for _ in range(_POSTS):
            settling.once()
        ours.append(_POSTS / (perf_counter() - begin))
        peer.turn()
    peer.stop()
    ratios = [one / other for one, other in zip(ours, peer.rates, strict=True)]
    print(f"vaulteq: {peer.rates[0]:.0f} a second in an empty ledger, {peer.rates[-1]:.0f} after {SLICES * _POSTS:,} posts")
    few = SLICES // 4
    first, last = median(ratios[:few]), median(ratios[-few:])
    print(f"settle / vaulteq = {median(ratios):.1f} (at least {PEER_AT_LEAST}); {first:.1f} in its first quarter, {last:.1f} in its last")
    return median(ratios)


def main() -> int:
    """Print the figures; 1 when a claim does not hold. The files are made in the folder given, or where temporary files go."""
    with TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        return 0 if all(list(_verdicts(Path(folder)))) else 1


if __name__ == "__main__":
    sys.exit(main())
