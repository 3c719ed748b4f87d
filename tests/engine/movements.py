"""Movements for tests, and the movements that an engine's books hold."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.model.movement import MoneyEvent, Movement
from tests.engine.rules import yuan
from tests.engine.town import MORNING

if TYPE_CHECKING:
    from tests.engine.town import Town


def a_movement(event: MoneyEvent, amount: str, **changes: Any) -> Movement:
    usual = Movement(
        id="20250616000001", event=MoneyEvent.CREDIT, at=MORNING, holder="he", amount=yuan("1"), steps=(), occasion="once", region="990100"
    )
    return replace(usual, event=event, amount=yuan(amount), **changes)


def movements_of(town: Town) -> list[Movement]:
    with town.books.read() as books:
        return [kept.movement for kept in books.movements()]


def told(town: Town) -> list[tuple[str, str, str, str]]:
    """(event, when, whose, amount or rolled part) of every movement, in the order they were booked."""
    return [
        (movement.event.value, movement.at.isoformat()[:16], movement.holder, str(movement.amount or movement.prior_year))
        for movement in movements_of(town)
    ]
