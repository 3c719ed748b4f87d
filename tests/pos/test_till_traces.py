"""Trace codes at the till: a pack's code goes to the line under the cursor, where its item carries them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.bill import Bill, Line
from engine.model.codes import Care, Insurance, ItemClass, Status
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from engine.service.found import Enrolment, World
from pos.catalogue import Catalogue
from pos.entry import Attach, Find, Identify, Wrong, meaning
from pos.receipt import NARROW, Slip, receipt
from pos.widgets.status_line import StatusLine
from tests.pos.conftest import driving

if TYPE_CHECKING:
    from pos.wiring import House
    from pos.wording import Lang

A, B = "83857930000000000001", "83857930000000000002"
GS1 = "010699000057560521AB12cd"
TRACED = Item(code="vial", name="注射液", english="Vials", item_class=ItemClass.A, price=Decimal(10), traced=True)


@pytest.fixture
def traced(house: House) -> House:
    person = Person(
        id="wang", name="王小满", region="370100", insurance=Insurance.EMPLOYEE, status=Status.IN_SERVICE, born=date(1985, 5, 5)
    )
    purse = Balance(all=Money(500_00), prior_year=Money(500_00))
    house.engine.found(World(people=(Enrolment(person=person, balance=purse, counted=Counted()),), items=(TRACED,)))
    return house


@pytest.mark.parametrize("text", [A, f"]C0{A}", GS1, f"]d2{GS1}", f"]C1\x1d{GS1}\x1d", "(01)06990000575605(21)AB12cd"])
def test_a_trace_code_is_one_only_where_the_line_wants_it(text: str) -> None:
    catalogue = Catalogue([TRACED])
    attached = meaning(text, catalogue, traced=True)
    assert attached == Attach(code=A if A in text else GS1)
    assert meaning(text, catalogue) == Wrong(key="till.trace-no-line", facts={})
    assert meaning(f"3*{A}", catalogue, traced=True) == Wrong(key="till.trace-no-line", facts={})


def test_credentials_and_items_come_first() -> None:
    named = replace(TRACED, national_code="1" * 20)
    assert isinstance(meaning("1" * 28, Catalogue([TRACED]), traced=True), Identify)
    assert not isinstance(meaning("1" * 20, Catalogue([named]), traced=True), Attach)
    assert isinstance(meaning("8" * 19, Catalogue([TRACED]), traced=True), Wrong)
    assert isinstance(meaning("0106990000575606" + "21AB", Catalogue([TRACED]), traced=True), Find), "a wrong check digit"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.usefixtures("at_once")
async def test_packs_are_scanned_after_their_item_and_settled_with_their_codes(traced: House, lang: Lang) -> None:
    code = traced.engine.issue("wang").digits
    count = "追溯码 {}/2" if lang == "zh" else "trace codes {}/2"
    async with driving(traced, lang=lang) as till:
        await till.type("vial\n*2\n")
        await till.press("down")
        await till.type(f"{A}\n")
        assert count.format(1) in till.told
        await till.type(f"{A}\n")
        assert ("本单已扫过" if lang == "zh" else "stands in this sale already") in till.told
        await till.type(f"{code}\n")
        assert "[trace-code-missing]" in till.text()
        await till.type(f"{B}\n")
        assert count.format(2) in till.told
        await till.type(f"{GS1}\n")
        assert ("已齐" if lang == "zh" else "a code for each pack") in till.told
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    (sold,) = traced.engine.journal(5)
    assert sold.lines[0].trace == (A, B)
    assert traced.engine.check() == []


@pytest.mark.usefixtures("at_once")
async def test_the_detail_line_counts_the_codes(traced: House) -> None:
    async with driving(traced, lang="en") as till:
        await till.type("amox\n2*vial\n")
        till.app.screen.query_one(StatusLine).tell("")
        assert "trace codes 0/2" in till.text()


def test_a_receipt_names_them(traced: House) -> None:
    bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=TRACED, quantity=Decimal(2), trace=(A, GS1)),))
    settlement = traced.engine.settle(bill, traced.engine.issue("wang").digits)
    for lang, label in (("zh", "追溯码"), ("en", "Trace code")):
        paper = receipt(Slip(settlement=settlement, names={}, institution=""), "zh" if lang == "zh" else "en", NARROW)
        assert paper.count(label) == 2
        assert A in paper
        assert GS1 in paper
