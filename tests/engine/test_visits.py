"""A visit to a hospital: registered, ordered, paid, collected; and what is refused on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.open import open_books
from engine.model.bill import Line
from engine.model.codes import Care, Event, Fault
from engine.model.returned import Returned
from engine.model.visit import Billed, Cancelled, Paid, Waiting, Wish, state_of
from tests.engine.town import Town, a_bill, an_engine, refusal
from tests.engine.ward import AMOX, FEE, INTERNAL, Ward, a_ward, hand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def ward() -> Ward:
    return a_ward()


def word(ward: Ward, number: str) -> str:
    return state_of(ward.visits.show(number))


def test_a_patient_is_registered_by_the_settlement_of_the_fee(ward: Ward) -> None:
    visit = ward.register()
    now = visit.registration
    assert isinstance(visit, Waiting)
    assert (now.visit, now.person, now.department, now.number, now.fee) == ("V202506160001", "ann", "internal", 1, "fee")
    paid = ward.town.engine.settlement(str(now.settlement))
    assert paid is not None
    assert [line.code for line in paid.lines] == ["fee"]
    assert ward.visits.number_of(paid.id) == now.visit


def test_the_queue_counts_by_department_and_day(ward: Ward) -> None:
    surgery = replace(INTERNAL, department="surgery")
    numbers = [
        ward.register(who, free=True, wish=wish).registration for who, wish in (("ann", INTERNAL), ("bob", surgery), ("bob", INTERNAL))
    ]
    assert [(one.visit[-4:], one.number) for one in numbers] == [("0001", 1), ("0002", 1), ("0003", 2)]
    ward.town.clock.advance(days=1)
    tomorrow = ward.register(free=True).registration
    assert (tomorrow.visit, tomorrow.number) == ("V202506170001", 1)


def test_a_registration_may_be_free_and_uses_no_code_up(ward: Ward) -> None:
    code = ward.town.code("ann")
    visit = ward.visits.register(INTERNAL, code)
    assert (visit.registration.fee, visit.registration.settlement, ward.town.engine.record_count()) == (None, None, 0)
    assert ward.town.engine.holder_of(code).id == "ann"
    assert ward.visits.cancel(visit.registration.visit) is None
    assert isinstance(ward.visits.show(visit.registration.visit), Cancelled)


@pytest.mark.parametrize("free", [True, False])
def test_the_same_key_registers_once(ward: Ward, *, free: bool) -> None:
    assert refusal(lambda: ward.register(free=free, key="k", fault=Fault.REPLY_LOST)) is RefusalCode.OUTCOME_UNKNOWN
    assert ward.register(free=free, key="k").registration.number == 1
    other: tuple[Callable[[], object], ...] = (
        lambda: ward.register(free=free, key="k", wish=replace(INTERNAL, department="surgery")),
        lambda: ward.register("bob", free=free, key="k"),
        lambda: ward.register(free=not free, key="k"),
    )
    assert [refusal(wish) for wish in other] == [RefusalCode.KEY_CONFLICT] * 3
    assert len(ward.visits.at("clinic")) == 1
    assert ward.town.engine.check() == []


@pytest.mark.parametrize("free", [True, False])
def test_a_registration_that_did_not_arrive_is_not_there(ward: Ward, *, free: bool) -> None:
    assert refusal(lambda: ward.register(free=free, fault=Fault.BEFORE_COMMIT)) is RefusalCode.OUTCOME_UNKNOWN
    assert ward.visits.at("clinic") == []


def test_who_is_not_registered(ward: Ward) -> None:
    assert refusal(lambda: ward.register(wish=replace(INTERNAL, institution="pharmacy"))) is RefusalCode.NOT_A_HOSPITAL
    assert refusal(lambda: ward.register(free=True, wish=replace(INTERNAL, institution="pharmacy"))) is RefusalCode.NOT_A_HOSPITAL
    ward.town.engine.set_designated("clinic", designated=False)
    assert refusal(lambda: ward.register(free=True)) is RefusalCode.INSTITUTION_NOT_DESIGNATED
    assert refusal(ward.register) is RefusalCode.INSTITUTION_NOT_DESIGNATED
    ward.town.engine.set_insured("ann", insured=False)
    assert refusal(lambda: ward.register(free=True)) is RefusalCode.PERSON_SUSPENDED


@pytest.mark.parametrize("wish", [Wish(institution="clinic", department=name) for name in ("", " x", "x" * 41, "a\nb")])
def test_a_department_is_a_word(ward: Ward, wish: Wish) -> None:
    with pytest.raises(BadInput, match="bad-department"):
        ward.register(wish=wish)


def test_a_fee_is_one_line_of_the_same_place(ward: Ward) -> None:
    line = Line(item=FEE, quantity=Decimal(1))
    for bill in (a_bill(line, line), a_bill(), a_bill(line, at="pharmacy")):
        with pytest.raises(BadInput, match="bad-fee"):
            ward.visits.register(INTERNAL, ward.town.code("ann"), fee=bill)


def test_orders_add_up_to_one_bill(ward: Ward) -> None:
    number = ward.ordered(("amox", "1"), ("amox", "1"))
    visit = ward.order(number, ("amox", "1"), ("scan", "1"), doctor="Lin")
    assert isinstance(visit, Billed)
    assert {code: f"{quantity:f}" for code, quantity in visit.orders.quantities.items()} == {"amox": "3", "scan": "1"}
    assert [(line.item.code, f"{line.quantity:f}") for line in ward.visits.bill(number).lines] == [("amox", "3"), ("scan", "1")]


def test_what_cannot_be_ordered(ward: Ward) -> None:
    number = ward.register().registration.visit
    assert refusal(lambda: ward.visits.order(number, [])) is RefusalCode.EMPTY_BASKET
    assert refusal(lambda: ward.order(number, ("soap", "1"))) is RefusalCode.NON_MEDICAL_ITEM
    assert refusal(lambda: ward.order("V1")) is RefusalCode.UNKNOWN_VISIT
    for code, quantity, wrong in (("aspirin", "1", "unknown-item"), ("amox", "0", "bad-quantity"), ("amox", "NaN", "bad-quantity")):
        with pytest.raises(BadInput, match=wrong):
            ward.order(number, (code, quantity))
    with pytest.raises(BadInput, match="bad-care"):
        ward.order(number, care=Care.INPATIENT)
    assert word(ward, number) == "registered"


def test_a_bill_is_paid_as_ordered_by_the_patient_once(ward: Ward) -> None:
    number = ward.ordered()
    bill = ward.visits.bill(number)
    more = replace(bill, lines=(*bill.lines, Line(item=AMOX, quantity=Decimal(1))))
    assert refusal(lambda: ward.pay(number, bill=more)) is RefusalCode.NOT_THE_BILL
    assert refusal(lambda: ward.pay(number, bill=replace(bill, lines=bill.lines[:1]))) is RefusalCode.NOT_THE_BILL
    assert refusal(lambda: ward.pay(number, bill=replace(bill, care=Care.CHRONIC))) is RefusalCode.NOT_THE_BILL
    assert refusal(lambda: ward.pay(number, "bob")) is RefusalCode.OTHER_PATIENT
    paid = ward.pay(number)
    assert ward.visits.number_of(paid.id) == number
    assert ward.goods(number) == {"amox": ("2", "0")}, "an examination is not handed out"
    assert refusal(lambda: ward.pay(number)) is RefusalCode.VISIT_PAID
    assert refusal(lambda: ward.order(number)) is RefusalCode.VISIT_PAID
    assert ward.town.engine.check() == []


def test_a_lost_reply_leaves_visit_and_settlement_agreeing(ward: Ward) -> None:
    number = ward.ordered()
    assert refusal(lambda: ward.pay(number, key="p", fault=Fault.BEFORE_COMMIT)) is RefusalCode.OUTCOME_UNKNOWN
    assert (word(ward, number), ward.town.engine.query("p").settlement) == ("ordered", None)
    assert refusal(lambda: ward.pay(number, key="p", fault=Fault.REPLY_LOST)) is RefusalCode.OUTCOME_UNKNOWN
    assert word(ward, number) == "paid"
    again = ward.pay(number, key="p")
    assert again == ward.town.engine.query("p").settlement
    assert ward.town.engine.reverse("p").event is Event.REVERSAL
    assert word(ward, number) == "ordered"
    assert ward.pay(number, key="p2").id != again.id
    assert ward.town.engine.check() == []


def test_a_key_of_a_bill_is_of_that_visit(ward: Ward) -> None:
    first, second = ward.ordered(), ward.ordered()
    ward.pay(first, key="p")
    assert refusal(lambda: ward.pay(second, key="p")) is RefusalCode.KEY_CONFLICT
    plain = ward.visits.bill(first)
    assert refusal(lambda: ward.town.engine.settle(plain, ward.town.code("ann"), key="p")) is RefusalCode.KEY_CONFLICT


def test_medicines_are_handed_out_once_in_as_many_turns_as_stock_allows(ward: Ward) -> None:
    number = ward.ordered(("amox", "3"), ("losa", "1"))
    assert refusal(lambda: ward.visits.collect(number)) is RefusalCode.VISIT_NOT_PAID
    ward.pay(number)
    ward.visits.collect(number, [hand("amox", "2")])
    assert (word(ward, number), ward.goods(number)) == ("partly-collected", {"amox": ("3", "2"), "losa": ("1", "0")})
    assert refusal(lambda: ward.visits.collect(number, [hand("amox", "2")])) is RefusalCode.ALREADY_COLLECTED
    assert refusal(lambda: ward.visits.collect(number, [hand("scan", "1")])) is RefusalCode.NOT_FOR_PICK_UP
    ward.visits.collect(number)
    assert word(ward, number) == "collected"
    assert refusal(lambda: ward.visits.collect(number)) is RefusalCode.ALREADY_COLLECTED


def test_a_bill_of_examinations_alone_has_nothing_to_collect(ward: Ward) -> None:
    number, _paid = ward.paid(("scan", "1"))
    assert word(ward, number) == "paid"
    assert refusal(lambda: ward.visits.collect(number)) is RefusalCode.NOT_FOR_PICK_UP


def test_what_the_patient_has_comes_back_before_it_is_refunded(ward: Ward) -> None:
    number, paid = ward.paid(("amox", "2"), ("losa", "1"))
    ward.visits.collect(number, [hand("amox", "1")])
    engine = ward.town.engine
    assert refusal(lambda: engine.refund(paid.id)) is RefusalCode.MEDICINES_HANDED_OUT
    assert refusal(lambda: engine.give_back(paid.id, [Returned(item="amox", quantity=Decimal(2))])) is RefusalCode.MEDICINES_HANDED_OUT
    remaining = engine.give_back(paid.id, [Returned(item="amox", quantity=Decimal(1))]).remaining
    assert remaining is not None
    assert ward.goods(number) == {"amox": ("1", "1"), "losa": ("1", "0")}
    assert refusal(lambda: ward.visits.bring_back(number, [hand("losa", "1")])) is RefusalCode.NOT_HANDED_OUT
    ward.visits.bring_back(number)
    assert refusal(lambda: ward.visits.bring_back(number)) is RefusalCode.NOT_HANDED_OUT
    engine.refund(remaining.id)
    assert word(ward, number) == "ordered"
    assert refusal(lambda: ward.visits.collect(number)) is RefusalCode.VISIT_NOT_PAID
    assert engine.check() == []


def test_all_given_back_at_once_opens_the_bill_again(ward: Ward) -> None:
    number, paid = ward.paid(("amox", "2"))
    assert ward.town.engine.give_back(paid.id, [Returned(item="amox", quantity=Decimal(2))]).remaining is None
    assert word(ward, number) == "ordered"
    assert ward.town.engine.check() == []


def test_a_registration_is_called_off_before_it_is_seen(ward: Ward) -> None:
    number = ward.register().registration.visit
    refund = ward.visits.cancel(number)
    assert refund is not None
    assert (refund.event, word(ward, number)) == (Event.REFUND, "cancelled")
    assert ward.town.balance("ann") == ward.town.balance("bob"), "the fee is back"
    assert refusal(lambda: ward.order(number)) is RefusalCode.VISIT_CANCELLED
    assert refusal(lambda: ward.visits.bill(number)) is RefusalCode.VISIT_CANCELLED
    assert refusal(lambda: ward.visits.collect(number)) is RefusalCode.VISIT_CANCELLED
    assert refusal(lambda: ward.visits.cancel(number)) is RefusalCode.ALREADY_REFUNDED
    assert ward.town.engine.check() == []


def test_the_fee_stays_paid_once_the_doctor_saw_the_patient(ward: Ward) -> None:
    registration = ward.register(key="r").registration
    engine, fee = ward.town.engine, str(registration.settlement)
    half = Returned(item="fee", quantity=Decimal("0.5"))
    assert refusal(lambda: engine.give_back(fee, [half])) is RefusalCode.REGISTRATION_WHOLE
    ward.order(registration.visit)
    for undoing in (lambda: engine.refund(fee), lambda: engine.reverse("r"), lambda: ward.visits.cancel(registration.visit)):
        assert refusal(undoing) is RefusalCode.VISIT_SEEN
    ward.pay(registration.visit)
    assert refusal(lambda: engine.give_back(fee, [half])) is RefusalCode.REGISTRATION_WHOLE
    assert refusal(lambda: engine.refund(fee)) is RefusalCode.VISIT_SEEN
    assert ward.town.engine.undone_by(fee) is None
    assert engine.check() == []


def test_a_free_registration_is_called_off_once(ward: Ward) -> None:
    number = ward.register(free=True).registration.visit
    ward.visits.cancel(number)
    assert refusal(lambda: ward.visits.cancel(number)) is RefusalCode.VISIT_CANCELLED


def test_packs_that_go_out_are_those_that_were_paid_for(ward: Ward) -> None:
    number = ward.ordered(("amox", "2.5"))
    bill = ward.visits.bill(number)
    traced = replace(bill, lines=(replace(bill.lines[0], trace=("A", "B", "C")),))
    ward.pay(number, bill=traced)
    mismatch = (
        hand("amox", "1"),
        hand("amox", "1", "D"),
        hand("amox", "1", "C"),
        hand("amox", "1", "A", "B"),
        hand("amox", "2", "A", "A"),
    )
    for lines in mismatch:
        assert refusal(lambda given=lines: ward.visits.collect(number, [given])) is RefusalCode.PACK_NOT_PAID  # type: ignore[misc]
    ward.visits.collect(number, [hand("amox", "1.5", "A", "C")])
    assert refusal(lambda: ward.visits.collect(number, [hand("amox", "1", "A")])) is RefusalCode.PACK_NOT_PAID
    assert refusal(lambda: ward.visits.bring_back(number, [hand("amox", "1", "B")])) is RefusalCode.PACK_NOT_PAID
    ward.visits.bring_back(number, [hand("amox", "0.5", "C")])
    assert ward.goods(number) == {"amox": ("2.5", "1")}
    paid = ward.visits.show(number)
    assert isinstance(paid, Paid)
    back = [Returned(item="amox", quantity=Decimal(1), trace=("A",))]
    assert refusal(lambda: ward.town.engine.give_back(paid.settlement, back)) is RefusalCode.MEDICINES_HANDED_OUT
    ward.town.engine.give_back(paid.settlement, [Returned(item="amox", quantity=Decimal(1), trace=("B",))])
    assert ward.goods(number) == {"amox": ("1.5", "1")}
    assert ward.town.engine.check() == []


def test_what_stays_has_room_for_what_is_out(ward: Ward) -> None:
    """Two without a code are at the patient's, and only one without a code would stay paid."""
    number = ward.ordered(("amox", "3"))
    bill = ward.visits.bill(number)
    paid = ward.pay(number, bill=replace(bill, lines=(replace(bill.lines[0], trace=("A",)),)))
    ward.visits.collect(number, [hand("amox", "2")])
    loose = [Returned(item="amox", quantity=Decimal(1))]
    assert refusal(lambda: ward.town.engine.give_back(paid.id, loose)) is RefusalCode.MEDICINES_HANDED_OUT
    ward.town.engine.give_back(paid.id, [Returned(item="amox", quantity=Decimal(1), trace=("A",))])
    assert ward.goods(number) == {"amox": ("2", "2")}


def test_who_hands_out_is_noted(ward: Ward) -> None:
    ward.town.engine.day.sign_in("clinic", "Chen")
    number, _paid = ward.paid()
    ward.visits.collect(number)
    with ward.town.books.read() as books:
        assert [getattr(row.event, "operator", None) for row in books.visit_rows(number)][-1] == "Chen"


def test_visits_are_listed_by_patient_and_place(ward: Ward) -> None:
    ward.register("ann", free=True)
    ward.register("bob", free=True)
    assert [visit.registration.person for visit in ward.visits.at("clinic")] == ["ann", "bob"]
    assert [visit.registration.person for visit in ward.visits.at("clinic", person="bob")] == ["bob"]
    assert [visit.registration.person for visit in ward.visits.at("clinic", newest=1)] == ["bob"]
    assert ward.visits.at("pharmacy") == []


def went(doing: Callable[[str], object], number: str) -> bool:
    """Whether it was this window that did it."""
    try:
        doing(number)
    except Refusal as error:
        return error.code not in {RefusalCode.ALREADY_COLLECTED, RefusalCode.VISIT_PAID}
    return True


def test_two_windows_hand_the_same_medicines_out_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'books.db'}"
    ward = a_ward(url)
    numbers = [ward.paid(("amox", "1"))[0] for _ in range(6)]
    bills = [ward.ordered(("amox", "1")) for _ in range(4)]
    engines = [an_engine(open_books(url), seed=seed) for seed in (2, 3)]

    def window(place: int) -> tuple[int, int]:
        own = Ward(Town(engine=engines[place], books=engines[place].books, clock=ward.town.clock))
        return sum(went(own.visits.collect, number) for number in numbers), sum(went(own.pay, number) for number in bills)

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(window, (0, 1))
    assert (first[0] + second[0], first[1] + second[1]) == (len(numbers), len(bills))
    assert ward.town.engine.check() == []
    for engine in engines:
        engine.books.close()
    ward.town.books.close()
