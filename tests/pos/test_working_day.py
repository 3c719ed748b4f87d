"""A whole working day by keys alone: open, a sale of each kind, what goes wrong and comes back, reconcile, close; then the books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.model.codes import Event, Fault
from engine.money import Money
from pos.receipt_code import receipt_code
from tests.pos.conftest import Driver, driving
from tests.pos.test_trouble import faulty

if TYPE_CHECKING:
    from pos.wiring import House

pytestmark = pytest.mark.usefixtures("at_once")


async def signs_in(till: Driver) -> None:
    await till.press("ctrl+f")
    await till.slowly("郑小梅")
    await till.press("enter")
    await till.until(lambda: "郑小梅" in till.text().splitlines()[0])


async def puts_change_in(till: Driver) -> None:
    await till.press("ctrl+r", "f5")
    await till.slowly("200")
    await till.press("enter")
    await till.until(lambda: "200.00" in till.text())
    await till.press("escape")


async def pays(till: Driver, tendered: str = "") -> None:
    """From the basket by F9 to the receipt, and to the till again."""
    await till.press("f9")
    await till.until(lambda: till.screen in {"SettleScreen", "CashSaleScreen"})
    await till.type(f"{tendered}\n")
    await puts_the_receipt_away(till)
    assert till.basket == []


async def puts_the_receipt_away(till: Driver) -> None:
    await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
    await till.press("enter")


async def forgets_the_purse(till: Driver) -> None:
    """Parked; the next customer only asks for a price; taken up again."""
    await till.type("ibu\n")
    await till.press("ctrl+k")
    await till.type("=amox\n")
    await till.press("escape")
    assert till.basket == []
    await till.press("ctrl+k")
    assert till.basket == [("ibu", "1")]


async def loses_the_reply_and_asks(till: Driver) -> None:
    await till.press("f9", "f9")
    await till.until(lambda: till.app.sale.open_outcome)
    await till.press("f8")
    await puts_the_receipt_away(till)


async def brings_back(till: Driver, receipt: str, *answer: str) -> None:
    """The receipt's code is scanned, F4 asks, and `answer` says what comes back."""
    await till.type(f"{receipt}\n")
    await till.until(lambda: till.screen == "JournalScreen" and receipt[3:] in till.text())
    await till.press("f4")
    await till.until(lambda: till.screen in {"ConfirmScreen", "RefundChoiceScreen"})
    await till.press(*answer)
    await puts_the_receipt_away(till)
    await till.press("escape", "escape")
    await till.until(lambda: till.screen == "TillScreen")


async def closes_the_day(till: Driver, counted: str) -> None:
    """Count, X, reconcile, Z, sign out."""
    await till.app.screen.run_action("close_day")
    await till.until(lambda: till.screen == "CountScreen")
    await till.press(*["enter"] * 8)  # past the notes and coins, to the sum
    await till.slowly(counted)
    await till.press("f9")
    await till.until(lambda: till.screen == "ClosingScreen" and counted in till.text())
    await till.press("enter")
    await till.until(lambda: "对账相符" in till.text())
    await till.press("enter", "enter")
    await till.until(lambda: "Z1" in till.told)
    await till.press("enter")
    await till.until(lambda: till.screen == "TillScreen" and "郑小梅" not in till.text().splitlines()[0])


@pytest.mark.no_cover  # screens that have tests of their own
async def test_a_working_day(house: House) -> None:
    """Each amount by hand: amox 12.50 A, ibu 19.80 B with a first share of 10 %, nife 6.90 A, toothpaste 19.90."""
    engine, at = house.engine, house.institution.id
    broken, line = faulty(house, *[Fault.NONE] * 4, Fault.REPLY_LOST)  # the fifth settlement's reply

    def code(holder: str, shown_by: str | None = None) -> str:
        return engine.issue(holder, shown_by).digits

    async with driving(broken) as till:
        await signs_in(till)
        await puts_change_in(till)
        # no prescription, her daughter's phone: her daughter's pool pays
        await till.type(f"amox\n2*nife\n{code('grandma', 'mother')}\n")
        await pays(till)
        # with an electronic prescription
        await till.type(f"amox\nibu\n{code('father')}\n")
        await till.press("f5")
        await pays(till)
        # the account switched off
        await till.type(f"nife\n{code('father')}\n")
        await till.press("f6")
        await pays(till, "10")
        # toothpaste beside a medicine, and alone
        await till.type(f"amox\ntooth\n{code('father')}\n")
        await pays(till, "20")
        await till.type("tooth\n")
        await pays(till, "50")
        await forgets_the_purse(till)
        await till.type(f"{code('father')}\n")
        await loses_the_reply_and_asks(till)
        pool, rx, cash, mixed, lost = reversed(engine.journal(9))
        await brings_back(till, receipt_code(cash.id), "enter")
        await brings_back(till, receipt_code(mixed.id), "f5")  # the medicine; the toothpaste stays
        await closes_the_day(till, "239.80")

    assert (pool.figures.mutual_aid, pool.shown_by) == (Money(12_50 + 2 * 6_90), "mother")
    assert (rx.prescription, rx.figures.first_share, rx.figures.total) == (True, Money(1_98), Money(12_50 + 19_80))
    assert cash.figures.cash == cash.figures.total == Money(6_90)
    assert line.keys.count(lost.key) == 1, "asked for, not sent again"
    *_, first, second = reversed(engine.journal(9))
    assert [(record.event, record.undoes) for record in (first, second)] == [(Event.REFUND, cash.id), (Event.REFUND, mixed.id)]
    closing = engine.closings.show(at)
    assert (closing.number, closing.operator, closing.takings.net.count) == (1, "郑小梅", 7)
    assert closing.takings.counted == engine.drawer.balance(at) == Money(200_00 + 2 * 19_90)
    assert engine.day.reconcile(at).balanced
    assert engine.check() == []
