"""The books in a SQLite file: the schema's own checks, the settings that keep what was acknowledged, and migrations."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BooksError
from engine.ledger import migrate, sqlite
from engine.ledger.sqlite import SqliteBooks
from tests.engine.bookkeeping import filled
from tests.engine.settlements import a_settlement
from tests.engine.town import MORNING, employee

if TYPE_CHECKING:
    from pathlib import Path


def refused(file: Path) -> BooksError:
    with pytest.raises(BooksError) as error:
        SqliteBooks(file)
    assert error.value.facts["url"] == f"sqlite:///{file}"
    return error.value


# the schema's own checks


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE account SET balance = -1, prior_year = 0 WHERE name = 'personal:he'", "account_never_below_zero"),
        ("UPDATE account SET prior_year = balance + 1 WHERE name = 'personal:he'", "account_prior_year_within"),
        ("UPDATE account SET prior_year = -1 WHERE name = 'personal:he'", "account_prior_year_within"),
        ("UPDATE account SET guarded = 2", "account_guarded"),
        ("INSERT INTO account (name, guarded) VALUES ('personal:he', 1)", "account.name"),
        ("INSERT INTO posting VALUES (1, 99, 1, 0, 0)", "posting_not_empty"),
        ("UPDATE counter SET deductible = -1", "counter_deductible"),
        ("UPDATE counter SET fund = -1", "counter_fund"),
        ("UPDATE grant_use SET amount = -1", "grant_use_amount"),
        ("INSERT INTO registry VALUES ('animal', 'x', 1, 1, 'now', x'00')", "registry_kind"),
        ("INSERT INTO entry (event, at, holder, body, digest, chain) VALUES ('gift', 'now', 'he', x'00', x'00', x'00')", "entry_event"),
        (
            "INSERT INTO entry (event, at, holder, body, digest, chain, key) VALUES ('sale', 'now', 'he', x'00', x'00', x'00', 'k')",
            "entry_key_has_content",
        ),
        ("INSERT INTO trace_use VALUES ('c', 's', 0)", "trace_use_portion"),
        ("INSERT INTO grant_order VALUES (1, 1, 0, 0, '')", "grant_order_place"),
        ("INSERT INTO trace_use VALUES ('c', 's', 10000), ('c', 't', 1)", "more than a pack"),
        ("INSERT INTO trace_use VALUES ('c', 's', -1)", "more than a pack"),
        ("INSERT INTO till_record (institution, day, kind, at) VALUES ('c', '', 'guess', '')", "till_record_kind"),
        ("INSERT INTO till_record (institution, day, kind, at) VALUES ('c', '', 'note', '')", "till_record_note"),
        ("INSERT INTO till_record (institution, day, kind, at) VALUES ('c', '', 'strike', '')", "till_record_strike"),
        ("INSERT INTO till_record (institution, day, kind, at) VALUES ('c', '', 'sign-in', '')", "till_record_sign"),
        ("INSERT INTO closing VALUES (1, 'c', 0, 0, 1, '', x'00', x'00', x'00')", "takes up where"),
        ("INSERT INTO closing VALUES (1, 'c', 1, 0, 0, '', x'00', x'00', x'00')", "closing_covers_something"),
        (
            "INSERT INTO visit_event VALUES (1, 'V', 'guess', '', '', 'c', 'a', 'd', NULL, NULL, x'')",
            "visit_event_kind",
        ),
        ("UPDATE account SET balance = 1.5", "cannot store REAL value in INTEGER column"),
        ("UPDATE account SET balance = 'much'", "cannot store TEXT value in INTEGER column"),
    ],
)
def test_the_database_itself_refuses(raw: apsw.Connection, statement: str, check: str) -> None:
    with pytest.raises(apsw.ConstraintError, match=check):
        raw.execute(statement)


@pytest.mark.parametrize("column", ["key", "undoes", "settlement"])
def test_a_key_an_undoing_and_a_number_come_once(raw: apsw.Connection, column: str) -> None:
    fixed, values = "event, at, holder, body, digest, chain, content", "'sale', '', 'he', x'00', x'00', x'00', x'00'"
    insert = f"INSERT INTO entry (settlement, undoes, key, {fixed}) VALUES (?, ?, ?, {values})"
    columns = ["settlement", "undoes", "key"]
    raw.execute(insert, ("1", "1", "1"))
    with pytest.raises(apsw.ConstraintError, match=rf"entry\.{column}"):
        raw.execute(insert, tuple("1" if name == column else "2" for name in columns))


FACTS = {
    "entry": "holder", "posting": "amount", "registry": "body", "binding": "owner", "unbinding": "at", "grant_": "body", "revocation": "at",
    "credential": "person", "credential_use": "settlement", "trace_use": "code", "grant_order": "place",
    "clock_shift": "seconds", "month_begun": "at", "till_record": "at", "visit_event": "at", "closing": "number",
}  # fmt: skip


@pytest.mark.parametrize(("table", "column"), FACTS.items())
def test_facts_are_never_changed_or_deleted(raw: apsw.Connection, table: str, column: str) -> None:
    for row in (
        "binding VALUES (9, 'a', 'b', 'child', '')",
        "unbinding VALUES (9, '')",
        "revocation VALUES (9, '')",
        "trace_use VALUES ('c', 's', 1)",
        "grant_order VALUES (9, 1, 1, 0, '')",
        "clock_shift VALUES (9, 60, '')",
        "month_begun VALUES ('2025-06', '')",
        "till_record (institution, day, kind, at, strikes) VALUES ('clinic', '', 'strike', '', 1)",
        "visit_event (visit, kind, at, day, institution, person, department, body) VALUES ('V', 'ordered', '', '', 'c', 'a', 'd', x'')",
        "closing VALUES (9, 'clinic', 1, 0, 1, '', x'00', x'00', x'00')",
    ):
        raw.execute(f"INSERT INTO {row}")
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(apsw.ConstraintError, match=r"(are|is) never (changed|deleted)"):
            raw.execute(statement)


def test_only_projections_of_facts_are_kept_up_to_date(raw: apsw.Connection) -> None:
    tables = {str(name) for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert tables - set(FACTS) == {"account", "counter", "grant_use", "transfer"}


# what was acknowledged survives a power cut


def test_wal_and_full_synchronisation_are_in_force(file: Path) -> None:
    books = SqliteBooks(file)
    assert books._connection.pragma("journal_mode") == "wal"
    assert books._connection.pragma("synchronous") == 2  # FULL
    books.close()


def test_the_journal_does_not_grow_without_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_CHECKPOINT_PAGES", 20)
    books = SqliteBooks(file)
    for number in range(100):
        with books.write() as writing:
            writing.put_person(employee(f"p{number}"), MORNING)
    assert file.with_name("books.db-wal").stat().st_size < 60 * 4096
    books.close()


def test_a_plan_does_not_depend_on_the_values_that_are_bound(file: Path) -> None:
    books = SqliteBooks(file)
    assert books._connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, -1) == 1
    books.close()


def test_a_closed_file_stands_alone_and_opens_again(file: Path) -> None:
    filled(file).close()
    assert [path.name for path in file.parent.iterdir()] == ["books.db"]  # no journal left beside it
    books = SqliteBooks(file)
    with books.read() as reading:
        assert reading.settlements() == [a_settlement()]
        assert reading.check() == []
    books.close()


# versions


def test_a_fresh_file_is_brought_to_the_newest_version_and_marked_as_ours(raw: apsw.Connection) -> None:
    assert raw.pragma("application_id") == migrate.APPLICATION_ID
    assert raw.pragma("user_version") == len(migrate.scripts("sqlite")) >= 1


def test_a_migration_that_fails_leaves_no_half(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = (*migrate.scripts("sqlite"), "CREATE TABLE later (x); CREATE TABLE account (x)")
    monkeypatch.setattr(migrate, "scripts", lambda _dialect: scripts)
    assert refused(file).code == "damaged-books"
    connection = apsw.Connection(str(file))
    assert [connection.pragma("user_version"), *connection.execute("SELECT count(*) FROM sqlite_schema")] == [0, (0,)]
    connection.close()


def test_older_books_are_migrated_and_keep_what_is_in_them(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file).close()
    scripts = (*migrate.scripts("sqlite"), "CREATE TABLE later (x)")
    monkeypatch.setattr(migrate, "scripts", lambda _dialect: scripts)
    books = SqliteBooks(file)
    assert books._connection.pragma("user_version") == len(scripts)
    with books.read() as reading:
        assert reading.settlements() == [a_settlement()]
    books.close()
