"""Keys: the same key and content is answered, never charged twice. Faults: where the line breaks, the outcome is unknown but never half."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.errors import RefusalCode
from engine.model.codes import AccountUse, Care, Fault
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.town import Town, counter_sale, line, refusal

TEN = counter_sale(line("10"))


def test_the_same_key_and_content_gives_the_first_result_and_charges_once(town: Town) -> None:
    first = town.settle(TEN, "he", key="k")
    before = dump(town.books)
    code = town.code("he")
    assert town.engine.settle(TEN, code, key="k") == first  # the phone shows another code by now
    assert dump(town.books, without=("credential",)) == {name: rows for name, rows in before.items() if name != "credential"}
    assert town.engine.settle(TEN, code).id != first.id  # and that code is still unused


def test_also_long_after_the_code_expired_and_the_world_changed(town: Town) -> None:
    code = town.code("he")
    first = town.engine.settle(TEN, code, key="k")
    town.clock.advance(days=400)
    town.engine.set_insured("he", insured=False)
    town.engine.set_designated("pharmacy", designated=False)
    assert town.engine.settle(TEN, code, key="k") == first


def test_also_after_a_refund_or_a_reversal(town: Town) -> None:
    first, other = town.settle(TEN, "he", key="k"), town.settle(TEN, "he", key="l")
    town.engine.refund(first.id)
    town.engine.reverse("l")
    assert town.settle(TEN, "he", key="k") == first
    assert town.settle(TEN, "he", key="l") == other
    assert town.balance("he") == yuan("500")


@pytest.mark.parametrize(
    ("change", "holder", "shown_by"),
    [
        ({}, "daughter", None),
        ({}, "he", "daughter"),
        ({"at": "clinic"}, "he", None),
        ({"care": Care.OUTPATIENT}, "he", None),
        ({"prescription": True}, "he", None),
        ({"account": AccountUse.OFF}, "he", None),
        ({"lines": (line("10"), line("10"))}, "he", None),
        ({"lines": (line("10", "2"),)}, "he", None),
        ({"lines": (line("11"),)}, "he", None),
        ({"lines": (replace(line("10"), trace=("1",)),)}, "he", None),
    ],
)
def test_the_same_key_with_other_content_is_a_conflict(town: Town, change: dict[str, Any], holder: str, shown_by: str | None) -> None:
    town.settle(TEN, "he", key="k")
    assert refusal(lambda: town.settle(replace(TEN, **change), holder, shown_by=shown_by, key="k")) is RefusalCode.KEY_CONFLICT


def test_a_quantity_written_another_way_is_the_same_content(town: Town) -> None:
    first = town.settle(counter_sale(line("10", "2")), "he", key="k")
    assert town.settle(counter_sale(line("10", "2.0")), "he", key="k") == first


def test_a_refused_sale_leaves_its_key_free(town: Town) -> None:
    assert refusal(lambda: town.settle(counter_sale(), "he", key="k")) is RefusalCode.EMPTY_BASKET
    assert town.settle(TEN, "he", key="k").key == "k"


@pytest.mark.parametrize("key", ["", "k" * 10_000, "键\n[red]\x1b[0m", "'; DROP TABLE entry; --", "a\0b"])
def test_any_text_can_be_a_key(town: Town, key: str) -> None:
    first = town.settle(TEN, "he", key=key)
    assert town.settle(TEN, "he", key=key) == first
    assert town.engine.reverse(key).undoes == first.id


# a line that breaks


def test_a_fault_before_the_commit_leaves_nothing_and_the_retry_settles(town: Town) -> None:
    code = town.code("he")
    before = dump(town.books)
    assert refusal(lambda: town.engine.settle(TEN, code, key="k", fault=Fault.BEFORE_COMMIT)) is RefusalCode.OUTCOME_UNKNOWN
    assert dump(town.books) == before
    assert refusal(lambda: town.engine.reverse("k")) is RefusalCode.UNKNOWN_SETTLEMENT
    assert town.engine.settle(TEN, code, key="k").figures.total == yuan("10")


def test_a_lost_reply_has_settled_and_the_retry_returns_it(town: Town) -> None:
    code = town.code("he")
    assert refusal(lambda: town.engine.settle(TEN, code, key="k", fault=Fault.REPLY_LOST)) is RefusalCode.OUTCOME_UNKNOWN
    assert town.balance("he") == yuan("490")
    (settled,) = town.engine.journal(9)
    assert town.engine.settle(TEN, code, key="k") == settled
    assert refusal(lambda: town.engine.settle(TEN, code, key="k", fault=Fault.REPLY_LOST)) is RefusalCode.OUTCOME_UNKNOWN
    assert refusal(lambda: town.engine.settle(TEN, code, key="k", fault=Fault.BEFORE_COMMIT)) is RefusalCode.OUTCOME_UNKNOWN
    assert town.balance("he") == yuan("490")


@pytest.mark.parametrize("fault", Fault)
def test_a_business_rule_is_said_whatever_the_line_does(town: Town, fault: Fault) -> None:
    assert refusal(lambda: town.settle(counter_sale(), "he", fault=fault)) is RefusalCode.EMPTY_BASKET
