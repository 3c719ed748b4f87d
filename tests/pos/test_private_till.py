"""Private goods at the till by keys: with an insurance sale, alone, given back, and when the reply is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.errors import BooksError
from engine.model.codes import Event, Fault
from engine.model.private import PrivateEvent
from engine.money import Money
from pos.screens.till import TillScreen
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, Driver, driving
from tests.pos.test_trouble import faulty

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from engine.model.private import PrivateSale
    from pos.wiring import House
    from pos.wording import Lang

pytestmark = pytest.mark.usefixtures("at_once")


def drawer(house: House) -> Money:
    return house.engine.drawer.balance("pharmacy")


def bound(driver: Driver, action: str) -> bool:
    screen = driver.app.screen
    return isinstance(screen, TillScreen) and bool(screen.check_action(action, ()))


async def sold(till: Driver, house: House, *, lines: str = "amox\ntooth\n") -> None:
    """Up to the receipt, with a code of father's, by Enter."""
    await till.type(f"{lines}{house.engine.issue('father').digits}\n")
    await till.press("f9")
    await till.press("f9")
    await till.until(lambda: till.screen == "ReceiptScreen" and till.told)


async def choose_what_comes_back(till: Driver) -> None:
    """Of a sale with private goods beside it, from its receipt."""
    await till.press("enter")
    await till.press("f8")
    await till.press("down")
    await till.press("f5")
    await till.until(lambda: "自费" in till.text())


# with an insurance sale


async def test_goods_that_are_not_medical_go_to_the_private_part_by_themselves(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        assert not bound(till, "split")
        await till.type("tooth\n")
        assert "转自费现金" in till.told
        assert "含自费 19.90" in till.text()
        assert bound(till, "split")
        await till.type(f"{house.engine.issue('father').digits}\n")
        assert till.quote.figures.total == Money(12_50)
        await till.press("f9")
        assert "含自费 19.90" in till.text()
        await till.type("20\n")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
    (sale,) = house.engine.journal(5)
    private = house.engine.private.beside(sale.id)
    assert private is not None
    assert (sale.figures.total, sale.coins, private.total, drawer(house)) == (Money(12_50), Money(0), Money(19_90), Money(19_90))
    receipt = (house.home / "receipts" / f"{sale.id}.txt").read_text(encoding="utf-8")
    assert f"自费单号 {private.id}" in receipt
    assert "找零                                  0.10" in receipt
    assert house.engine.check() == []


async def test_put_back_they_keep_the_sale_from_insurance(house: House) -> None:
    async with driving(house) as till:
        await till.type(f"amox\ntooth\n{house.engine.issue('father').digits}\n")
        await till.press("ctrl+t")
        assert "牙膏" in till.told
        assert till.app.sale.quote is None
        await till.press("f9")
        assert (till.screen, "不能走医保" in till.told) == ("TillScreen", True)
        await till.press("ctrl+t")
        assert "已转自费现金 19.90" in till.told
        assert till.quote.bill.private[0].item.code == "tooth"
    assert house.engine.journal(1) == []


@pytest.mark.parametrize("fault", [Fault.BEFORE_COMMIT, Fault.REPLY_LOST, Fault.AFTER_REPLY])
@pytest.mark.parametrize("way", ["f7", "f8", "f9"])
async def test_after_a_lost_reply_there_are_both_or_neither(house: House, fault: Fault, way: str) -> None:
    broken, _ = faulty(house, fault)
    async with driving(broken) as till:
        await till.type(f"amox\ntooth\n{house.engine.issue('father').digits}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.app.sale.open_outcome)
        await till.press(way)
        await till.settle()
    standing = [record for record in house.engine.journal(5) if record.event is Event.SALE and not house.engine.undone_by(record.id)]
    private = [
        sale for sale in house.engine.private.newest(5) if sale.event is PrivateEvent.SALE and not house.engine.private.undone_by(sale.id)
    ]
    happened = way == "f9" or (way == "f8" and fault is not Fault.BEFORE_COMMIT)
    assert (len(standing), len(private)) == (happened, happened)
    assert drawer(house) == (Money(19_90) if happened else Money.ZERO)
    assert house.engine.check() == []


async def test_a_sale_undone_by_another_till_without_its_goods_is_told_with_the_way_out(house: House) -> None:
    broken, _ = faulty(house, Fault.REPLY_LOST)
    async with driving(broken) as till:
        await till.type(f"amox\ntooth\n{house.engine.issue('father').digits}\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.app.sale.open_outcome)
        sale = house.engine.journal(1)[0]
        house.engine.refund(sale.id)
        await till.press("f8")
        await till.until(lambda: till.screen == "TillScreen")
        private = house.engine.private.left(sale.id)
        assert private is not None
        assert private.id in till.told
        assert "F4" in till.told


# alone


async def test_private_goods_alone_are_paid_in_cash_without_a_payer(house: House) -> None:
    house.engine.day.sign_in("pharmacy", "李")
    async with driving(house) as till:
        await till.type("2*tooth\n")
        await till.press("f9")
        assert till.screen == "CashSaleScreen"
        for typed, told in (("3", "少于应收"), ("0000", "找零会达到"), (".5.5", "不是金额")):
            await till.slowly(f"{typed}\n")
            assert told in till.told
        await till.press("ctrl+u")
        await till.slowly("50")
        assert "10.20" in till.text()
        await till.slowly("\n")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        assert "自费销售单" in till.text() or "自费" in till.text()
        await till.press("f2")
        assert till.screen == "ReceiptScreen", "there is nothing to explain"
        await till.press("enter")
        assert till.basket == []
    (sale,) = house.engine.private.newest(5)
    assert (sale.total, sale.operator, sale.key, drawer(house)) == (Money(39_80), "李", "key-1", Money(39_80))
    text = (house.home / "receipts" / f"{sale.id}.txt").read_text(encoding="utf-8")
    assert "找零                                 10.20" in text
    assert house.engine.check() == []


async def test_medicines_without_a_code_need_a_second_key(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("f9")
        assert (till.screen, "F3" in till.told) == ("TillScreen", True)
        await till.type("ibu\n")
        await till.press("f9")
        assert till.screen == "TillScreen", "another basket is asked about anew"
        await till.press("f9")
        assert till.screen == "CashSaleScreen"
        await till.press("escape")
        assert till.basket == [("amox", "1"), ("ibu", "1")]
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert house.engine.private.taken() == drawer(house) == Money(12_50 + 19_80)


async def test_the_second_key_counts_only_while_it_is_read_what_it_does(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("f9")
        assert "再按 F9" in till.told
        await till.type(f"{house.engine.issue('father', 'mother').digits}\n")
        assert "not-bound" in till.told
        await till.press("f9")
        assert (till.screen, "再按 F9" in till.told) == ("TillScreen", True)
        await till.press("f9")
        assert till.screen == "CashSaleScreen"


async def test_by_the_menu_even_when_somebody_would_pay(house: House) -> None:
    async with driving(house) as till:
        await till.app.screen.run_action("cash")
        assert (till.screen, "空" in till.told) == ("TillScreen", True)
        await till.type(f"amox\n{house.engine.issue('father').digits}\n")
        await till.app.screen.run_action("cash")
        await till.settle()
        assert till.screen == "CashSaleScreen"
        await till.type(f"{house.engine.issue('father').digits}\n")
        assert till.screen == "CashSaleScreen"
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert (house.engine.journal(1), drawer(house)) == ([], Money(12_50))


# a lost reply of a private sale


def losing(house: House, monkeypatch: pytest.MonkeyPatch, *, booked: bool) -> None:
    """The first private sale is booked or not, and in both cases nobody hears of it."""
    sell: Callable[..., PrivateSale] = house.engine.private.sell
    left = [None]

    def lost(*args: object, **options: object) -> PrivateSale:
        if left:
            left.pop()
            if booked:
                sell(*args, **options)
            raise BooksError("busy-books", url="memory:")
        return sell(*args, **options)

    monkeypatch.setattr(house.engine.private, "sell", lost)


async def unheard(till: Driver) -> None:
    await till.type("tooth\n")
    await till.press("f9")
    await till.press("f9")
    await till.until(lambda: till.app.sale.open_outcome)
    assert "结果未知" in till.told


@pytest.mark.parametrize("booked", [True, False])
async def test_it_is_tried_again_with_the_same_key(house: House, monkeypatch: pytest.MonkeyPatch, *, booked: bool) -> None:
    losing(house, monkeypatch, booked=booked)
    async with driving(house) as till:
        await unheard(till)
        await till.press("escape")
        await till.type("amox\n")
        assert till.basket == [("tooth", "1")], "a sale whose outcome is unknown is not changed"
        await till.app.screen.run_action("cash")
        await till.press("escape")
        await till.press("f9")
        assert till.screen == "CashSaleScreen"
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert [sale.total for sale in house.engine.private.newest(5)] == [Money(19_90)]


@pytest.mark.parametrize("booked", [True, False])
async def test_it_is_asked_after(house: House, monkeypatch: pytest.MonkeyPatch, *, booked: bool) -> None:
    losing(house, monkeypatch, booked=booked)
    async with driving(house) as till:
        await unheard(till)
        await till.press("f8")
        if booked:
            await till.until(lambda: till.screen == "ReceiptScreen")
        else:
            assert "账上没有这一笔" in till.told
            await till.press("f7")
            assert (till.screen, till.app.sale.open_outcome, till.app.sale.key) == ("TillScreen", False, "key-2")
    assert drawer(house) == (Money(19_90) if booked else Money.ZERO)


@pytest.mark.parametrize("way", ["f7", "f8", "f9"])
async def test_it_is_undone_here_or_was_elsewhere(house: House, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    losing(house, monkeypatch, booked=True)
    async with driving(house) as till:
        await unheard(till)
        if way != "f7":
            house.engine.private.reverse("key-1")
        await till.press(way)
        await till.until(lambda: till.screen == "TillScreen")
        assert ("已冲正" if way == "f7" else "已撤销") in till.told
        assert till.app.sale.key == "key-2"
        assert till.basket == [("tooth", "1")]
    assert drawer(house) == Money.ZERO


async def test_what_was_undone_before_is_said_so_by_the_way_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    losing(house, monkeypatch, booked=True)
    async with driving(house) as till:
        await unheard(till)
        number = house.engine.private.reverse("key-1").id
        await till.press("f7")
        await till.until(lambda: till.screen == "TillScreen")
        assert number in till.told


# given back


async def test_a_private_sale_is_refunded_from_the_journal(house: House) -> None:
    async with driving(house) as till:
        await till.type("tooth\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        await till.press("enter")
        await till.press("f8")
        await till.press("f2")
        assert "没有可解释的金额" in till.told
        await till.press("f4")
        assert "退现金 19.90" in till.text()
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        assert "-19.90" in till.text()
    assert drawer(house) == Money.ZERO


@pytest.mark.parametrize(("key", "left"), [("enter", 0), ("f5", 19_90)])
async def test_a_refund_asks_about_the_goods_that_were_bought_with_it(house: House, key: str, left: int) -> None:
    async with driving(house) as till:
        await sold(till, house)
        await till.press("enter")
        await till.press("f8")
        await till.press("down")
        await till.press("f4")
        await till.until(lambda: till.screen == "RefundChoiceScreen")
        assert "19.90" in till.text()
        await till.press("escape")
        await till.press("f4")
        await till.until(lambda: till.screen == "RefundChoiceScreen")
        assert len(house.engine.journal(5)) == 1, "Esc gave nothing back"
        await till.press(key)
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
    assert [record.event for record in house.engine.journal(5)] == [Event.REFUND, Event.SALE]
    assert drawer(house) == Money(left)
    assert house.engine.check() == []


async def test_some_of_the_goods_come_back_with_some_of_the_medicines(house: House) -> None:
    async with driving(house) as till:
        await sold(till, house, lines="2*amox\n2*tooth\n")
        await choose_what_comes_back(till)
        await till.press("plus", "down", "plus")
        await till.press("f9")
        assert "其余重新结算" in till.text()
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        assert "继续" in till.text(), "more slips come, and no next sale"
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        await till.press("enter")
        assert till.screen == "JournalScreen"
    assert drawer(house) == Money(19_90)
    assert house.engine.check() == []


async def test_only_goods_come_back(house: House) -> None:
    async with driving(house) as till:
        await sold(till, house, lines="amox\n2*tooth\n")
        await choose_what_comes_back(till)
        await till.press("down", "plus")
        await till.press("f9")
        assert "这些退现金" in till.text()
        await till.press("enter")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
    assert [record.event for record in house.engine.journal(5)] == [Event.SALE]
    assert drawer(house) == Money(19_90)


# what it looks like


@EACH_SIZE
@EACH_LANGUAGE
async def test_it_looks_so(house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:

        def look(name: str) -> None:
            assert till.text() == golden(name=name)

        await till.type("2*amox\ntooth\n")
        look("1-added")
        await till.press("f9")
        look("2-no-payer")
        await till.type(f"{house.engine.issue('father').digits}\n")
        look("3-till")
        await till.press("f9")
        look("4-settle")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        look("5-receipt")
        await till.press("enter")
        await till.type("2*tooth\namox\n")
        await till.press("f9")
        await till.press("f9")
        await till.slowly("100")
        look("6-cash")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        look("7-cash-receipt")
        await till.press("enter")
        await till.press("f8")
        look("8-journal")
        await till.press("down", "down")
        await till.press("f5")
        await till.settle()
        look("9-give-back")
        await till.press("escape")
        await till.press("f4")
        await till.until(lambda: till.screen == "RefundChoiceScreen")
        look("10-also")
        await till.press("f5")
        await till.until(lambda: till.screen == "ReceiptScreen" and till.told)
        await till.press("enter")
        await till.press("escape")
        await till.app.screen.run_action("day")
        await till.settle()
        look("11-day")


@EACH_LANGUAGE
async def test_a_lost_reply_looks_so(house: House, golden: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    losing(house, monkeypatch, booked=False)
    async with driving(house, lang=lang) as till:
        await till.type("tooth\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.app.sale.open_outcome)
        assert till.text() == golden
