"""A till's day: who signed in, what it noted, and that the bureau's books never hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pytest

from engine.errors import BadInput, RefusalCode
from engine.ledger.open import open_books
from engine.model.codes import Event, Fault, Relation
from engine.model.till import Plant
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.town import Town, a_bill, an_engine, counter_sale, line, refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.ledger.store import Books

TEN = counter_sale(line("10"))


def sell(town: Town) -> str:
    """Noted, as a till does that was told."""
    sale = town.settle(a_bill(line("10")), "he")
    town.engine.day.note(sale)
    return sale.id


def test_a_session_has_a_number_a_name_and_the_sales_made_in_it(town: Town) -> None:
    day = town.engine.day
    sell(town)
    begun = day.sign_in("clinic", "  郑小梅 ")
    assert (begun.sign_no, begun.operator, begun.ended) == ("20250616001", "郑小梅", None)
    assert day.session("clinic") == begun
    assert day.session("pharmacy") is None
    sell(town)
    sell(town)
    town.clock.advance(hours=8)
    ended = day.sign_out("clinic")
    assert (ended.sign_no, ended.notes, ended.begun, ended.ended) == ("20250616001", 2, begun.begun, town.clock.now)
    assert day.session("clinic") is None
    assert day.sign_in("clinic", "韩立").sign_no == "20250616002"
    assert [(session.operator, session.notes) for session in day.show("clinic").sessions] == [("郑小梅", 2), ("韩立", 0)]
    assert day.show("clinic").totals["sale"].count == 3


def test_one_session_at_a_time_and_each_institution_its_own(town: Town) -> None:
    town.engine.day.sign_in("clinic", "a")
    assert refusal(lambda: town.engine.day.sign_in("clinic", "b")) is RefusalCode.ALREADY_SIGNED_IN
    town.engine.day.sign_in("pharmacy", "b")
    town.engine.day.sign_out("clinic")
    assert refusal(lambda: town.engine.day.sign_out("clinic")) is RefusalCode.NOT_SIGNED_IN


def test_a_session_may_last_over_midnight(town: Town) -> None:
    town.engine.day.sign_in("clinic", "a")
    sell(town)
    town.clock.advance(hours=20)
    sell(town)
    assert town.engine.day.sign_out("clinic").notes == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x1b[31m", "a\nb"])
def test_an_operator_has_a_name_that_can_be_shown(town: Town, name: str) -> None:
    with pytest.raises(BadInput, match="bad-operator"):
        town.engine.day.sign_in("clinic", name)


def test_what_is_not_there_has_no_day(town: Town) -> None:
    day = town.engine.day
    asked: list[Callable[[], object]] = [
        lambda: day.sign_in("x", "a"),
        lambda: day.sign_out("x"),
        lambda: day.show("x"),
        lambda: day.reconcile("x"),
        lambda: day.mend("x"),
    ]
    for asking in asked:
        with pytest.raises(BadInput, match="unknown-institution"):
            asking()


def test_a_settlement_is_noted_once_however_often_the_till_is_told(town: Town) -> None:
    sale = town.settle(TEN, "he", key="k")
    for _ in range(3):
        town.engine.day.note(sale)
    town.engine.day.note(town.settle(TEN, "he", key="k"))
    assert [note.settlement for note in town.engine.day.show("pharmacy").notes] == [sale.id]


def test_who_hears_of_an_undoing_hears_of_the_sale(town: Town) -> None:
    assert refusal(lambda: town.settle(TEN, "he", key="k", fault=Fault.AFTER_REPLY)) is RefusalCode.OUTCOME_UNKNOWN
    assert not town.engine.day.reconcile("pharmacy").balanced
    town.engine.day.note(town.engine.reverse("k"))
    assert [note.event for note in town.engine.day.show("pharmacy").notes] == [Event.SALE, Event.REVERSAL]
    assert town.engine.day.reconcile("pharmacy").balanced


def test_the_day_is_that_of_the_settlement_in_china(town: Town) -> None:
    town.clock.advance(hours=14, minutes=59)  # 23:59
    number = sell(town)
    town.clock.advance(minutes=2)
    later = sell(town)
    yesterday = town.clock.now.date().replace(day=16)
    assert [note.settlement for note in town.engine.day.show("clinic", yesterday).notes] == [number]
    assert [note.settlement for note in town.engine.day.show("clinic").notes] == [later]
    for day in (yesterday, None):
        found = town.engine.day.reconcile("clinic", day)
        assert (found.balanced, found.bureau["sale"].count) == (True, 1)


def test_a_refund_belongs_to_the_day_it_is_made_on(town: Town) -> None:
    number = sell(town)
    town.clock.advance(days=1)
    town.engine.day.note(town.engine.refund(number))
    found = town.engine.day.reconcile("clinic")
    assert (found.balanced, found.till["sale"].count, found.till["refund"].total) == (True, 0, yuan("-10"))


def test_a_premium_is_no_institutions(town: Town) -> None:
    town.engine.grant(authoriser="he", beneficiary="kid", relation=Relation.CHILD)
    town.engine.day.note(town.engine.pay_premium(authoriser="he", beneficiary="kid", kind="minor"))
    assert town.engine.day.show("clinic").notes == ()
    assert town.engine.day.reconcile("clinic").balanced


def test_the_books_of_the_bureau_are_never_touched(town: Town) -> None:
    sell(town)
    before = dump(town.books, without=["till_record"])
    day = town.engine.day
    day.sign_in("clinic", "a")
    for kind in Plant:
        if kind is not Plant.MISSING:
            sale = town.engine.journal(1)[0].id
            day.plant("clinic", kind, sale=sale)
            day.reconcile("clinic")
            day.mend("clinic")
    day.sign_out("clinic")
    assert dump(town.books, without=["till_record"]) == before
    assert town.engine.check() == []


def test_rows_are_only_added(file: Path) -> None:
    from tests.engine.bookkeeping import filled

    books = filled(file)
    engine = an_engine(books)
    engine.day.sign_in(engine.institutions()[0].id, "a")
    books.close()
    raw = apsw.Connection(str(file))
    for sql in ("UPDATE till_record SET operator = 'b'", "DELETE FROM till_record"):
        with pytest.raises(apsw.ConstraintError, match="rows of a till"):
            raw.execute(sql)
    raw.close()
    again = open_books(f"sqlite:///{file}")
    assert an_engine(again).day.session(engine_institution(again)) is not None
    again.close()


def engine_institution(books: Books) -> str:
    return an_engine(books).institutions()[0].id
