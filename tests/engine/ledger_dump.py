"""Everything that books hold, for comparing before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.ledger.sqlite import SqliteBooks

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.ledger.store import Books


def dump(books: Books, *, without: Collection[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """{table: its rows}. Another database needs another way to list its tables."""
    assert isinstance(books, SqliteBooks)
    tables = [str(name) for (name,) in books._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {table: list(books._connection.execute(f"SELECT * FROM {table}")) for table in tables if table not in without}  # noqa: S608
