"""What is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from engine.errors import BadInput
from engine.money import Money
from pos.counter import save_receipt, slip_of
from pos.masking import masked
from pos.receipt import NARROW, WIDE, Slip, receipt
from pos.tender import tender

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_reads_so(slip: Slip, golden: SnapshotAssertion, lang: Lang, width: int) -> None:
    text = receipt(slip, lang, width)
    assert text == golden
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_no_name_stands_on_it_in_full(slip: Slip) -> None:
    text = receipt(slip, "zh")
    assert "王*兰" in text
    assert "林*溪" in text
    assert "王桂兰" not in text
    assert "林若溪" not in text


def test_a_refund_names_what_it_undoes_and_every_amount_is_negative(house: House, slip: Slip) -> None:
    undone = slip_of(house.engine, house.engine.refund(slip.settlement.id), house.institution, "zh", copy=True)
    text = receipt(undone, "zh")
    assert f"原结算号 {slip.settlement.id}" in text
    assert "退费单" in text
    assert "【副本】" in text
    assert f"{-slip.settlement.figures.total}" in text


def test_a_hostile_name_stays_on_its_line_and_within_the_paper(slip: Slip) -> None:
    line = replace(slip.settlement.lines[0], name="[red]\x1b[31m\u202e" + "长" * 300 + "\n\r")
    text = receipt(replace(slip, settlement=replace(slip.settlement, lines=(line,))), "zh", NARROW)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(cell_len(printed) for printed in text.splitlines()) <= NARROW


@pytest.mark.parametrize(("name", "shown"), [("王桂兰", "王*兰"), ("王兰", "王*"), ("欧阳若溪", "欧*溪"), ("兰", "兰*"), ("", "*")])
def test_a_name_is_masked(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_it_is_saved_wholly_or_not_at_all(house: House) -> None:
    file = save_receipt(house.home, "1", "first\n")
    assert save_receipt(house.home, "1", "second\n") == file
    assert file.read_text(encoding="utf-8") == "second\n"
    assert [found.name for found in file.parent.iterdir()] == ["1.txt"]
    (house.home / "taken").write_text("", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        save_receipt(house.home / "taken", "1", "third\n")
    assert refused.value.code == "cannot-write"


@pytest.mark.parametrize(
    ("typed", "amount", "change", "wrong"),
    [
        ("", 12_50, 0, ""),
        ("20", 20_00, 7_50, ""),
        ("２０．５", 20_50, 8_00, ""),
        ("12。5", 12_50, 0, ""),
        ("12", 12_00, -50, "settle.too-little"),
        ("112.49", 112_49, 99_99, ""),
        ("112.50", 112_50, 100_00, "settle.too-much"),
        ("6990000575605", 6990000575605_00, 6990000575592_50 + 0, "settle.too-much"),
        ("1.234", 12_50, 0, "settle.not-an-amount"),
        ("..", 12_50, 0, "settle.not-an-amount"),
    ],
)
def test_cash_in_the_hand(typed: str, amount: int, change: int, wrong: str) -> None:
    now = tender(typed, Money(12_50))
    assert (now.amount.fen, now.change.fen, now.wrong) == (amount, change, wrong)
