"""The till's own screen, which lies below whatever else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from pos.screens.till import TillScreen


def till_below(app: App[int]) -> TillScreen | None:
    """None before it is open."""
    from pos.screens.till import TillScreen

    return next((screen for screen in app.screen_stack if isinstance(screen, TillScreen)), None)


def hand_on(app: App[int], scan: str) -> None:
    """To the till, when the screen that it was scanned on has closed."""
    till = till_below(app)
    if till is not None:
        till.call_later(till.scanned, scan)
