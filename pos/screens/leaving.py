"""Leaving the till: asked for, and what stands in the basket may be parked first."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from engine.errors import BadInput
from pos.screens.question import QuestionScreen
from pos.screens.till_below import till_below
from pos.widgets.keys import Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from pos.app import TillApp
    from pos.sale import Sale

Parting = Literal["park", "leave"]


class LeavingScreen(QuestionScreen[Parting]):
    """With goods in the basket: park them and leave, leave without them, or (None) stay."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="enter,ctrl+j,f9,ctrl+k", cap="Enter", action="answer('park')", label="leaving.key-park"),
        Key(keys="f7", cap="F7", action="answer('leave')", label="leaving.key-drop"),
        Key(keys="escape", cap="Esc", action="back", label="leaving.key-stay"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, lines: int) -> None:
        super().__init__("leaving.question", {"lines": lines})


def ask_to_leave(till: TillApp) -> None:
    """A till is not left by a slip of the hand."""
    from pos.screens.confirm import ConfirmScreen

    if isinstance(till.screen, (ConfirmScreen, LeavingScreen)):
        return
    if till.sale.lines and till.sale.errand is None and not till.sale.open_outcome:
        till.push_screen(LeavingScreen(len(till.sale.lines)), partial(_leave, till))
        return
    till.push_screen(ConfirmScreen(_question(till.sale)), lambda sure: _go(till) if sure else None)


def _question(sale: Sale) -> str:
    """What is open at a hospital's windows is not parked: it waits there."""
    if sale.open_outcome:
        return "till.leave-open-outcome"
    return "leaving.visit-question" if sale.lines and sale.errand is not None else "till.leave-question"


def _leave(till: TillApp, how: Parting | None) -> None:
    below = till_below(till)
    if how == "leave" or (how == "park" and below is not None and below.park()):
        _go(till)


def _go(till: TillApp) -> None:
    """What may have been booked is left to the next till, which asks the books."""
    if not till.sale.open_outcome:
        till.drop_sale()
    till.exit(0)


def park_before_the_end(till: TillApp) -> None:
    """The till is told to stop: what stands in the basket waits for the next one, if it can be kept; a visit waits at the windows."""
    from pos.parked import parked

    below = till_below(till)
    if below is not None and till.house is not None and till.sale.lines and not till.sale.open_outcome:
        with suppress(BadInput):
            below.parking.put(parked(till.sale, till.house.engine.now()))
            till.drop_sale()
