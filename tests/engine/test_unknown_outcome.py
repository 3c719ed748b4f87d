"""Whatever is tried after a broken line, in any order, however often it breaks again: one settlement or none, undone at most once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refusal, RefusalCode
from engine.model.codes import Event, Fault
from engine.model.outcome import Known
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.town import Town, a_town, counter_sale, employee, line

if TYPE_CHECKING:
    from engine.model.settlement import Settlement

TEN = counter_sale(line("10"))
WAYS = st.lists(st.tuples(st.sampled_from(["retry", "query", "reverse", "refund"]), st.sampled_from(Fault)), max_size=12)
HEARD = {
    (Known.NOTHING, "retry"): "",
    (Known.SETTLED, "retry"): "",
    (Known.UNDONE, "retry"): "",
    (Known.NOTHING, "reverse"): RefusalCode.UNKNOWN_SETTLEMENT,
    (Known.NOTHING, "refund"): RefusalCode.UNKNOWN_SETTLEMENT,
    (Known.SETTLED, "reverse"): "",
    (Known.SETTLED, "refund"): "",
}


def attempt(town: Town, way: str, fault: Fault) -> tuple[str, Settlement | None]:
    """The refusal's code, or an empty text with what came back."""
    first = town.engine.query("k").settlement
    try:
        match way:
            case "retry":
                return "", town.settle(TEN, "he", key="k", fault=fault)
            case "reverse":
                return "", town.engine.reverse("k", fault=fault)
            case _:
                return "", town.engine.refund(first.id if first else "", fault=fault)
    except Refusal as error:
        return error.code.value, None


@given(first=st.sampled_from(Fault), ways=WAYS)
def test_one_settlement_or_none(first: Fault, ways: list[tuple[str, Fault]]) -> None:
    town = a_town((employee("he"), "500"))
    known = Known.NOTHING
    undone_by = ""
    for way, fault in [("retry", first), *ways]:
        if way == "query":
            before = dump(town.books)
            outcome = town.engine.query("k")
            assert dump(town.books) == before
            assert outcome.known is known
            town.engine.day.note(*outcome.records)
            continue
        said, record = attempt(town, way, fault)
        ruled = HEARD.get((known, way), undone_by)
        assert said == (ruled or ("" if fault is Fault.NONE else RefusalCode.OUTCOME_UNKNOWN))
        if record is not None:
            town.engine.day.note(record)
        if not ruled and fault is not Fault.BEFORE_COMMIT:
            if way == "retry":
                known = Known.SETTLED if known is Known.NOTHING else known
            else:
                known = Known.UNDONE
                undone_by = RefusalCode.ALREADY_REVERSED if way == "reverse" else RefusalCode.ALREADY_REFUNDED
        assert town.engine.query("k").known is known
        events = sorted(each.event.value for each in town.engine.journal(9))
        undoing = [Event.REVERSAL.value if undone_by == RefusalCode.ALREADY_REVERSED else Event.REFUND.value]
        assert events == {Known.NOTHING: [], Known.SETTLED: ["sale"], Known.UNDONE: sorted(["sale", *undoing])}[known]
        assert town.balance("he") == (yuan("490") if known is Known.SETTLED else yuan("500"))
    assert town.engine.check() == []
    town.engine.day.note(*town.engine.query("k").records)
    assert town.engine.day.reconcile("pharmacy").balanced, "who asks in the end knows all of it"


def test_a_query_tells_the_record_and_what_undid_it(town: Town) -> None:
    assert town.engine.query("k").known is Known.NOTHING
    sale = town.settle(TEN, "he", key="k")
    assert town.engine.query("k").records == (sale,)
    undone = town.engine.reverse("k")
    outcome = town.engine.query("k")
    assert (outcome.known, outcome.records) == (Known.UNDONE, (sale, undone))


@pytest.mark.parametrize("key", ["", "k" * 10_000, "键\n[red]\x1b[0m", "'; DROP TABLE entry; --", "a\0b"])
def test_any_text_can_be_asked_for(town: Town, key: str) -> None:
    assert town.engine.query(key).known is Known.NOTHING
