"""The power is cut at every write: what was acknowledged is there when the engine comes back, nothing is half, and the books are sound.

`python -m tests.long.power_cut` makes many more such cuts.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import apsw
import pytest

from engine.ledger.migrate import scripts
from engine.ledger.open import open_books
from tests.engine.ledger_dump import dump
from tests.engine.power import SECTOR, Cut, Platter, Write, sectors
from tests.engine.power_traffic import PowerCuts, a_family, cut_while_selling, opened, put
from tests.engine.test_migrate import older
from tests.engine.town import MORNING

if TYPE_CHECKING:
    from pathlib import Path

    from engine.ledger.store import Books


@pytest.fixture
def chance() -> Random:
    return Random(1)  # noqa: S311 - which writes a cut loses


def test_what_was_acknowledged_survives_a_cut_at_any_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chance: Random) -> None:
    found = cut_while_selling(tmp_path, monkeypatch, sales=10, chance=chance)
    assert (found.damaged, found.half, found.lost) == (0, 0, 0)
    assert found.images > 300
    assert found.behind[-1] > 10, "some cuts came between the commit and the answer"


def test_a_disk_that_is_not_waited_for_loses_sales_and_these_cuts_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chance: Random
) -> None:
    """The proof that the test above can fail: SQLite's `synchronous=NORMAL` keeps a WAL file sound, not whole."""
    found = cut_while_selling(tmp_path, monkeypatch, sales=12, chance=chance, synchronous="normal", every=7)
    assert (found.damaged, found.half) == (0, 0)
    assert found.lost > found.images // 10


def test_a_disk_that_is_never_waited_for_damages_the_books_and_the_check_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chance: Random
) -> None:
    found = cut_while_selling(tmp_path, monkeypatch, sales=12, chance=chance, synchronous="off", every=7)
    assert found.damaged > found.images // 10


def begin_the_calendar(books: Books) -> None:
    with books.write() as writing:
        writing.begin_month(f"{MORNING:%Y-%m}", MORNING)


def test_books_that_are_being_founded_are_empty_or_founded_after_a_cut(tmp_path: Path, chance: Random) -> None:
    with PowerCuts(tmp_path, chance, every=2) as cuts:
        fresh = open_books(cuts.url)
        cuts.step(lambda: None, fresh)
        cuts.step(partial(begin_the_calendar, fresh), fresh)
        fresh.close()
        town = a_family(cuts.url)
        cuts.step(lambda: None, town.books)
        town.books.close()
    assert (cuts.found.damaged, cuts.found.half, cuts.found.lost) == (0, 0, 0)
    assert cuts.found.behind.keys() == {-1, 0}


def test_a_cut_during_a_migration_leaves_the_old_version_or_the_new_and_either_opens(tmp_path: Path, chance: Random) -> None:
    older(tmp_path / "books.db")
    with PowerCuts(tmp_path, chance) as cuts:
        books = open_books(cuts.url)
        migrated = dump(books)
        versions: Counter[object] = Counter()
        for _, image in cuts.images:
            put(tmp_path / "after.db", image)
            connection = apsw.Connection(str(tmp_path / "after.db"))
            versions[connection.pragma("user_version")] += 1
            connection.close()
            assert opened(tmp_path / "after.db", image) == migrated
        books.close()
    assert versions.keys() == {1, len(scripts("sqlite"))}, "nothing in between, and both were seen"


# the disk itself


def test_a_cut_keeps_what_was_synced_and_any_part_of_the_rest(chance: Random) -> None:
    platter = Platter(bytearray(b"a" * 2000))
    platter.pending += [Write(1000, b"b" * 2000), Cut(2900), Write(0, b"c")]
    seen = {platter.after_a_cut(chance) for _ in range(300)}
    assert bytes(platter.synced) in seen
    assert b"c" + b"a" * 999 + b"b" * 1900 in seen
    assert any(content[1000:1024] == b"a" * 24 and content[1024:1536] == b"b" * 512 for content in seen), "torn between sectors"
    assert {content[1:1000] for content in seen} == {b"a" * 999}
    platter.sync()
    assert {platter.after_a_cut(chance) for _ in range(30)} == {b"c" + b"a" * 999 + b"b" * 1900}


@pytest.mark.parametrize(("offset", "length", "pieces"), [(0, 512, 1), (0, 513, 2), (511, 2, 2), (100, 24, 1), (56, 4096, 9)])
def test_a_write_is_torn_at_sectors_only(offset: int, length: int, pieces: int) -> None:
    write = Write(offset, bytes(range(256)) * (length // 256) + bytes(length % 256))
    torn = [piece for piece in sectors(write) if isinstance(piece, Write)]
    assert len(torn) == pieces
    assert b"".join(piece.data for piece in torn) == write.data
    assert all(piece.offset % SECTOR == 0 for piece in torn[1:])
