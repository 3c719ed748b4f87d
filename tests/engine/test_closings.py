"""X and Z: what an institution took since its last closing, and the closing itself: numbered, whole, kept, proved."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BadInput, Refusal, RefusalCode
from engine.model.codes import Relation
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.tampering import CHANGED, assert_named, checked
from tests.engine.town import FAR_AWAY, Town, a_bill, a_grant, a_town, an_engine, counter_sale, employee, line, refusal, resident

if TYPE_CHECKING:
    from pathlib import Path


def a_place(url: str = "memory:") -> Town:
    """He has 20 and his daughter, whose account he may spend, 30; a child pays cash."""
    return a_town(
        (employee("he"), "20"), (employee("daughter"), "30"), resident("kid"), resident("far", region=FAR_AWAY), url=url,
        grants=[a_grant("daughter", "he")],
    )  # fmt: skip


def a_day(town: Town) -> None:
    """100 of change; he pays 20 + 30 + 10 in cash; the child 12.50 and, under another name, 7, which come back; one short by 0.50."""
    engine = town.engine
    engine.drawer.float_in("pharmacy", yuan("100"))
    engine.day.sign_in("pharmacy", "Li")
    engine.day.note(town.settle(counter_sale(line("60")), "he"))
    engine.day.note(town.settle(counter_sale(line("12.50")), "kid"))
    engine.day.sign_out("pharmacy")
    engine.day.note(back := town.settle(counter_sale(line("7")), "kid"))
    engine.refund(back.id)
    town.settle(a_bill(line("5")), "kid")  # elsewhere
    town.clock.advance(minutes=5)
    engine.drawer.count("pharmacy", yuan("122"), "Li")


def test_x_tells_who_paid_since_the_last_closing_and_writes_nothing() -> None:
    town = a_place()
    a_day(town)
    before = dump(town.books)
    x = town.engine.closings.x("pharmacy")
    assert dump(town.books) == before
    assert [(each.event, each.count, each.total) for each in x.taken] == [("sale", 3, yuan("79.50")), ("refund", 1, -yuan("7"))]
    net = x.net
    assert (net.fund, net.own_account, net.mutual_aid, net.cash) == (Money.ZERO, yuan("20"), yuan("30"), yuan("22.50"))
    assert net.fund + net.own_account + net.mutual_aid + net.wallet + net.cash == net.total == yuan("72.50")
    assert x.average == yuan("26.50")
    assert [(share.operator, share.count, share.total, share.cash) for share in x.operators] == [
        ("Li", 2, yuan("72.50"), yuan("22.50")),
        ("", 2, Money.ZERO, Money.ZERO),
    ]


def test_the_drawer_is_told_from_its_own_account() -> None:
    town = a_place()
    a_day(town)
    x = town.engine.closings.x("pharmacy")
    assert {flow.event: flow.net for flow in x.drawer} == {
        "float": yuan("100"), "sale": yuan("29.50"), "refund": -yuan("7"), "count": -yuan("0.50"),
    }  # fmt: skip
    assert (x.opening, x.cash_in, x.cash_out) == (Money.ZERO, yuan("129.50"), yuan("7.50"))
    assert x.expected == town.engine.drawer.balance("pharmacy") == x.counted == yuan("122")
    assert (x.miscounted, x.private, x.private_cash) == (-yuan("0.50"), (), Money.ZERO)


def test_what_moved_the_drawer_and_is_no_settlement_change_money_or_count_is_private(tmp_path: Path) -> None:
    """Whatever money event comes to be: here one that the books do not know yet."""
    town = a_place(f"sqlite:///{tmp_path / 'books.db'}")
    town.engine.drawer.float_in("pharmacy", yuan("9"))
    town.books.close()
    connection = apsw.Connection(str(tmp_path / "books.db"))
    connection.execute(
        "DROP TRIGGER entry_is_kept; PRAGMA ignore_check_constraints = 1; UPDATE entry SET event = 'kiosk' WHERE event = 'float'"
    )
    connection.close()
    town = a_place(f"sqlite:///{tmp_path / 'books.db'}")
    x = town.engine.closings.x("pharmacy")
    assert (x.private_cash, x.expected) == (yuan("9"), yuan("9"))
    assert town.engine.reporting.private_cash(town.clock.now.date(), town.clock.now.date()) == [
        ("pharmacy", town.clock.now.date(), yuan("9"))
    ]
    town.books.close()


def test_what_people_do_meanwhile_is_told_and_in_no_sum() -> None:
    town = a_place()
    town.engine.wallet.send("daughter", "far", Relation.PARENT, yuan("8"))
    x = town.engine.closings.x("pharmacy")
    assert [(flow.event, flow.count, flow.net) for flow in x.elsewhere] == [("wallet-sent", 1, yuan("8"))]
    assert x.is_empty
    assert refusal(lambda: town.engine.closings.z("pharmacy")) is RefusalCode.NOTHING_TO_CLOSE


def test_each_record_belongs_to_exactly_one_closing() -> None:
    town = a_place()
    a_day(town)
    closings = town.engine.closings
    first = closings.z("pharmacy", operator="Li")
    assert (first.number, first.operator, first.takings.upto) == (1, "Li", 9)
    assert closings.x("pharmacy").is_empty
    assert refusal(lambda: closings.z("pharmacy")) is RefusalCode.NOTHING_TO_CLOSE
    town.settle(counter_sale(line("3")), "kid")
    second = closings.z("pharmacy")
    assert (second.number, second.takings.after, second.takings.opening) == (2, first.takings.upto, yuan("122"))
    assert (second.takings.net.total, second.takings.expected, second.takings.since) == (yuan("3"), yuan("125"), first.at)
    assert closings.z("clinic").number == 1, "each institution counts its own"
    assert town.engine.check() == []


def test_a_closing_is_shown_as_it_was_kept() -> None:
    town = a_place()
    a_day(town)
    closed = town.engine.closings.z("pharmacy")
    town.settle(counter_sale(line("3")), "kid")
    assert town.engine.closings.show("pharmacy", 1) == town.engine.closings.show("pharmacy") == closed
    for place, number in (("pharmacy", 2), ("clinic", None), ("pharmacy", -1)):
        with pytest.raises(BadInput, match="unknown-closing"):
            town.engine.closings.show(place, number)
    with pytest.raises(BadInput, match="unknown-institution"):
        town.engine.closings.x("nowhere")


def test_count_and_closing_happen_both_or_neither() -> None:
    town = a_place()
    a_day(town)
    closed = town.engine.closings.z("pharmacy", counted=yuan("121.90"), operator="Li")
    assert (closed.takings.counted, closed.takings.miscounted, closed.takings.expected) == (yuan("121.90"), -yuan("0.60"), yuan("121.90"))
    before = dump(town.books)
    with pytest.raises(BadInput, match="bad-amount"):
        town.engine.closings.z("pharmacy", counted=-Money(1))
    assert dump(town.books) == before


def test_who_is_signed_in_closes() -> None:
    town = a_place()
    town.engine.day.sign_in("pharmacy", "Zhao")
    town.engine.drawer.float_in("pharmacy", yuan("1"))
    assert town.engine.closings.z("pharmacy").operator == "Zhao"


def test_two_tills_at_once_close_once(tmp_path: Path) -> None:
    """Each on a connection of its own: one gets the number, the others find nothing left to close."""
    url = f"sqlite:///{tmp_path / 'books.db'}"
    town = a_place(url)
    a_day(town)
    tills = [a_place(url) for _ in range(4)]

    def close(till: Town) -> int:
        try:
            return till.engine.closings.z("pharmacy").number
        except Refusal:
            return 0

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(close, tills)) == [0, 0, 0, 1]
    assert town.engine.check() == []
    for till in (*tills, town):
        till.books.close()


# `books check`


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two closings of the pharmacy and one of the clinic."""
    file = tmp_path_factory.mktemp("closed") / "books.db"
    town = a_place(f"sqlite:///{file}")
    a_day(town)
    town.engine.closings.z("pharmacy")
    town.engine.closings.z("clinic")
    town.settle(counter_sale(line("3")), "kid")
    town.engine.closings.z("pharmacy")
    town.books.close()
    return file


def test_sound_closings_are_sound(closed: Path) -> None:
    assert checked(closed) == []


@pytest.mark.parametrize(
    ("statement", "breach"),
    [
        ("DELETE FROM closing WHERE id = 2", "the chain is broken"),
        ("DELETE FROM closing WHERE id = 1", "its number is not the next one"),
        ("UPDATE closing SET number = 7 WHERE id = 3", "closing Z7 of pharmacy is not what was written"),
        ("UPDATE closing SET number = 7 WHERE id = 3", "its columns are not those of its record"),
        ("UPDATE closing SET upto = upto + 1 WHERE id = 1", "its columns are not those of its record"),
        ("UPDATE closing SET institution = 'thief' WHERE id = 2", "closing Z1 of thief is not what was written"),
        ("UPDATE closing SET body = CAST(json_set(CAST(body AS TEXT), '$.takings.drawer[0].came', 1) AS BLOB) WHERE id = 1",
         "its figures are not those of its entries"),
        ("UPDATE closing SET body = CAST(json_set(CAST(body AS TEXT), '$.takings.operators[0].cash', 1) AS BLOB) WHERE id = 1",
         "what its operators took does not add up to its sum"),
        ("UPDATE closing SET body = CAST(replace(CAST(body AS TEXT), '\"clinic\"', '\"thief\"') AS BLOB) WHERE id = 2",
         "the institution is not there"),
        ("UPDATE closing SET body = x'00' WHERE id = 1", "the books cannot be read further"),
        ("UPDATE entry SET at = '2020-01-01T00:00:00+08:00' WHERE event = 'float'", CHANGED),
    ],
)  # fmt: skip
def test_a_closing_changed_behind_the_books_back_is_found(closed: Path, tmp_path: Path, statement: str, breach: str) -> None:
    assert_named(breach, closed, tmp_path, statement)


@pytest.mark.parametrize("statement", ["UPDATE closing SET number = 9", "DELETE FROM closing"])
def test_the_database_lets_nobody_change_one(closed: Path, statement: str) -> None:
    connection = apsw.Connection(str(closed))
    with pytest.raises(apsw.ConstraintError, match="never"):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("changes", ["number = number + 2", "after = after + 1", "number = 1"])
def test_the_database_takes_none_that_does_not_follow(closed: Path, changes: str) -> None:
    connection = apsw.Connection(str(closed))
    columns = {"institution": "'clinic'", "number": "number + 1", "after": "upto", "upto": "upto + 1"}
    name, _, value = changes.partition(" = ")
    columns[name] = value
    with pytest.raises(apsw.ConstraintError, match="takes up"):
        connection.execute(
            f"INSERT INTO closing ({', '.join(columns)}, at, body, digest, chain)"
            f" SELECT {', '.join(columns.values())}, at, body, digest, chain FROM closing WHERE institution = 'clinic'"
        )
    connection.close()


def test_an_engine_that_opens_the_books_later_goes_on_from_there(closed: Path) -> None:
    town = a_place(f"sqlite:///{closed}")
    assert an_engine(town.books).closings.x("pharmacy").since is not None
    town.books.close()
