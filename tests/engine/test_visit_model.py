"""The states of a visit: the wrong one cannot be built, and an event that does not fit is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from engine.model.codes import Care
from engine.model.visit import Billed, Cancelled, Goods, OrderLine, Orders, Paid, Registration, Waiting, state_of
from engine.model.visit_event import BroughtBack, CalledOff, HandedOut, Ordered, Reduced, Registered, Settled, Undone
from engine.service.visit_rules import after
from tests.engine.town import MORNING

if TYPE_CHECKING:
    from engine.model.visit import Visit
    from engine.model.visit_event import VisitEvent

HERE = Registration(visit="V1", institution="clinic", person="ann", department="internal", number=1, at=MORNING)
ONE = Orders(lines=(OrderLine(item="amox", name="amox", quantity=Decimal(2)),))
TWO = Goods(item="amox", name="amox", quantity=Decimal(2))


def paid(*goods: Goods) -> Paid:
    return Paid(registration=HERE, orders=ONE, settlement="1", goods=goods)


def test_a_fee_and_its_settlement_go_together() -> None:
    for field in ("fee", "settlement"):
        with pytest.raises(ValueError, match="go together"):
            replace(HERE, **{field: "x"})  # type: ignore[arg-type]


def test_a_bill_has_lines_and_a_care() -> None:
    for wrong in ({"lines": ()}, {"care": Care.INPATIENT}):
        with pytest.raises(ValueError, match="outpatient bill"):
            replace(ONE, **wrong)


@pytest.mark.parametrize(
    ("quantity", "packs", "out", "packs_out"),
    [
        ("2", (), "3", ()),
        ("2", (), "-1", ()),
        ("2", (("A", 10_000), ("B", 10_000)), "1", ()),
        ("2", (("A", 10_000),), "0.5", ("A",)),
        ("2", (("A", 10_000),), "1", ("C",)),
    ],
)
def test_no_more_is_out_than_was_paid_for(quantity: str, packs: tuple[tuple[str, int], ...], out: str, packs_out: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be out"):
        Goods(item="a", name="a", quantity=Decimal(quantity), packs=packs, out=Decimal(out), packs_out=frozenset(packs_out))


@pytest.mark.parametrize(
    ("visit", "word"),
    [
        (Waiting(registration=HERE), "registered"),
        (Billed(registration=HERE, orders=ONE), "ordered"),
        (Cancelled(registration=HERE), "cancelled"),
        (paid(), "paid"),
        (paid(TWO), "paid"),
        (paid(replace(TWO, out=Decimal(1))), "partly-collected"),
        (paid(replace(TWO, out=Decimal(2))), "collected"),
    ],
)
def test_every_state_has_a_word(visit: Visit, word: str) -> None:
    assert state_of(visit) == word


@pytest.mark.parametrize(
    "event",
    [
        Ordered(orders=ONE),
        Settled(settlement="1", holder="ann", lines=()),
        Reduced(settlement="1", lines=()),
        HandedOut(lines=()),
        BroughtBack(lines=()),
        Undone(settlement="1"),
        CalledOff(),
    ],
)
def test_a_visit_begins_with_its_registration(event: VisitEvent) -> None:
    with pytest.raises(ValueError, match="begins"):
        after(None, event)


def test_a_visit_begins_once() -> None:
    begun = after(None, Registered(registration=HERE))
    assert begun == Waiting(registration=HERE)
    with pytest.raises(ValueError, match="begins"):
        after(begun, Registered(registration=HERE))


@pytest.mark.parametrize("changes", [{"lines": ()}, {"care": Care.PHARMACY}, {"care": Care.INPATIENT}])
def test_orders_that_are_none_cannot_be_made(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^an outpatient bill has lines, and outpatient or chronic care$"):
        replace(ONE, **changes)
    assert replace(ONE, care=Care.CHRONIC).lines == ONE.lines
