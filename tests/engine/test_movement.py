"""Movements: what may be one, and the page that books each."""

from __future__ import annotations

from typing import Any

import pytest

from engine.ledger.booking_movements import movement_entry
from engine.model.movement import MoneyEvent
from engine.money import Money
from tests.engine.movements import a_movement
from tests.engine.rules import yuan


def booked(event: MoneyEvent, amount: str, **changes: Any) -> dict[str, tuple[str, str]]:  # noqa: ANN401 - any field of a movement
    entry = movement_entry(a_movement(event, amount, **changes))
    return {posting.account: (str(posting.amount), str(posting.prior_year)) for posting in entry.postings}


def test_a_credit_comes_from_the_contributions_of_the_region() -> None:
    assert booked(MoneyEvent.CREDIT, "120") == {"contributions:990100": ("-120.00", "0.00"), "personal:he": ("120.00", "0.00")}


def test_a_roll_moves_the_prior_year_part_alone() -> None:
    assert booked(MoneyEvent.ROLL, "0", prior_year=yuan("80")) == {"personal:he": ("0.00", "80.00")}


def test_a_transfer_leaves_the_account_waits_and_arrives_or_goes_back() -> None:
    part = yuan("30")
    assert booked(MoneyEvent.WALLET_SENT, "50", prior_year=part) == {"personal:he": ("-50.00", "-30.00"), "transit": ("50.00", "0.00")}
    assert booked(MoneyEvent.WALLET_ACCEPTED, "50", holder="far") == {"transit": ("-50.00", "0.00"), "wallet:far": ("50.00", "0.00")}
    assert booked(MoneyEvent.WALLET_RETURNED, "50", prior_year=part) == {"transit": ("-50.00", "0.00"), "personal:he": ("50.00", "30.00")}


def test_a_drawer_gains_from_the_safe_and_what_its_count_finds() -> None:
    assert booked(MoneyEvent.FLOAT, "200", holder="clinic") == {"safe:clinic": ("-200.00", "0.00"), "drawer:clinic": ("200.00", "0.00")}
    short = booked(MoneyEvent.COUNT, "-1.50", holder="clinic", counted=yuan("198.50"))
    assert short == {"overshort:clinic": ("1.50", "0.00"), "drawer:clinic": ("-1.50", "0.00")}
    assert booked(MoneyEvent.COUNT, "0", holder="clinic", counted=yuan("200")) == {}


def test_all_of_a_sending_may_be_of_earlier_years_and_a_drawer_may_be_found_empty() -> None:
    assert booked(MoneyEvent.WALLET_SENT, "50", prior_year=yuan("50"))["personal:he"] == ("-50.00", "-50.00")
    assert a_movement(MoneyEvent.COUNT, "-9", counted=Money.ZERO).counted == Money.ZERO


@pytest.mark.parametrize(
    ("event", "amount", "changes"),
    [
        (MoneyEvent.CREDIT, "0", {}),
        (MoneyEvent.FLOAT, "-1", {}),
        (MoneyEvent.WALLET_SENT, "5", {"prior_year": yuan("6")}),
        (MoneyEvent.WALLET_SENT, "5", {"prior_year": -yuan("1")}),
        (MoneyEvent.ROLL, "5", {"prior_year": yuan("5")}),
        (MoneyEvent.ROLL, "0", {"prior_year": Money.ZERO}),
        (MoneyEvent.COUNT, "5", {}),
        (MoneyEvent.COUNT, "5", {"counted": -yuan("1")}),
        (MoneyEvent.COUNT, "5", {"counted": yuan("9"), "prior_year": yuan("1")}),
    ],
)
def test_what_is_no_movement_cannot_be_built(event: MoneyEvent, amount: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no movement of its kind"):
        a_movement(event, amount, **changes)
