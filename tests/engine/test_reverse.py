"""A reversal 冲正: for a caller who does not know whether a sale happened. It names the key, and undoes once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import RefusalCode
from engine.model.codes import Event, Fault
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.town import a_bill, counter_sale, line, refusal

if TYPE_CHECKING:
    from tests.engine.town import Town

TEN = counter_sale(line("10"))


def test_a_lost_reply_is_reversed_to_the_last_fen(town: Town) -> None:
    bill = a_bill(line("1500"))
    assert refusal(lambda: town.settle(bill, "he", key="k", fault=Fault.REPLY_LOST)) is RefusalCode.OUTCOME_UNKNOWN
    undone = town.engine.reverse("k")
    (record, sale) = town.engine.journal(2)
    assert record == undone
    assert (undone.event, undone.undoes, undone.key, undone.figures) == (Event.REVERSAL, sale.id, None, sale.figures.negated())
    assert (town.balance("he"), town.balance("daughter")) == (yuan("500"), yuan("300"))
    assert (town.engine.fund_paid(), town.engine.cash_taken(), town.engine.counted("he").deductible) == (Money.ZERO, Money.ZERO, Money.ZERO)
    assert undone.steps[0].rule == "reversal"
    assert town.engine.check() == []


def test_a_key_that_settled_nothing_is_unknown(town: Town) -> None:
    assert refusal(lambda: town.settle(TEN, "he", key="k", fault=Fault.BEFORE_COMMIT)) is RefusalCode.OUTCOME_UNKNOWN
    before = dump(town.books)
    for key in ("k", "never", ""):
        assert refusal(lambda key=key: town.engine.reverse(key)) is RefusalCode.UNKNOWN_SETTLEMENT  # type: ignore[misc]
    assert dump(town.books) == before


def test_once_only_whichever_way_it_was_undone_first(town: Town) -> None:
    sale, other = town.settle(TEN, "he", key="k"), town.settle(TEN, "he", key="l")
    town.engine.reverse("k")
    town.engine.refund(other.id)
    before = dump(town.books)
    assert refusal(lambda: town.engine.reverse("k")) is RefusalCode.ALREADY_REVERSED
    assert refusal(lambda: town.engine.refund(sale.id)) is RefusalCode.ALREADY_REVERSED
    assert refusal(lambda: town.engine.reverse("l")) is RefusalCode.ALREADY_REFUNDED
    assert refusal(lambda: town.engine.refund(other.id)) is RefusalCode.ALREADY_REFUNDED
    assert dump(town.books) == before


def test_a_reversal_is_no_sale_that_could_be_refunded(town: Town) -> None:
    town.settle(TEN, "he", key="k")
    undone = town.engine.reverse("k")
    assert refusal(lambda: town.engine.refund(undone.id)) is RefusalCode.UNKNOWN_SETTLEMENT
