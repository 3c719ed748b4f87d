"""One clock: the machine's plus what these books were put on by, for every till on them, never back; and nothing else reads the time."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, BooksError, RefusalCode
from engine.ledger.open import open_books
from tests.engine.rules import crediting, yuan
from tests.engine.town import MORNING, a_town, an_engine, counter_sale, employee, line, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engine.town import Town

ROOT = Path(__file__).parents[2]
CREDITING = crediting()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    he = employee("he", credited=True, contribution_base=yuan("6000"))
    town = a_town((he, "100"), url=f"sqlite:///{tmp_path / 'books.db'}", editions=[CREDITING])
    yield town
    town.books.close()


def test_the_clock_is_put_on_and_what_falls_due_is_booked(town: Town) -> None:
    assert town.engine.clock.shift() == timedelta()
    assert town.engine.clock.advance(timedelta(days=20, hours=3)) == MORNING + timedelta(days=20, hours=3)
    with town.books.read() as books:
        assert books.last_month_begun() == "2025-07"
    assert town.balance("he") == yuan("220")
    assert town.engine.clock.advance(timedelta(seconds=45)) == town.engine.clock.now() == town.engine.now()
    assert town.engine.clock.shift() == timedelta(days=20, hours=3, seconds=45)
    assert town.settle(counter_sale(line("1")), "he").at == MORNING + timedelta(days=20, hours=3, seconds=45)
    assert town.engine.check() == []


def test_another_till_on_these_books_sees_it_in_its_next_transaction(town: Town) -> None:
    other_books = open_books(town.books.url)
    other = an_engine(other_books, editions=[CREDITING], clock=town.clock, seed=2)
    code = other.issue("he").digits
    town.engine.clock.advance(timedelta(minutes=10))
    assert refusal(lambda: other.settle(counter_sale(line("1")), code)) == RefusalCode.CREDENTIAL_EXPIRED
    assert other.now() == town.engine.now()
    other_books.close()


def test_it_stays_when_the_books_are_opened_again(town: Town) -> None:
    town.engine.clock.advance(timedelta(days=1))
    again = open_books(town.books.url)
    assert an_engine(again, clock=town.clock).clock.now() == MORNING + timedelta(days=1)
    again.close()


@pytest.mark.parametrize("span", [timedelta(), timedelta(days=-1), timedelta(milliseconds=1500), timedelta(days=3_000_000), timedelta.max])
def test_it_goes_on_by_whole_seconds_within_the_calendar(town: Town, span: timedelta) -> None:
    with pytest.raises(BadInput, match="bad-span"):
        town.engine.clock.advance(span)
    assert town.engine.clock.shift() == timedelta()


def test_the_books_themselves_never_put_it_back(town: Town) -> None:
    town.engine.clock.advance(timedelta(days=1))
    with pytest.raises(BooksError, match="never put back"), town.books.write() as books:
        books.advance_clock(5, MORNING)


def test_books_in_memory_keep_the_machines_time() -> None:
    with pytest.raises(BadInput, match="clock-in-memory"):
        a_town(employee("he")).engine.clock.advance(timedelta(days=1))


# nothing else reads the time

#: (file, what is read): why that is no business of the books.
ARGUED = {
    ("pos/wiring.py", "datetime.now"): "the one clock: it is handed to the engine here",
    ("pos/crash.py", "datetime.now"): "when a program broke, for whoever reads the crash file; no record of the books",
}
WALL = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime",
        "time.strftime", "time.ctime"}  # fmt: skip


def readings() -> Iterator[tuple[str, str]]:
    for package in ("engine", "pos", "scanner"):
        for path in sorted((ROOT / package).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            aliases = {
                alias.asname or alias.name: f"{node.module}.{alias.name}"
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and node.module in {"datetime", "time"}
                for alias in node.names
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute | ast.Name):
                    name = ast.unparse(node)
                    head, _, rest = name.partition(".")
                    whole = f"{aliases[head]}.{rest}".rstrip(".") if head in aliases else name
                    for wall in WALL:
                        if whole in {wall, f"datetime.{wall}"}:
                            yield str(path.relative_to(ROOT)), wall


def test_nothing_else_reads_the_wall_clock() -> None:
    assert set(readings()) == set(ARGUED)


def test_no_statement_asks_the_database_for_the_time() -> None:
    for path in [*(ROOT / "engine").rglob("*.py"), *(ROOT / "engine").rglob("*.sql")]:
        text = path.read_text(encoding="utf-8").lower()
        assert not any(word in text for word in ("current_timestamp", "current_date", "current_time", "'now'", "unixepoch(")), path
