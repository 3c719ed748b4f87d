"""Books that an older build made are brought to the newest version, and lose nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pytest

from engine.ledger import migrate as migrating
from engine.ledger.open import open_books
from tests.engine.bookkeeping import filled

if TYPE_CHECKING:
    from pathlib import Path


def older(file: Path) -> list[tuple[object, ...]]:
    """Turn filled books into those of the first version, by their own SQL; returns the entries they hold."""
    filled(file).close()
    connection = apsw.Connection(str(file))
    first = migrating.scripts("sqlite")[0]
    tables = [
        str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'")
    ]
    rows = {table: list(connection.execute(f"SELECT * FROM {table}")) for table in tables}  # noqa: S608
    columns = {table: [str(column[1]) for column in connection.execute(f"PRAGMA table_info({table})")] for table in tables}
    connection.close()
    file.unlink()
    connection = apsw.Connection(str(file))
    connection.execute(first)
    connection.execute(f"PRAGMA application_id = {migrating.APPLICATION_ID}; PRAGMA user_version = 1")
    for table in tables:
        known = [str(column[1]) for column in connection.execute(f"PRAGMA table_info({table})")]
        for row in rows[table]:
            kept = [(name, value) for name, value in zip(columns[table], row, strict=True) if name in known]
            names = ", ".join(name for name, _ in kept)
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(kept))})", [value for _, value in kept])  # noqa: S608
    entries = list(connection.execute("SELECT id, event, at, settlement, body, digest FROM entry ORDER BY id"))
    connection.close()
    return entries


def test_books_of_the_first_version_open_and_hold_every_entry_chained(file: Path) -> None:
    entries = older(file)
    books = open_books(f"sqlite:///{file}")
    with books.read() as reading:
        assert reading.check() == []
        assert reading.last_month_begun() == "2025-06", "the calendar begins where the records end"
    books.close()
    connection = apsw.Connection(str(file))
    assert list(connection.execute("SELECT id, event, at, settlement, body, digest FROM entry ORDER BY id")) == entries
    assert connection.pragma("user_version") == len(migrating.scripts("sqlite"))
    with pytest.raises(apsw.ConstraintError, match="never changed"):
        connection.execute("UPDATE entry SET at = 'x'")
    connection.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = older(file)
    broken = (migrating.scripts("sqlite")[0], "DROP TABLE posting; SELECT no_such_function();")
    monkeypatch.setattr(migrating, "scripts", lambda _dialect: broken)
    connection = apsw.Connection(str(file))
    with pytest.raises(apsw.SQLError, match="no_such_function"):
        migrating.migrate(connection)
    assert connection.pragma("user_version") == 1
    assert list(connection.execute("SELECT id, event, at, settlement, body, digest FROM entry ORDER BY id")) == entries
    assert next(connection.execute("SELECT count(*) FROM posting"))[0]
    connection.close()
