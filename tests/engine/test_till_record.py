"""A till's own record: what stands of it, what is believed, who worked; and what became of a key or came back over the counter."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from engine.model.codes import Event
from engine.model.outcome import Known, Outcome
from engine.model.returned import GivenBack
from engine.model.till import AMOUNTS, Note, TillEvent, TillRow, note_of, notes_in, sessions_in, standing
from tests.engine.rules import yuan
from tests.engine.settlements import a_settlement, figures, the_undoing
from tests.engine.town import MORNING

if TYPE_CHECKING:
    from engine.model.settlement import Settlement

SALE = a_settlement(key="k1")
REFUND = the_undoing(SALE, "20250616000002")
NOTE = note_of(SALE)


def row(number: int, kind: TillEvent = TillEvent.NOTE, **changes: Any) -> TillRow:  # noqa: ANN401 - any field of a row
    usual = TillRow(number=number, institution="clinic", day=MORNING.date(), kind=kind, at=MORNING + timedelta(minutes=number))
    return replace(usual, **changes)


def note(number: int, sign_no: str | None = None) -> TillRow:
    return row(number, note=replace(NOTE, settlement=str(number)), sign_no=sign_no)


def strike(number: int, strikes: int) -> TillRow:
    return row(number, TillEvent.STRIKE, strikes=strikes)


def numbers(*rows: TillRow) -> list[int]:
    return [kept.number for kept in standing(rows)]


# what a till notes


def test_a_note_says_of_a_settlement_what_it_says_itself() -> None:
    for record in (SALE, REFUND):
        told = note_of(record)
        assert {name: getattr(told, name) for name in AMOUNTS} == {name: getattr(record.figures, name) for name in AMOUNTS}
        same = {field.name for field in fields(Note)} - {*AMOUNTS, "settlement", "basket"}
        assert {name: getattr(told, name) for name in same} == {name: getattr(record, name) for name in same}
        assert told.settlement == record.id
    assert (note_of(REFUND).event, note_of(REFUND).undoes) == (Event.REFUND, SALE.id)


@pytest.mark.parametrize(
    ("goods", "basket"),
    [
        ([("amox", "2.50")], "amox*2.5"),
        ([("ibu", "1"), ("amox", "20")], "amox*20 ibu*1"),
        ([("amox", "-2.5")], "amox*2.5"),
        ([("amox", "2E+1")], "amox*20"),
        ([("amox", "1"), ("amox", "1")], "amox*1 amox*1"),
        ([], ""),
    ],
)
def test_the_basket_is_the_same_for_the_same_goods_however_they_were_entered(goods: list[tuple[str, str]], basket: str) -> None:
    one = SALE.lines[0]
    lines = tuple(replace(one, code=code, quantity=Decimal(quantity)) for code, quantity in goods)
    assert note_of(replace(SALE, lines=lines)).basket == basket


# what stands


def test_a_struck_row_does_not_count_and_the_strike_itself_does() -> None:
    assert numbers(note(1), note(2), strike(3, 1)) == [2, 3]


def test_a_strike_that_is_struck_strikes_nothing() -> None:
    assert numbers(note(1), strike(2, 1), strike(3, 2)) == [1, 3]
    assert numbers(note(1), strike(2, 1), strike(3, 2), strike(4, 3)) == [2, 4], "and so on"


def test_rows_stand_in_their_order_however_they_are_given() -> None:
    assert numbers(strike(4, 3), note(2), note(3), note(1)) == [1, 2, 4]
    assert numbers() == []


def test_what_is_believed_are_the_notes_that_stand() -> None:
    rows = [row(0, TillEvent.SIGN_IN, sign_no="s1", operator="li"), note(1), note(2), strike(3, 1)]
    assert [told.settlement for told in notes_in(rows)] == ["2"]
    assert isinstance(notes_in(rows), tuple)


# who worked


def signed(number: int, kind: TillEvent, sign_no: str, operator: str) -> TillRow:
    return row(number, kind, sign_no=sign_no, operator=operator)


def test_sessions_are_told_with_their_end_and_their_own_notes() -> None:
    come, leave = TillEvent.SIGN_IN, TillEvent.SIGN_OUT
    rows = [
        signed(0, leave, "s0", "wang"),  # began on an earlier day
        signed(1, come, "s1", "li"), note(2, "s1"), signed(4, leave, "s1", "li"),
        note(5), signed(6, come, "s2", "zhao"), note(7, "s2"), note(8, "s2"), note(9, "s2"), strike(10, 9),
    ]  # fmt: skip
    first, second = sessions_in(rows)
    assert (first.sign_no, first.operator, first.begun, first.ended, first.notes) == ("s1", "li", rows[1].at, rows[3].at, 1)
    assert (second.sign_no, second.operator, second.begun, second.ended, second.notes) == ("s2", "zhao", rows[5].at, None, 2)


# what became of a key


@pytest.mark.parametrize(
    ("settlement", "undone_by", "known"),
    [(None, None, Known.NOTHING), (SALE, None, Known.SETTLED), (SALE, REFUND, Known.UNDONE)],
    ids=["nothing", "settled", "undone"],
)
def test_a_key_is_settled_or_undone_or_nothing(settlement: Settlement | None, undone_by: Settlement | None, known: Known) -> None:
    outcome = Outcome(settlement=settlement, undone_by=undone_by)
    assert outcome.known is known
    assert list(outcome.records) == [record for record in (settlement, undone_by) if record]


# what came back


def test_the_cash_that_comes_back_is_that_of_the_refund_less_what_the_rest_costs() -> None:
    everything = GivenBack(refund=REFUND, remaining=None)
    assert (everything.records, everything.cash) == ((REFUND,), yuan("5"))
    rest = a_settlement("20250616000003", figures=figures(fund="40", own="30", cash="2"), draws=())
    part = GivenBack(refund=REFUND, remaining=rest)
    assert (part.records, part.cash) == ((REFUND, rest), yuan("3"))
    dearer = replace(rest, figures=figures(cash="9"))
    assert GivenBack(refund=REFUND, remaining=dearer).cash == yuan("-4"), "what the patient has to add"
