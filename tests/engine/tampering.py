"""Books changed behind their own back, and what `books check` says of them."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from shutil import copy
from typing import TYPE_CHECKING

import apsw

from engine.ledger.sqlite import SqliteBooks
from tests.engine.rules import an_edition
from tests.engine.town import an_engine

if TYPE_CHECKING:
    from pathlib import Path

CHANGED = "is not what was booked"


def tampered(sound: Path, folder: Path, statement: str) -> list[str]:
    """What the check says after this was done past the books, with every trigger and check of the schema out of the way."""
    file = folder / "tampered.db"
    copy(sound, file)
    connection = apsw.Connection(str(file))
    for (name,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(f"PRAGMA ignore_check_constraints = ON; {statement}")
    assert connection.total_changes(), "the statement must hit something"
    connection.close()
    return checked(file)


def checked(file: Path) -> list[str]:
    books = SqliteBooks(file)
    try:
        return an_engine(books, editions=[an_edition()]).check()
    finally:
        books.close()


def assert_named(told: str, sound: Path, folder: Path, statement: str) -> None:
    """What this statement does to sound books is found, and the sentence of a breach says so."""
    found = tampered(sound, folder, statement)
    assert any(told in breach for breach in found), found


def set_in_body(table: str, field: str, value: str, where: str) -> str:
    return f"UPDATE {table} SET body = CAST(json_set(CAST(body AS TEXT), '$.{field}', {value}) AS BLOB) WHERE {where}"
