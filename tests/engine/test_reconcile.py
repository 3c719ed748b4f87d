"""Reconciliation 对账: every kind of difference is found with its cause, alone and among others; and none where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refusal, RefusalCode
from engine.model.codes import Event, Fault
from engine.model.reconciliation import Cause, Side
from engine.model.till import Note, Plant, note_of
from engine.money import Money
from engine.service.reconcile import WITHIN, reconcile
from tests.engine.rules import an_edition, yuan
from tests.engine.settlements import a_settlement, the_undoing
from tests.engine.town import MORNING, Town, a_town, counter_sale, employee, line, refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.model.reconciliation import Reconciliation

SALE = note_of(a_settlement("20250616000001", key="k1"))
OTHER = replace(SALE, settlement="20250616000002", key="k2", basket="ibu*1", at=SALE.at + timedelta(minutes=1))
REFUND = note_of(the_undoing(a_settlement("20250616000001"), "20250616000003"))


def held(bureau: Sequence[Note], till: Sequence[Note]) -> Reconciliation:
    return reconcile("clinic", MORNING.date(), bureau, till, lambda _: False)


def causes(found: Reconciliation) -> list[tuple[Cause, Side, str]]:
    return [(difference.cause, difference.side, difference.note.settlement) for difference in found.differences]


def test_where_nothing_differs_nothing_is_found() -> None:
    found = held([SALE, OTHER, REFUND], [REFUND, SALE, OTHER])
    assert (found.balanced, found.totals_agree, found.differences, found.lines) == (True, True, (), ())
    assert (found.bureau["sale"].count, found.bureau["sale"].total, found.bureau["refund"].total) == (2, yuan("200"), yuan("-100"))
    assert held([], []).balanced


def test_at_the_bureau_and_not_at_the_till() -> None:
    found = held([SALE, OTHER], [OTHER])
    assert causes(found) == [(Cause.MISSING, Side.BUREAU, SALE.settlement)]
    assert [(row.settlement, row.bureau is not None, len(row.till)) for row in found.lines] == [
        (SALE.settlement, True, 0),
        (OTHER.settlement, True, 1),
    ]


def test_at_the_till_and_not_at_the_bureau() -> None:
    assert causes(held([OTHER], [SALE, OTHER])) == [(Cause.EXTRA, Side.TILL, SALE.settlement)]


def test_noted_twice() -> None:
    assert causes(held([SALE], [SALE, SALE, SALE])) == [(Cause.NOTED_TWICE, Side.TILL, SALE.settlement)] * 2


@pytest.mark.parametrize(("bureau", "till", "side"), [([0, 1], [0], Side.BUREAU), ([0], [0, 1], Side.TILL)])
def test_the_same_goods_within_minutes_under_two_keys(bureau: list[int], till: list[int], side: Side) -> None:
    sent = [SALE, replace(SALE, settlement="20250616000009", key="k9", at=SALE.at + WITHIN)]
    found = held([sent[place] for place in bureau], [sent[place] for place in till])
    assert causes(found) == [(Cause.DOUBLED, side, "20250616000009")]
    assert found.differences[0].twin == SALE.settlement


@pytest.mark.parametrize(
    "change",
    [{"at": SALE.at + WITHIN + timedelta(seconds=1)}, {"holder": "somebody"}, {"basket": "amox*2"}, {"key": "k1"}],
    ids=["later", "holder", "goods", "key"],
)
def test_what_is_not_the_same_sale_is_not_doubled(change: dict[str, object]) -> None:
    again = replace(SALE, **({"settlement": "20250616000009", "key": "k9"} | change))  # type: ignore[arg-type]
    assert [cause for cause, _, _ in causes(held([SALE, again], [SALE]))] == [Cause.MISSING]


def test_a_sale_made_anew_after_it_was_undone_is_not_doubled() -> None:
    again = replace(SALE, settlement="20250616000009", key="k9")
    assert causes(held([SALE, REFUND, again], [SALE, REFUND])) == [(Cause.MISSING, Side.BUREAU, again.settlement)]


def test_off_by_a_fen_and_which_figure() -> None:
    (difference,) = held([SALE], [replace(SALE, cash=SALE.cash + Money(1))]).differences
    assert (difference.cause, difference.figure, difference.bureau, difference.till) == (Cause.AMOUNT, "cash", yuan("5"), yuan("5.01"))


def test_every_figure_that_differs_is_named() -> None:
    found = held([SALE], [replace(SALE, cash=SALE.cash + Money(1), fund=SALE.fund - Money(1))])
    assert [difference.figure for difference in found.differences] == ["fund", "cash"]


@pytest.mark.parametrize(("bureau", "till", "side"), [([SALE, REFUND], [SALE], Side.BUREAU), ([SALE], [SALE, REFUND], Side.TILL)])
def test_a_refund_that_one_side_knows(bureau: list[Note], till: list[Note], side: Side) -> None:
    found = held(bureau, till)
    assert causes(found) == [(Cause.HALF_REFUND, side, REFUND.settlement)]
    assert found.differences[0].twin == SALE.settlement


def test_equal_totals_alone_prove_nothing() -> None:
    other = replace(OTHER, total=SALE.total)
    found = held([SALE], [replace(other, fund=SALE.fund)])
    assert found.totals_agree
    assert {cause for cause, _, _ in causes(found)} == {Cause.MISSING, Cause.EXTRA}


def test_an_account_inside_the_funds_sum_is_told_and_is_no_difference() -> None:
    """Guangdong's interface: 40 of the fund, 30 of the own account and 25 of a relative's come to a sum of 95."""
    found = reconcile("clinic", MORNING.date(), [SALE], [SALE], lambda note: note.edition == SALE.edition)
    assert (found.bureau["sale"].fund, found.bureau["sale"].fund_sum) == (yuan("40"), yuan("95"))
    assert found.balanced
    assert found.totals_agree


def test_the_switch_is_that_of_the_edition() -> None:
    plain = an_edition()
    for inside in (False, True):
        town = a_town((employee("he"), "500"), editions=[replace(plain, wire=replace(plain.wire, fund_sum_includes_acct=inside))])
        town.engine.day.note(town.settle(counter_sale(line("10")), "he"))
        assert town.engine.day.reconcile("pharmacy").bureau["sale"].fund_sum == (yuan("10") if inside else Money.ZERO)


# planted

FOUND = {
    Plant.MISSING: (Cause.MISSING, Side.BUREAU),
    Plant.EXTRA: (Cause.EXTRA, Side.TILL),
    Plant.DOUBLED: (Cause.DOUBLED, Side.TILL),
    Plant.FEN: (Cause.AMOUNT, Side.BOTH),
}


def a_day(sales: int, refunded: Sequence[int] = (), *, alike: bool = False) -> tuple[Town, list[str]]:
    """`sales` of 1, 2, 3 ... of the same, noted."""
    town = a_town((employee("he"), "500"))
    numbers = []
    for place in range(sales):
        sale = town.settle(counter_sale(replace(line("1"), quantity=Decimal(1 if alike else place + 1))), "he")
        town.engine.day.note(sale)
        numbers.append(sale.id)
    for place in refunded:
        town.engine.day.note(town.engine.refund(numbers[place]))
    return town, numbers


@pytest.mark.parametrize("kind", Plant)
@pytest.mark.parametrize("refunded", [[], [1]], ids=["sold", "refunded"])
def test_each_planted_kind_is_found_and_taken_back(kind: Plant, refunded: list[int]) -> None:
    town, numbers = a_day(3, refunded)
    day = town.engine.day
    assert day.reconcile("pharmacy").balanced
    if refunded and kind is Plant.DOUBLED:
        assert refusal(lambda: day.plant("pharmacy", kind, sale=numbers[1])) is RefusalCode.NOTHING_TO_PLANT
        return
    shown = day.plant("pharmacy", kind, sale=numbers[1])
    (difference,) = day.reconcile("pharmacy").differences
    side = Side.BUREAU if refunded else Side.TILL
    assert (difference.cause, difference.side) == FOUND.get(kind, (Cause.HALF_REFUND, side))
    assert difference.note.settlement == shown
    assert numbers[1] in {shown, difference.twin} or kind is Plant.EXTRA
    assert day.mend("pharmacy") == 1
    assert day.reconcile("pharmacy").balanced
    assert day.mend("pharmacy") == 0


@given(
    plants=st.lists(st.sampled_from(Plant), max_size=8),
    refunded=st.sets(st.integers(0, 7)),
    alike=st.sampled_from([False, False, True]),
)
def test_any_number_of_them_at_once(plants: list[Plant], refunded: set[int], *, alike: bool) -> None:
    town, _ = a_day(8, sorted(refunded), alike=alike)
    day = town.engine.day
    planted = []
    for kind in plants:
        try:
            planted.append((kind, day.plant("pharmacy", kind)))
        except Refusal as error:
            borne = not alike and kind is not Plant.DOUBLED  # eight different sales bear eight; but what was refunded is not doubled
            if borne or error.code is not RefusalCode.NOTHING_TO_PLANT:
                raise
    found = day.reconcile("pharmacy").differences
    wanted = sorted((FOUND[kind][0] if kind in FOUND else Cause.HALF_REFUND, number) for kind, number in planted)
    assert sorted((difference.cause, difference.note.settlement) for difference in found) == wanted
    assert day.mend("pharmacy") == len(planted)
    assert day.reconcile("pharmacy").balanced
    assert town.engine.check() == []


def test_a_sale_bears_one_difference(town: Town) -> None:
    sale = town.settle(counter_sale(line("10")), "he")
    assert refusal(lambda: town.engine.day.plant("pharmacy", Plant.FEN)) is RefusalCode.NOTHING_TO_PLANT
    town.engine.day.note(sale)
    assert refusal(lambda: town.engine.day.plant("pharmacy", Plant.FEN, sale="x")) is RefusalCode.NOTHING_TO_PLANT
    town.engine.day.plant("pharmacy", Plant.HALF_REFUND)
    for kind in Plant:
        assert refusal(lambda kind=kind: town.engine.day.plant("pharmacy", kind)) is RefusalCode.NOTHING_TO_PLANT  # type: ignore[misc]


def test_a_note_that_comes_back_stands_once(town: Town) -> None:
    """Struck for training, noted again by a retry, and then mended."""
    sale = town.settle(counter_sale(line("10")), "he", key="k")
    town.engine.day.note(sale)
    town.engine.day.plant("pharmacy", Plant.MISSING)
    town.engine.day.note(town.settle(counter_sale(line("10")), "he", key="k"))
    assert town.engine.day.reconcile("pharmacy").balanced
    town.engine.day.mend("pharmacy")
    assert town.engine.day.reconcile("pharmacy").balanced


def test_a_plant_of_the_last_minute_stays_in_its_day(town: Town) -> None:
    town.clock.advance(hours=14, minutes=59, seconds=30)  # 23:59:30
    town.engine.day.note(town.settle(counter_sale(line("10")), "he"))
    town.engine.day.plant("pharmacy", Plant.DOUBLED)
    (difference,) = town.engine.day.reconcile("pharmacy").differences
    assert (difference.cause, difference.note.at.date()) == (Cause.DOUBLED, MORNING.date())


def test_real_differences_are_found_as_well(town: Town) -> None:
    refusal(lambda: town.settle(counter_sale(line("10")), "he", key="k", fault=Fault.REPLY_LOST))
    (difference,) = town.engine.day.reconcile("pharmacy").differences
    assert (difference.cause, difference.note.key, difference.note.event) == (Cause.MISSING, "k", Event.SALE)
