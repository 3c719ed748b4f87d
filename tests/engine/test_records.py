"""Looking for records: what is sought, a page at a time, and what the books are asked for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.ledger import sqlite_journal
from engine.ledger.open import open_books
from engine.model.bill import Bill, Line
from engine.model.codes import Care, Event
from engine.model.sought import Named, Sought
from engine.money import Money
from pos.wiring import demo_world, engine_on
from tests.pos.conftest import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.settlement import Settlement
    from engine.service.engine import Engine


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(clock: Clock) -> Iterator[Engine]:
    books = open_books("memory:")
    engine = engine_on(books, secret=b"test", clock=clock)
    engine.found(demo_world())
    yield engine
    books.close()


@pytest.fixture
def sold(engine: Engine, clock: Clock) -> list[Settlement]:
    """Grandma 12.50 and father 2 x 19.80 on the 21st, grandma 12.50 on the 22nd; father's was refunded then."""
    items = {item.code: item for item in engine.items()}

    def sale(person: str, item: str, quantity: int) -> Settlement:
        bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=items[item], quantity=Decimal(quantity)),))
        return engine.settle(bill, engine.issue(person).digits)

    first = [sale("grandma", "amox", 1), sale("father", "ibu", 2)]
    clock.wind(24 * 3600)
    return [*first, sale("grandma", "amox", 1), engine.refund(first[1].id)]


AMOX = frozenset({"amox"})


@pytest.mark.parametrize(
    ("sought", "places"),
    [
        (Sought(), [3, 2, 1, 0]),
        (Sought(day=date(2025, 11, 21)), [1, 0]),
        (Sought(day=date(2025, 11, 20)), []),
        (Sought(events=frozenset({Event.REFUND})), [3]),
        (Sought(events=frozenset({Event.SALE}), undone=False), [2, 0]),
        (Sought(undone=True), [1]),
        (Sought(least=Money(39_60), most=Money(39_60)), [3, 1]),
        (Sought(most=Money(39_59)), [2, 0]),
        (Sought(least=Money(39_61)), []),
        (Sought(named=(Named(holder="王桂兰"),)), [2, 0]),
        (Sought(named=(Named(holder="王*兰"),)), [2, 0]),
        (Sought(named=(Named(holder="%"),)), []),
        (Sought(named=(Named(holder="_"),)), []),
        (Sought(named=(Named(holder="amox", items=AMOX),)), [2, 0]),
        (Sought(named=(Named(holder="王", items=frozenset({"ibu"})),)), [3, 2, 1, 0]),
        (Sought(named=(Named(holder="王"), Named(holder="", items=frozenset({"ibu"})))), []),
        (Sought(named=(Named(holder=""),)), []),
        (Sought(number="2025112200"), [3, 2]),
        (Sought(number="2025112200", events=frozenset({Event.SALE}), day=date(2025, 11, 22)), [2]),
    ],
    ids=range(19),
)
def test_everything_that_is_given_must_hold(engine: Engine, sold: list[Settlement], sought: Sought, places: list[int]) -> None:
    page = engine.records.find(sought)
    assert [found.record for found in page.found] == [sold[place] for place in places]
    assert (page.older, page.reached) == (None, True)


def test_a_record_comes_with_its_holders_name_and_what_undid_it(engine: Engine, sold: list[Settlement]) -> None:
    (found,) = engine.records.find(Sought(number=sold[1].id)).found
    assert (found.holder, found.undone_by) == ("陈明远", Event.REFUND)
    assert [found.undone_by for found in engine.records.find(Sought(number=sold[0].id)).found] == [None]


def test_a_page_goes_on_where_the_one_before_ended(engine: Engine, sold: list[Settlement]) -> None:
    seen, before = [], None
    for _ in sold:
        page = engine.records.find(Sought(), before=before, most=1)
        seen += [found.record for found in page.found]
        before = page.older
    assert (seen, before) == (sold[::-1], None)


def test_one_look_goes_no_farther_back_than_its_reach(engine: Engine, sold: list[Settlement], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_journal, "REACH", 2)
    sought = Sought(named=(Named(holder="", items=AMOX),))
    page = engine.records.find(sought)
    assert ([found.record for found in page.found], page.reached) == ([sold[2]], False)
    seen = []
    while page.older is not None:
        page = engine.records.find(sought, before=page.older)
        seen += [found.record for found in page.found]
    assert (seen, page.reached) == ([sold[0]], True)
    assert [found.record for found in engine.records.find(Sought(number=sold[0].id)).found] == [sold[0]], "a number needs no look back"


def test_a_number_and_a_day_are_found_by_an_index_and_an_undoing_too(engine: Engine) -> None:
    def plan(sought: Sought) -> str:
        where = sqlite_journal._conditions(sought)
        sql = f"SELECT {sqlite_journal._UNDONE} FROM entry AS e WHERE {' AND '.join(where.parts)} AND e.id < 9"  # noqa: S608 - ours
        rows = engine.books._connection.execute(f"EXPLAIN QUERY PLAN {sql}", where.values)  # type: ignore[attr-defined]
        return " ".join(str(row[3]) for row in rows)

    for told in (plan(Sought(number="20251121000001")), plan(Sought(day=date(2025, 11, 21)))):
        assert "SCAN" not in told
        assert "(settlement" in told
        assert "entry_undone_once" in told
    assert "entry_private" in plan(Sought(day=date(2025, 11, 21)))
