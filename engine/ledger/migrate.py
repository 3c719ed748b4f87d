"""Numbered SQL files, applied in order. In SQLite the file's `user_version` and its tables roll back together."""

from functools import cache
from pathlib import Path

import apsw

from engine.errors import BooksError
from engine.ledger.digest import chain_link

_SQL = Path(__file__).parent / "sql"

#: "gong": marks a file as ours, so that a stranger's database is never touched.
APPLICATION_ID = 0x676F6E67


@cache
def scripts(dialect: str) -> tuple[str, ...]:
    """The text of every migration, in order."""
    return tuple(file.read_text(encoding="utf-8") for file in sorted((_SQL / dialect).glob("*.sql")))


def refuse_foreign(connection: apsw.Connection, url: str) -> None:
    """Raises BooksError `foreign-books` or `newer-books`; writes nothing."""
    tables = next(connection.execute("SELECT count(*) FROM sqlite_schema"))[0]  # first: another till may be making them at this moment
    ours = connection.pragma("application_id") == APPLICATION_ID
    if not ours and tables:
        raise BooksError("foreign-books", url=url)
    version, known = int(str(connection.pragma("user_version"))), len(scripts("sqlite"))
    if ours and version > known:
        raise BooksError("newer-books", url=url, version=version, known=known)


def migrate(connection: apsw.Connection) -> None:
    """Bring a fresh or older file to the newest version, in one transaction; does nothing on a current one."""
    known = scripts("sqlite")
    if connection.pragma("user_version") == len(known):
        return
    connection.create_scalar_function("chain_link", lambda *link: chain_link(*link), 2, deterministic=True)  # noqa: PLW0108 - its type
    connection.execute("BEGIN IMMEDIATE")
    try:
        begin = int(str(connection.pragma("user_version")))  # another till may have migrated while this one waited
        for script in known[begin:]:
            connection.execute(script)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {len(known)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
