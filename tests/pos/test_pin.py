"""Where the institution asks for the credential's PIN: nothing is settled without it, and nothing shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from engine.model.codes import Insurance, Kind, Level, Status
from engine.model.institution import Institution
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from engine.service.found import Enrolment, World
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang

PIN = "042731"


@pytest.fixture
def asking(house: House) -> House:
    clinic = Institution(id="asking", name="问码诊所", kind=Kind.HOSPITAL, level=Level.PRIMARY, region="370100", asks_pin=True)
    person = Person(
        id="wang", name="王小满", region="370100", insurance=Insurance.EMPLOYEE, status=Status.IN_SERVICE, born=date(1985, 5, 5)
    )
    purse = Balance(all=Money(500_00), prior_year=Money(500_00))
    house.engine.found(World(people=(Enrolment(person=person, balance=purse, counted=Counted(), pin=PIN),), institutions=(clinic,)))
    return replace(house, institution=clinic)


@pytest.mark.usefixtures("at_once")
async def test_a_wrong_pin_changes_nothing_and_the_right_one_settles_with_the_same_code(asking: House) -> None:
    code = asking.engine.issue("wang").digits
    async with driving(asking) as till:
        await till.type(f"amox\n{code}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "PinScreen")
        await till.slowly("000000\n")
        await till.until(lambda: till.screen == "PinScreen")
        assert asking.engine.journal(5) == []
        assert asking.engine.balances()["wang"].all == Money(500_00)
        await till.slowly(PIN)
        assert PIN not in till.text()
        await till.slowly("\n")
        await till.until(lambda: till.screen == "ReceiptScreen")
    (sold,) = asking.engine.journal(5)
    assert (sold.holder, sold.figures.total) == ("wang", Money(12_50))
    assert asking.engine.check() == []


@pytest.mark.usefixtures("at_once")
async def test_escape_goes_back_to_the_figures_and_nothing_is_settled(asking: House) -> None:
    code = asking.engine.issue("wang").digits
    async with driving(asking) as till:
        await till.type(f"amox\n{code}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "PinScreen")
        await till.press("escape")
        assert till.screen == "SettleScreen"
    assert asking.engine.journal(5) == []


@pytest.mark.usefixtures("at_once")
@EACH_SIZE
@EACH_LANGUAGE
async def test_the_question(asking: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    code = asking.engine.issue("wang").digits
    async with driving(asking, lang=lang, size=size) as till:
        await till.type(f"amox\n{code}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "PinScreen")
        assert till.text() == golden
