"""How much a settlement asks of the database. Each statement costs, so more of them is a change that somebody should mean."""

from __future__ import annotations

import pytest

from engine.ledger import sqlite_check
from engine.ledger.sqlite import SqliteBooks
from tests.engine.rules import yuan
from tests.engine.town import Town, a_bill, a_grant, a_town, employee, line


def asked(town: Town, holder: str) -> list[str]:
    """The statements of one sale under a key, in their order."""
    assert isinstance(town.books, SqliteBooks)
    code, found = town.code(holder), []

    def note(_cursor: object, sql: str, _values: object) -> bool:
        found.append(sql)
        return True

    town.books._connection.exec_trace = note
    town.engine.settle(a_bill(line("90"), line("30", item_class="C")), code, key=f"key {code}")
    town.books._connection.exec_trace = None
    return found


@pytest.fixture
def family() -> Town:
    relatives = [f"relative-{number}" for number in range(3)]
    return a_town(
        (employee("alone"), "500"),
        (employee("one"), "0"),
        (employee("three"), "0"),
        *((employee(name), "500") for name in relatives),
        grants=[a_grant("relative-0", "one"), *(a_grant(name, "three", limit=yuan("30")) for name in relatives)],
    )


def test_a_sale_with_one_relative_runs_eighteen_statements(family: Town) -> None:
    asked(family, "one")  # the first sale opens accounts and begins sums
    statements = asked(family, "one")
    assert (statements[0], statements[-1]) == ("BEGIN IMMEDIATE", "COMMIT")
    assert len([sql for sql in statements if "SELECT" in sql and not sql.startswith("INSERT")]) == 9
    assert len(statements) == 18


def test_more_relatives_are_read_by_the_same_statements(family: Town) -> None:
    for holder in ("alone", "three"):
        asked(family, holder)
    alone, three = ([sql for sql in asked(family, holder) if sql.lstrip().startswith("SELECT")] for holder in ("alone", "three"))
    assert alone == three


@pytest.mark.parametrize("sql", sqlite_check._CHECKS.values(), ids=[sentence[:40] for sentence in sqlite_check._CHECKS])
def test_no_invariant_reads_a_table_through_for_every_row_of_another(sql: str, family: Town) -> None:
    """What is asked of each row by itself is looked up; with 20,000 people a table read through for each entry took 100 seconds."""
    assert isinstance(family.books, SqliteBooks)
    plan = [(number, parent, str(told)) for number, parent, _, told in family.books._connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert [told for _, _, told in plan if told.startswith("CORRELATED LIST")] == [], "a list that is made anew for each row"
    correlated = {number for number, _, told in plan if told.startswith("CORRELATED")}
    assert [told for _, parent, told in plan if parent in correlated and told.startswith("SCAN")] == []
