"""The wallet at the till: F8 where the payer has one, on the screen, on the receipt and in the books."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from engine.model.codes import Insurance, Relation, Status
from engine.model.person import Person
from engine.model.year import Counted
from engine.money import Money
from engine.service.found import Enrolment, World
from tests.pos.conftest import driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang


@pytest.fixture
def far(house: House) -> House:
    """A resident of Xi'an who accepted 50.00 from the father in Jinan."""
    uncle = Person(id="uncle", name="陈远行", region="610100", insurance=Insurance.RESIDENT, status=Status.RESIDENT, born=date(1958, 1, 1))
    house.engine.found(World(people=(Enrolment(person=uncle, balance=None, counted=Counted()),)))
    house.engine.wallet.accept(house.engine.wallet.send("father", "uncle", Relation.SIBLING, Money(50_00)).id)
    return house


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_it_pays_before_cash_and_stands_on_the_receipt(far: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(far, lang=lang) as till:
        await till.type(f"bude\n{far.engine.issue('uncle').digits}\n")
        await till.press("f9")
        await till.press("f8")
        assert till.text() == golden(name="settle")
        await till.press("f8")
        assert till.app.sale.quote is not None
        assert (till.app.sale.quote.wallet, till.app.sale.wallet) == (Money.ZERO, False)
        await till.press("f8")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        (sold,) = far.engine.journal(1)
        assert (sold.wallet, sold.coins) == (Money(50_00), sold.figures.cash - Money(50_00))
        printed = (far.home / "receipts" / f"{sold.id}.txt").read_text(encoding="utf-8")
        assert "50.00" in printed
        assert printed == golden(name="receipt")
    assert far.engine.wallet.balance("uncle") == Money.ZERO
    assert far.engine.check() == []


async def test_without_one_the_key_does_nothing(house: House) -> None:
    async with driving(house) as till:
        await till.type(f"bude\n{house.engine.issue('child').digits}\n")
        await till.press("f9")
        assert "F8" not in till.text()
        await till.press("f8")
        assert not till.app.sale.wallet


async def test_another_payer_is_asked_anew(far: House) -> None:
    async with driving(far) as till:
        await till.type(f"bude\n{far.engine.issue('uncle').digits}\n")
        await till.press("f9")
        await till.press("f8")
        sale = till.app.sale
        assert sale.payer is not None
        assert sale.identified(sale.payer).wallet, "a fresh code of the same holder"
        assert not sale.identified(None).wallet
