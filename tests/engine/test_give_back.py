"""A partial return 部分退: the whole settlement back, what remains settled anew, in one transaction (handbook E7, last paragraph)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput, RefusalCode
from engine.model.codes import AccountUse, Event, Fault
from engine.model.returned import Returned
from engine.model.year import Counted
from engine.money import Money
from engine.service.first_sale import judged_at
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.town import Town, a_bill, a_grant, a_town, counter_sale, employee, line, refusal, resident

A, B = line("420"), line("150", "1", "B", share="0.20")


def back(code: str, quantity: str = "1", *trace: str) -> Returned:
    return Returned(item=code, quantity=Decimal(quantity), trace=trace)


@pytest.fixture
def town() -> Town:
    return family()


def family() -> Town:
    town = a_town(
        (employee("he"), "21.60/10"),
        (employee("daughter"), "900/50"),
        (employee("son"), "110"),
        resident("kid"),
        grants=[a_grant("daughter", "he", limit=yuan("60")), a_grant("son", "he")],
        counted={"he": Counted(deductible=yuan("160"))},
    )
    return stocked(town)


def stocked(town: Town) -> Town:
    """The register knows what is sold, as it does outside of tests."""
    with town.books.write() as books:
        for goods in (A, B, line("10"), line("0.03"), line("33.33", limit="20"), line("500", "1", "B", limit="400", share="0.10")):
            books.put_item(goods.item, town.engine.now())
    return town


def purses(town: Town) -> dict[str, object]:
    return {
        "balances": dict(town.engine.balances()),
        "counted": town.engine.counted("he"),
        "limits": sorted(town.engine.family_of("he").used.items()),
        "fund": town.engine.fund_paid(),
        "cash": town.engine.cash_taken(),
    }


def test_what_remains_is_settled_as_if_it_had_been_all(town: Town) -> None:
    """(420 - 40) x 0.80 = 304 of the fund; 116 left: own 21.60, daughter 60, son 34.40."""
    whole = town.settle(a_bill(A, B), "he")
    given_back = town.engine.give_back(whole.id, [back(B.item.code)])
    rest = given_back.remaining
    assert rest is not None
    assert (given_back.refund.event, given_back.refund.undoes, given_back.refund.figures) == (
        Event.REFUND,
        whole.id,
        whole.figures.negated(),
    )
    assert (rest.event, rest.replaces, rest.undoes, rest.shown_by) == (Event.SALE, whole.id, None, whole.shown_by)
    assert (rest.figures.deductible, rest.figures.fund, rest.figures.own_account) == (yuan("40"), yuan("304"), yuan("21.60"))
    assert [(draw.authoriser, draw.amount) for draw in rest.draws] == [("daughter", yuan("60")), ("son", yuan("34.40"))]
    assert [part.code for part in rest.lines] == [A.item.code]
    other = family()
    alone = other.settle(a_bill(A), "he")
    assert alone.figures == rest.figures
    assert purses(other) == purses(town)
    assert town.engine.check() == []
    assert rest.steps[0].rule == "remaining"
    assert (given_back.records, given_back.cash) == ((given_back.refund, rest), whole.figures.cash - rest.figures.cash)


def test_no_code_is_needed_and_the_first_one_stays_used(town: Town) -> None:
    code = town.code("he")
    whole = town.engine.settle(a_bill(A, B), code)
    town.engine.give_back(whole.id, [back(B.item.code)])
    assert refusal(lambda: town.engine.settle(a_bill(A), code)) is RefusalCode.CREDENTIAL_USED


def test_a_quantity_may_come_back_in_part_and_again(town: Town) -> None:
    whole = town.settle(counter_sale(line("10", "3")), "he")
    first = town.engine.give_back(whole.id, [back("A-10", "1")]).remaining
    assert first is not None
    assert (first.figures.total, first.lines[0].quantity) == (yuan("20"), Decimal(2))
    second = town.engine.give_back(first.id, [back("A-10", "0.5")]).remaining
    assert second is not None
    assert second.figures.total == yuan("15")
    assert refusal(lambda: town.engine.give_back(whole.id, [back("A-10")])) is RefusalCode.ALREADY_REFUNDED
    assert town.balance("he") == yuan("6.60")
    town.engine.refund(second.id)
    assert town.balance("he") == yuan("21.60")
    assert town.engine.check() == []


def test_several_lines_of_one_item_count_together(town: Town) -> None:
    whole = town.settle(counter_sale(line("10", "2"), line("10", "3")), "he")
    rest = town.engine.give_back(whole.id, [back("A-10", "3"), back("A-10", "1")]).remaining
    assert rest is not None
    assert [part.quantity for part in rest.lines] == [Decimal(1)]


def test_everything_back_is_a_plain_refund(town: Town) -> None:
    before = purses(town)
    whole = town.settle(a_bill(A, B), "he")
    given_back = town.engine.give_back(whole.id, [back(B.item.code), back(A.item.code)])
    assert given_back.remaining is None
    assert (given_back.records, given_back.cash) == ((given_back.refund,), whole.figures.cash)
    assert town.engine.undone_by(whole.id) == given_back.refund
    assert purses(town) == before
    assert town.engine.check() == []


def test_a_grant_that_was_revoked_meanwhile_pays_no_more(town: Town) -> None:
    whole = town.settle(a_bill(A, B), "he")
    town.engine.revoke(authoriser="daughter", beneficiary="he")
    rest = town.engine.give_back(whole.id, [back(B.item.code)]).remaining
    assert rest is not None
    assert [(draw.authoriser, draw.amount) for draw in rest.draws] == [("son", yuan("94.40"))]  # 116 - 21.60
    assert town.balance("daughter") == yuan("900")
    assert town.engine.check() == []


def test_the_year_is_that_of_the_sale_and_the_booking_is_of_now(town: Town) -> None:
    whole = town.settle(a_bill(A, B), "he")
    town.clock.advance(days=300)
    rest = town.engine.give_back(whole.id, [back(B.item.code)]).remaining
    assert rest is not None
    assert (rest.at.year, rest.id[:4]) == (2026, "2026")
    assert {accrual.period for accrual in rest.accruals} == {accrual.period for accrual in whole.accruals}
    assert {draw.year for draw in rest.draws} == {"2025"}
    assert rest.figures.deductible == yuan("40")
    assert town.engine.counted("he") == Counted()
    assert town.engine.check() == []


def test_what_remains_of_what_remained_is_still_of_the_year_of_the_first_sale(town: Town) -> None:
    whole = town.settle(a_bill(A, B), "he")
    town.clock.advance(days=300)
    first = town.engine.give_back(whole.id, [back(B.item.code, "0.5")]).remaining
    assert first is not None
    rest = town.engine.give_back(first.id, [back(B.item.code, "0.5")]).remaining
    assert rest is not None
    assert rest.figures.deductible == yuan("40")  # 200 - 160 of 2025; of 2026 it would be 200
    assert {accrual.period[:4] for accrual in rest.accruals} | {draw.year for draw in rest.draws} == {"2025"}
    for record in (first, rest):
        assert town.engine.explaining.of_record(record).reported is not None  # told by the edition, as it was shared
    assert town.engine.counted("he") == Counted()
    assert town.engine.check() == []


def test_a_chain_that_was_tampered_with_ends(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = town.settle(a_bill(A, B), "he")
    rest = town.engine.give_back(whole.id, [back(B.item.code)]).remaining
    assert rest is not None
    with town.books.read() as books:
        assert judged_at(books, replace(rest, replaces="20250101000001")) == rest.at
        knotted = replace(rest, replaces=rest.id)
        monkeypatch.setattr(books, "settlement", {rest.id: knotted}.get)
        assert judged_at(books, knotted) == rest.at


def test_standing_is_not_judged_again(town: Town) -> None:
    whole = town.settle(a_bill(A, B), "he")
    town.engine.set_insured("he", insured=False)
    town.engine.set_designated("clinic", designated=False)
    assert town.engine.give_back(whole.id, [back(B.item.code)]).remaining is not None


@pytest.mark.parametrize("use", AccountUse)
def test_the_account_stays_as_it_was_asked_for(town: Town, use: AccountUse) -> None:
    whole = town.settle(replace(counter_sale(line("10", "2")), account=use), "he")
    rest = town.engine.give_back(whole.id, [back("A-10")]).remaining
    assert rest is not None
    assert (rest.account, bool(rest.figures.own_account)) == (use, use is not AccountUse.OFF)


# refused, and nothing moves


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], RefusalCode.NOTHING_RETURNED),
        ([back("A-11")], RefusalCode.NOT_IN_SALE),
        ([back("A-10", "3")], RefusalCode.MORE_THAN_SOLD),
        ([back("A-10", "1"), back("A-10", "1.5")], RefusalCode.MORE_THAN_SOLD),
        ([back("A-10", "1", "8385793")], RefusalCode.TRACE_CODE_MISMATCH),
    ],
)
def test_what_was_not_sold_does_not_come_back(town: Town, lines: list[Returned], code: RefusalCode) -> None:
    whole = town.settle(counter_sale(line("10", "2")), "he")
    before = dump(town.books)
    assert refusal(lambda: town.engine.give_back(whole.id, lines)) is code
    assert dump(town.books) == before


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "Infinity", "0.00001", "1e20"])
def test_a_quantity_is_a_number_above_zero(town: Town, quantity: str) -> None:
    whole = town.settle(counter_sale(line("10", "2")), "he")
    with pytest.raises(BadInput, match="bad-quantity"):
        town.engine.give_back(whole.id, [back("A-10", quantity)])


def test_what_the_register_does_not_know_cannot_be_judged_anew(town: Town) -> None:
    whole = town.settle(counter_sale(line("12", "2")), "he")
    before = dump(town.books)
    with pytest.raises(BadInput, match="unknown-item"):
        town.engine.give_back(whole.id, [back("A-12")])
    assert dump(town.books) == before


def test_too_little_to_be_billed_does_not_remain(town: Town) -> None:
    """0.1 x 0.03 rounds to nothing."""
    whole = town.settle(counter_sale(line("0.03", "2")), "he")
    before = dump(town.books)
    assert refusal(lambda: town.engine.give_back(whole.id, [back("A-0.03", "1.9")])) is RefusalCode.ZERO_LINE
    assert dump(town.books) == before


def test_only_what_stands_can_be_given_back(town: Town) -> None:
    first, second = town.settle(counter_sale(line("10")), "he", key="k"), town.settle(counter_sale(line("10")), "he")
    town.engine.reverse("k")
    undone = town.engine.refund(second.id)
    assert refusal(lambda: town.engine.give_back(first.id, [back("A-10")])) is RefusalCode.ALREADY_REVERSED
    assert refusal(lambda: town.engine.give_back(second.id, [back("A-10")])) is RefusalCode.ALREADY_REFUNDED
    assert refusal(lambda: town.engine.give_back(undone.id, [back("A-10")])) is RefusalCode.UNKNOWN_SETTLEMENT
    assert refusal(lambda: town.engine.give_back("x" * 9999, [back("A-10")])) is RefusalCode.UNKNOWN_SETTLEMENT


# trace codes


def packs_sold(town: Town, quantity: str, *codes: str) -> str:
    goods = replace(line("10", quantity), trace=codes)
    return town.settle(counter_sale(goods), "he").id


def lines_left(town: Town, sold: str, quantity: str, *codes: str) -> list[tuple[str, tuple[str, ...]]]:
    rest = town.engine.give_back(sold, [back("A-10", quantity, *codes)]).remaining
    assert rest is not None
    assert town.engine.check() == []
    return [(f"{part.quantity.normalize():f}", part.trace) for part in rest.lines]


@pytest.mark.parametrize(
    ("sold", "returned", "left"),
    [
        (("2", "a", "b"), ("1", "a"), [("1", ("b",))]),
        (("2", "a", "b"), ("0.5", "a"), [("1.5", ("b", "a"))]),
        (("1", "a"), ("0.25", "a"), [("0.75", ("a",))]),
        (("2.5", "a", "b", "c"), ("0.5", "c"), [("2", ("a", "b"))]),
        (("2.5", "a", "b", "c"), ("1", "a"), [("1.5", ("b", "c"))]),
        (("2.5", "a", "b", "c"), ("0.5", "a"), [("1.5", ("b", "a")), ("0.5", ("c",))]),
        (("3", "a"), ("2",), [("1", ("a",))]),
        (("3", "a"), ("2", "a"), [("1", ())]),
    ],
)
def test_the_packs_that_come_back_are_freed_and_the_others_stay_sold(
    town: Town, sold: tuple[str, ...], returned: tuple[str, ...], left: list[tuple[str, tuple[str, ...]]]
) -> None:
    number = packs_sold(town, *sold)
    assert lines_left(town, number, *returned) == left
    gone = set(sold[1:]) - {code for _, codes in left for code in codes}
    for code in gone:
        packs_sold(town, "1", code)
    for code in set(sold[1:]) - gone:
        assert refusal(lambda code=code: packs_sold(town, "1", code)) is RefusalCode.TRACE_CODE_SOLD  # type: ignore[misc]
    assert town.engine.check() == []


@pytest.mark.parametrize("returned", [("1",), ("1", "c"), ("1", "a", "b"), ("1.5", "a"), ("1", "a", "a")])
def test_packs_with_codes_come_back_by_their_codes(town: Town, returned: tuple[str, ...]) -> None:
    number = packs_sold(town, "2", "a", "b")
    before = dump(town.books)
    assert refusal(lambda: town.engine.give_back(number, [back("A-10", *returned)])) is RefusalCode.TRACE_CODE_MISMATCH
    assert dump(town.books) == before


def test_all_of_an_item_comes_back_without_naming_codes(town: Town) -> None:
    number = town.settle(counter_sale(replace(line("10", "2"), trace=("a", "b")), A), "he").id
    rest = town.engine.give_back(number, [back("A-10", "2")]).remaining
    assert rest is not None
    assert [part.code for part in rest.lines] == [A.item.code]
    packs_sold(town, "1", "a")


# keys and broken lines


def test_the_same_key_and_content_gives_the_first_result(town: Town) -> None:
    whole = town.settle(counter_sale(line("10", "2")), "he")
    first = town.engine.give_back(whole.id, [back("A-10")], key="r")
    before = dump(town.books)
    assert town.engine.give_back(whole.id, [back("A-10", "1.0")], key="r") == first
    assert dump(town.books) == before
    assert refusal(lambda: town.engine.give_back(whole.id, [back("A-10", "2")], key="r")) is RefusalCode.KEY_CONFLICT
    assert refusal(lambda: town.settle(counter_sale(line("10")), "he", key="r")) is RefusalCode.KEY_CONFLICT
    assert refusal(lambda: town.engine.reverse("r")) is RefusalCode.RETURN_IS_FINAL


def test_also_when_everything_came_back(town: Town) -> None:
    whole = town.settle(counter_sale(line("10", "2")), "he", key="k")
    first = town.engine.give_back(whole.id, [back("A-10", "2")], key="r")
    assert town.engine.give_back(whole.id, [back("A-10", "2")], key="r") == first
    assert refusal(lambda: town.engine.reverse("r")) is RefusalCode.RETURN_IS_FINAL
    assert refusal(lambda: town.engine.reverse("k")) is RefusalCode.ALREADY_REFUNDED
    assert refusal(lambda: town.engine.give_back(whole.id, [back("A-10", "2")], key="k")) is RefusalCode.KEY_CONFLICT


@pytest.mark.parametrize("fault", [Fault.BEFORE_COMMIT, Fault.REPLY_LOST, Fault.AFTER_REPLY])
def test_a_lost_reply_is_tried_again_with_the_same_key(town: Town, fault: Fault) -> None:
    whole = town.settle(counter_sale(line("10", "2")), "he")
    before = dump(town.books)
    assert refusal(lambda: town.engine.give_back(whole.id, [back("A-10")], key="r", fault=fault)) is RefusalCode.OUTCOME_UNKNOWN
    assert (dump(town.books) == before) == (fault is Fault.BEFORE_COMMIT)
    town.engine.give_back(whole.id, [back("A-10")], key="r")
    assert (town.engine.record_count(), town.balance("he")) == (3, yuan("11.60"))
    assert town.engine.check() == []


# any basket, any part of it

QUANTITIES = st.integers(1, 400).map(lambda parts: Decimal(parts) / 100)  # the cheapest of these still comes to 0.10
GOODS = [A, B, line("10"), line("33.33", limit="20"), line("500", "1", "B", limit="400", share="0.10")]


@given(data=st.data(), benefit=st.booleans())
def test_what_remains_is_always_what_would_have_been_sold_alone(data: st.DataObject, *, benefit: bool) -> None:
    chosen = data.draw(
        st.lists(st.tuples(st.sampled_from(GOODS), QUANTITIES), min_size=1, max_size=4, unique_by=lambda pair: pair[0].item.code)
    )
    lines = [replace(goods, quantity=quantity) for goods, quantity in chosen]
    parts = [data.draw(st.integers(0, int(goods.quantity * 100))) for goods in lines]
    returned = [back(goods.item.code, str(Decimal(part) / 100)) for goods, part in zip(lines, parts, strict=True) if part]
    kept = [replace(goods, quantity=goods.quantity - Decimal(part) / 100) for goods, part in zip(lines, parts, strict=True)]
    kept = [goods for goods in kept if goods.quantity]
    bill = a_bill if benefit else counter_sale
    town, other = family(), family()
    whole = town.settle(bill(*lines), "he")
    if not returned:
        return
    given_back = town.engine.give_back(whole.id, returned)
    assert (given_back.remaining is None) == (not kept)
    if given_back.remaining is not None:
        alone = other.settle(bill(*kept), "he")
        rest = given_back.remaining
        assert (rest.figures, rest.draws, rest.lines, rest.accruals) == (alone.figures, alone.draws, alone.lines, alone.accruals)
    assert purses(town) == purses(other)
    assert town.engine.check() == []
    assert town.engine.cash_taken() >= Money.ZERO
