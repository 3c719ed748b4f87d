"""A hospital's till: keys in, books out; and every window as it looks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.visit import Cancelled, Paid, Wish, state_of
from pos.hospital import furnish
from pos.parked import ParkedSale
from pos.parking import Parking
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, Driver, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from engine.model.visit import Visit
    from engine.service.engine import Engine
    from pos.wiring import House
    from pos.wording import Lang

QUEUE = {"zh": "内科 候诊：1 号", "en": "Internal medicine: no. 1"}
REGISTER, BILLS, PICK_UP = "1", "2", "3"


@pytest.fixture
def clinic(house: House) -> House:
    """The demo world's health centre."""
    furnish(house.engine)
    return replace(house, institution=house.engine.institution("clinic"))


async def window(till: Driver, digit: str) -> None:
    await till.press("ctrl+o")
    await till.until(lambda: till.screen == "WindowsScreen")
    await till.press(digit)
    await till.until(lambda: till.screen != "WindowsScreen")


def code(house: House, person: str, shown_by: str | None = None) -> str:
    return house.engine.issue(person, shown_by).digits


def only(house: House) -> Visit:
    (visit,) = house.engine.visits.at("clinic")
    return visit


async def registered(till: Driver, house: House, digit: str = "2") -> None:
    """Grandma, by her daughter's phone; the department of that digit."""
    await window(till, REGISTER)
    await till.type(code(house, "grandma", "mother") + "\n")
    await till.until(lambda: till.screen == "DepartmentScreen")
    await till.press(digit)
    await till.until(lambda: till.screen != "DepartmentScreen")


@pytest.mark.usefixtures("at_once")
@EACH_SIZE
@EACH_LANGUAGE
async def test_a_patient_goes_through_the_three_windows(
    clinic: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]
) -> None:
    async with driving(clinic, lang=lang, size=size) as till:
        assert till.text() == golden(name="01-home")
        await till.press("ctrl+o")
        assert till.text() == golden(name="02-windows")
        await till.press("1")
        await till.until(lambda: till.screen == "IdentifyScreen")
        await till.type(code(clinic, "grandma", "mother") + "\n")
        await till.until(lambda: till.screen == "DepartmentScreen")
        assert till.text() == golden(name="03-departments")
        await till.press("2")
        await till.until(lambda: till.screen == "SettleScreen" and till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen" and QUEUE[lang] in till.text())
        assert till.text() == golden(name="04-slip")
        await till.press("enter")
        assert state_of(only(clinic)) == "registered"

        await window(till, BILLS)
        assert till.text() == golden(name="05-waiting")
        await till.press("f4")
        assert till.text() == golden(name="06-order-sets")
        await till.press("1")
        await till.until(lambda: state_of(only(clinic)) == "ordered" and "V202511210001" in till.told)
        assert till.text() == golden(name="07-bill")
        await till.press("enter")
        await till.until(lambda: len(till.basket) == 3)
        assert till.text() == golden(name="08-loaded")
        await till.type(code(clinic, "grandma") + "\n")
        await till.until(lambda: till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.screen == "SettleScreen" and till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        assert (state_of(only(clinic)), till.basket, till.app.sale.errand) == ("paid", [], None)

        await window(till, PICK_UP)
        assert till.text() == golden(name="09-to-collect")
        await till.press("enter")
        await till.until(lambda: till.screen == "PickUpScreen")
        await till.press("down", "down", "minus")
        assert till.text() == golden(name="10-hand-out")
        await till.press("f9")
        await till.until(lambda: state_of(only(clinic)) == "partly-collected")
        assert till.text() == golden(name="11-part")
        await till.press("enter", "f7")
        assert till.text() == golden(name="12-back")
    assert clinic.engine.check() == []
    assert clinic.engine.day.reconcile("clinic").balanced


@pytest.mark.usefixtures("at_once")
async def test_what_was_paid_comes_back_and_is_refunded(clinic: House) -> None:
    async with driving(clinic) as till:
        await registered(till, clinic)
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        number = only(clinic).registration.visit
        clinic.engine.visits.order(number, [("amox", Decimal(2))])
        await till.type(code(clinic, "grandma") + "\n")
        await till.until(lambda: till.app.sale.payer is not None)
        await window(till, BILLS)
        await till.press("enter")
        await till.until(lambda: till.basket == [("amox", "2")] and till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.screen == "SettleScreen" and till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        await window(till, PICK_UP)
        await till.press("enter", "f9")
        await till.until(lambda: state_of(only(clinic)) == "collected" and till.screen == "PickUpListScreen")
        assert number not in till.text(), "nothing waits"
        paid = only(clinic)
        assert isinstance(paid, Paid)
        await till.slowly(paid.settlement)
        assert number in till.text(), "found by the receipt's number"
        await till.press("enter", "plus", "plus", "f9")
        await till.until(lambda: state_of(only(clinic)) == "paid")
        await till.press("escape")
        await till.press("f8", "f4", "enter")
        await till.until(lambda: state_of(only(clinic)) == "ordered")
    assert clinic.engine.check() == []


@pytest.mark.usefixtures("at_once")
async def test_a_bill_is_charged_as_ordered_and_to_its_patient(clinic: House) -> None:
    visits = clinic.engine.visits
    number = visits.register(Wish(institution="clinic", department="tcm"), code(clinic, "grandma")).registration.visit
    visits.order(number, [("amox", Decimal(1))])
    async with driving(clinic) as till:
        await window(till, BILLS)
        await till.press("enter")
        await till.until(lambda: till.basket == [("amox", "1")])
        for keys in (("f7",), ("f5",)):
            await till.press(*keys)
            assert "医嘱" in till.told
            assert (till.basket, till.app.sale.prescription) == ([("amox", "1")], True)
        await till.type("ibu\n")
        assert till.basket == [("amox", "1")]
        await till.type(code(clinic, "father") + "\n")
        await till.until(lambda: "另一位患者" in till.told)
        assert till.app.sale.payer is None
        await window(till, BILLS)
        assert till.screen == "TillScreen", "the basket is not empty"
        await till.app.screen.run_action("clear")
        await till.press("enter")
        await till.until(lambda: not till.basket)
        assert till.app.sale.errand is None
        await till.type("ibu\n")
        assert till.basket == [("ibu", "1")]


@pytest.mark.usefixtures("at_once")
async def test_a_free_registration_has_a_slip_and_is_called_off(clinic: House) -> None:
    async with driving(clinic, lang="en") as till:
        await registered(till, clinic, "1")
        await till.until(lambda: till.screen == "VisitSlipScreen")
        assert "General practice no. 1" in till.text()
        assert (clinic.engine.record_count(), till.app.sale.payer) == (0, None)
        await till.press("escape")
        await window(till, BILLS)
        await till.press("enter")
        assert "F4" in till.told, "there is no bill yet"
        await till.press("f7")
        await till.until(lambda: till.screen == "ConfirmScreen")
        await till.press("enter")
        await till.until(lambda: isinstance(only(clinic), Cancelled))
        await till.press("enter")
        assert till.screen == "BillsScreen", "nothing is under the cursor"
        await till.press("escape")
        assert till.screen == "TillScreen"


@pytest.mark.usefixtures("at_once")
async def test_the_list_is_narrowed_by_the_patient_s_code_and_esc_widens_it(clinic: House) -> None:
    for who in ("father", "grandma"):
        clinic.engine.visits.register(Wish(institution="clinic", department="tcm"), code(clinic, who))
    async with driving(clinic) as till:
        await window(till, BILLS)
        assert "V202511210001" in till.text()
        await till.type(code(clinic, "grandma", "mother") + "\n")
        await till.until(lambda: "V202511210001" not in till.text())
        assert "V202511210002" in till.text()
        await till.press("escape")
        await till.until(lambda: "V202511210001" in till.text())
        await till.press("escape")
        assert till.screen == "TillScreen"


@pytest.mark.usefixtures("at_once")
async def test_a_lost_reply_of_a_bill_is_followed_up(clinic: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.errors import Refusal, RefusalCode
    from pos import visit_desk

    visits = clinic.engine.visits
    number = visits.register(Wish(institution="clinic", department="tcm"), code(clinic, "grandma")).registration.visit
    visits.order(number, [("amox", Decimal(1))])
    really = visit_desk.pay

    def lost(engine: Engine, *given: object) -> None:
        really(engine, *given)  # type: ignore[arg-type]
        monkeypatch.setattr(visit_desk, "pay", really)
        raise Refusal(RefusalCode.OUTCOME_UNKNOWN)

    monkeypatch.setattr(visit_desk, "pay", lost)
    async with driving(clinic) as till:
        await till.type(code(clinic, "grandma") + "\n")
        await till.until(lambda: till.app.sale.payer is not None)
        await window(till, BILLS)
        await till.press("enter")
        await till.until(lambda: till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.screen == "SettleScreen" and till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.app.sale.open_outcome)
        assert state_of(visits.show(number)) == "paid", "it happened"
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
    assert clinic.engine.record_count() == 1
    assert clinic.engine.check() == []


async def test_a_number_that_is_not_listed_is_looked_up(clinic: House) -> None:
    visits = clinic.engine.visits
    here = visits.register(Wish(institution="clinic", department="tcm"), code(clinic, "grandma")).registration.visit
    there = visits.register(Wish(institution="hospital", department="tcm"), code(clinic, "father")).registration.visit
    async with driving(clinic) as till:
        await window(till, BILLS)
        assert here in till.text()
        for number, told in ((there[1:], "不在本院"), ("202511219999", "unknown-visit")):
            await till.slowly(number + "\n")
            await till.until(lambda told=told: told in till.told)  # type: ignore[misc]
            await till.press(*["backspace"] * len(number))
        assert here in till.text()


async def test_a_scan_chooses_no_department(clinic: House) -> None:
    async with driving(clinic) as till:
        await window(till, REGISTER)
        await till.type(code(clinic, "father") + "\n")
        await till.until(lambda: till.screen == "DepartmentScreen")
        await till.type(code(clinic, "grandma") + "\n")
        await till.pilot.pause(0.4)
        assert (till.screen, till.basket) == ("DepartmentScreen", [])
        await till.press("9")
        await till.pilot.pause(0.4)
        assert till.screen == "DepartmentScreen", "there are seven"
        await till.press("escape")
        assert (till.screen, till.app.sale.payer is not None) == ("TillScreen", True)


async def test_a_pharmacy_has_no_windows(house: House) -> None:
    async with driving(house) as till:
        await till.press("ctrl+o")
        assert till.screen == "TillScreen"
        assert "^O" not in till.text()
        await till.app.screen.run_action("hospital")
        assert till.screen == "TillScreen"
        await till.press("f12")
        assert "挂号" not in till.text()


async def test_the_menu_leads_to_the_windows(clinic: House) -> None:
    async with driving(clinic) as till:
        await till.press("f12")
        assert "挂号" in till.text()


async def with_a_bill(till: Driver, clinic: House) -> str:
    """The bill of a visit stands in the basket."""
    wish = Wish(institution="clinic", department="general")
    number = clinic.engine.visits.register(wish, code(clinic, "grandma")).registration.visit
    clinic.engine.visits.order(number, [("amox", Decimal(2))])
    await window(till, BILLS)
    await till.press("enter")
    await till.until(lambda: till.basket == [("amox", "2")])
    return str(number)


@pytest.mark.usefixtures("at_once")
async def test_what_a_visit_is_charged_is_not_parked_into_a_sale(clinic: House) -> None:
    waiting = Parking(clinic.home / "parked", "clinic")
    async with driving(clinic, lang="en") as till:
        await till.type("ibu\n")
        await till.press("ctrl+k")
        assert len(waiting.all()) == 1
        number = await with_a_bill(till, clinic)
        await till.press("ctrl+k")
        assert "[visit-not-parked]" in till.told
        getattr(till.app.screen, "take_up")(waiting.all()[0].name)  # noqa: B009 - the screen's own type is not ours to name
        assert "[visit-not-parked]" in till.told, "nor does it change places with a parked sale"
        assert (till.basket, till.app.sale.errand is None) == ([("amox", "2")], False)
        till.app._stopped(15)
    assert [len(file.found.lines) for file in waiting.all() if isinstance(file.found, ParkedSale)] == [1]
    assert [bill.registration.visit for bill in clinic.engine.visits.at("clinic") if state_of(bill) == "ordered"] == [number]


@pytest.mark.usefixtures("at_once")
@EACH_LANGUAGE
async def test_leaving_with_a_bill_asks_and_the_bill_waits_at_the_window(clinic: House, lang: Lang) -> None:
    async with driving(clinic, lang=lang) as till:
        await with_a_bill(till, clinic)
        await till.press("ctrl+q")
        assert till.screen == "ConfirmScreen"
        assert "Ctrl+O" in till.text()
        await till.press("escape")
        assert till.basket == [("amox", "2")]
        await till.press("ctrl+q")
        await till.press("enter")
        assert till.app._exit
    assert Parking(clinic.home / "parked", "clinic").all() == ()
    assert state_of(only(clinic)) == "ordered"
