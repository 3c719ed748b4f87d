"""`books check` on private sales: what was tampered with behind the books' back is found and named; older books come along."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import apsw
import pytest

from engine.ledger import migrate as migrating
from engine.ledger.sqlite import SqliteBooks
from engine.model.codes import ItemClass
from engine.model.private import PrivateEvent, PrivateLine, PrivateSale
from engine.model.returned import Returned
from engine.money import Money
from tests.engine.bookkeeping import filled
from tests.engine.tampering import CHANGED, assert_named, checked, set_in_body
from tests.engine.town import MORNING, a_town, an_engine, counter_sale, line, resident

if TYPE_CHECKING:
    from pathlib import Path

TOOTH = line("19.90", "2", "non-medical")
ALONE, REST, BESIDE = "key = 'p'", "occasion LIKE 'private rest of%'", "occasion LIKE 'private beside%'"
ITS_ENTRY = f"entry = (SELECT id FROM entry WHERE {ALONE})"
BACK = "event = 'private-refund' AND NOT occasion NOTNULL"


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sale alone, of which some came back; one beside a settlement, reversed with it; one beside a settlement, all there."""
    file = tmp_path_factory.mktemp("private") / "books.db"
    town = a_town(resident("kid"), url=f"sqlite:///{file}")
    alone = town.engine.private.sell("pharmacy", [replace(TOOTH, trace=("t1", "t2"))], key="p")
    town.engine.private.give_back(alone.id, [Returned(item=TOOTH.item.code, quantity=Decimal(1), trace=("t1",))])
    for key in ("one", "two"):
        town.settle(replace(counter_sale(line("10")), private=(TOOTH,)), "kid", key=key)
    town.engine.reverse("one")
    town.books.close()
    return file


def test_sound_books_give_nothing(sold: Path) -> None:
    assert checked(sold) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (f"UPDATE entry SET key = 'other' WHERE {ALONE}", "its entry's columns are not those of its record"),
        (f"UPDATE entry SET occasion = NULL WHERE {REST}", "its entry's columns are not those of its record"),
        (f"UPDATE entry SET holder = 'nowhere' WHERE {ALONE}", "is of nowhere, who is not there"),
        (f"UPDATE entry SET at = '2020-01-01T00:00:00+08:00' WHERE {ALONE}", CHANGED),
        (set_in_body("entry", "id", "'20250616999999'", ALONE), "its private sale calls itself"),
        (set_in_body("entry", "operator", "'thief'", ALONE), CHANGED),
        (set_in_body("entry", "lines[0].total", "1", ALONE), "a line is not its quantity at its price"),
        (set_in_body("entry", "lines[0].total", "1", ALONE), "its postings are not those of its lines"),
        (set_in_body("entry", "lines[0].total", "-1", BACK), "not the mirror of"),
        (set_in_body("entry", "lines[0].total", "0", ALONE), "cannot be read further"),
        (set_in_body("entry", "lines[0].quantity", "'9'", REST), "not what remains of"),
        (set_in_body("entry", "replaces", "'20250616000004'", REST), "not what remains of"),
        (
            f"UPDATE posting SET amount = amount * 2 WHERE {ITS_ENTRY}",
            "its postings are not those of its lines",
        ),
        (f"DELETE FROM posting WHERE {ITS_ENTRY}", "its postings are not those of its lines"),
        ("DELETE FROM trace_use WHERE code = 't2'", "its trace codes are not those of its lines"),
        (f"DELETE FROM entry WHERE {BACK}", "was not refunded"),
        ("DELETE FROM entry WHERE event = 'private-reversal'", "was reversed without private sale"),
        ("DELETE FROM entry WHERE event = 'reversal'", "not one act with settlement"),
        ("DELETE FROM entry WHERE key = 'two'", "not one act with settlement"),
        (set_in_body("entry", "institution", "'clinic'", "key = 'two'"), "not one act with settlement"),
        (f"DELETE FROM entry WHERE {BESIDE} AND event = 'private-sale'", "the chain is broken"),
    ],
)
def test_what_was_tampered_with_is_found(sold: Path, tmp_path: Path, statement: str, told: str) -> None:
    assert_named(told, sold, tmp_path, statement)


@pytest.mark.parametrize("which", [ALONE, BACK, REST])
def test_no_private_sale_can_be_changed_or_deleted(sold: Path, which: str) -> None:
    connection = apsw.Connection(str(sold))
    for statement in (f"UPDATE entry SET at = 'x' WHERE {which}", f"DELETE FROM entry WHERE {which}"):
        with pytest.raises(apsw.ConstraintError, match="never"):
            connection.execute(statement)
    connection.close()


def test_it_is_found_by_its_index(sold: Path) -> None:
    connection = apsw.Connection(str(sold))
    where = "event IN ('private-sale', 'private-refund', 'private-reversal')"
    for sql in (
        f"SELECT body FROM entry WHERE {where} ORDER BY at DESC, id DESC LIMIT 5",
        f"SELECT 1 FROM entry WHERE {where} AND at > '2025'",
    ):
        assert "entry_private" in str(list(connection.execute(f"EXPLAIN QUERY PLAN {sql}")))
    connection.close()


def test_books_from_before_there_were_private_sales_take_them(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = migrating.scripts("sqlite")
    before = next(place for place, script in enumerate(newest) if "entry_private" in script)
    with monkeypatch.context() as past:
        past.setattr(migrating, "scripts", lambda _dialect: newest[:before])
        filled(file).close()
    held = kept(file)
    assert held
    books = SqliteBooks(file)
    engine = an_engine(books)
    assert kept(file) == held
    sale = engine.private.sell("clinic", [TOOTH])
    assert (engine.private.newest(1), engine.check()) == ([sale], [])
    books.close()


def kept(file: Path) -> list[tuple[object, ...]]:
    connection = apsw.Connection(str(file))
    rows = list(
        connection.execute("SELECT id, event, at, settlement, key, holder, undoes, occasion, body, digest, chain FROM entry ORDER BY id")
    )
    connection.close()
    return rows


A_LINE = PrivateLine(code="a", name="a", item_class=ItemClass.C, quantity=Decimal(1), price=Decimal(1), total=Money(100))
A_SALE = PrivateSale(id="1", event=PrivateEvent.SALE, at=MORNING, institution="clinic", lines=(A_LINE,))


@pytest.mark.parametrize(
    "changes",
    [
        {"lines": ()},
        {"lines": (A_LINE.negated(),)},
        {"lines": (A_LINE, A_LINE.negated())},
        {"lines": (replace(A_LINE, total=Money.ZERO),)},
        {"lines": (replace(A_LINE, quantity=Decimal(0)),)},
        {"lines": (replace(A_LINE, quantity=Decimal(-1)),)},
        {"lines": (replace(A_LINE, total=Money(-1)),)},
        {"event": PrivateEvent.REFUND, "undoes": "0"},
        {"undoes": "0"},
        {"event": PrivateEvent.REFUND},
        {"event": PrivateEvent.REFUND, "lines": (A_LINE.negated(),)},
        {"event": PrivateEvent.REVERSAL, "lines": (A_LINE.negated(),), "undoes": "0", "replaces": "0"},
    ],
)
def test_a_record_that_is_none_cannot_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no record of its kind"):
        replace(A_SALE, **changes)  # type: ignore[arg-type]


def test_the_smallest_part_of_a_pack_for_a_fen_is_sold_and_comes_back() -> None:
    least = replace(A_LINE, quantity=Decimal("0.0001"), total=Money(1))
    assert replace(A_SALE, lines=(least,)).total == Money(1)
    assert replace(A_SALE, event=PrivateEvent.REFUND, lines=(least.negated(),), undoes="0").total == Money(-1)
