"""The receipt of a private sale, alone and beside a settlement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from engine.model.bill import Line
from engine.model.returned import Returned
from engine.money import Money
from pos.counter_private import receipt_text
from pos.private_page import private_lines, takings_of
from pos.receipt_private import PrivateSlip, private_receipt
from pos.slip_paper import NARROW, WIDE

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from engine.model.item import Item
    from engine.model.private import PrivateSale
    from pos.receipt import Slip
    from pos.wiring import House
    from pos.wording import Lang


@pytest.fixture
def sale(house: House, items: dict[str, Item]) -> PrivateSale:
    lines = [Line(item=items["tooth"], quantity=Decimal(2)), Line(item=items["amox"], quantity=Decimal(1), trace=("8385", "8386"))]
    return house.engine.private.sell("pharmacy", lines, operator="李[red]")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_reads_so(house: House, sale: PrivateSale, golden: SnapshotAssertion, lang: Lang, width: int) -> None:
    text = receipt_text(house.engine, sale, house.institution, lang, tendered=Money(100_00), cells=width)
    assert text == golden
    assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_comes_back_is_told_on_two_slips(house: House, sale: PrivateSale, lang: Lang) -> None:
    back = house.engine.private.give_back(sale.id, [Returned(item="tooth", quantity=Decimal(1))])
    refund, rest = (receipt_text(house.engine, record, house.institution, lang, copy=True) for record in back.records)
    assert sale.id in refund
    assert "-52.30" in refund
    assert sale.id in rest
    assert "32.40" in rest


def test_a_hostile_name_stays_on_its_line_and_within_the_paper(sale: PrivateSale) -> None:
    line = replace(sale.lines[0], name="[red]\x1b[31m\u202e" + "长" * 300 + "\n\r")
    hostile = replace(sale, lines=(line,), operator="\x1b]0;x\x07\u202e" * 9)
    text = private_receipt(PrivateSlip(sale=hostile, institution="\x1b[2J"), "zh", NARROW)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(cell_len(printed) for printed in text.splitlines()) <= NARROW


def test_beside_a_settlement_it_is_found_by_the_copy_and_undone_with_the_refund(house: House, slip: Slip) -> None:
    copy = receipt_text(house.engine, slip.settlement, house.institution, "zh", copy=True)
    private = house.engine.private.beside(slip.settlement.id)
    assert private is not None
    assert private.id in copy
    refund = house.engine.private.refund_with(slip.settlement.id)
    assert "-19.90" in receipt_text(house.engine, refund, house.institution, "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_days_takings(house: House, sale: PrivateSale, lang: Lang) -> None:
    assert private_lines(lang, []) == []
    house.engine.private.refund(sale.id)
    records = house.engine.private.on("pharmacy")
    assert takings_of(records).net == Money.ZERO
    assert "-52.30" in private_lines(lang, records)[0]
