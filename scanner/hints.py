"""What would help a code that is held before the camera and not read, told from the frame. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from scanner.spots import busy_spots

if TYPE_CHECKING:
    from scanner.frames import Grey

Hint: TypeAlias = Literal["more-light", "darker-screen", "closer", "further", "hold-still"]

DARK: Final = 60
"""The brightest hundredth of the frame is darker than this grey: the room is."""
BURNT: Final = 250
BURNT_SHARE: Final = 0.7
"""Of the spot: half of a code is white, so more of it burnt out means that the screen's light has run over the dark modules."""
SMALL: Final = 0.13
"""Of the frame's longer side. A spot is wider than the code in it: this one holds a code of 80 pixels of 1280, four a module."""
SQUARE: Final = 0.75
LARGE: Final = 0.9
"""Of the frame's shorter side: the quiet zone, or a finder, is outside."""


def hint_of(grey: Grey, *, located: bool) -> Hint | None:
    """One thing to do, the surest first; None where nothing speaks for a code. `located`: one was seen that could not be corrected.

    A dark room is told of whatever is before the camera. Everything else needs a code that was located, or a busy place of a code's
    shape: nearly square, and no background that fills the frame.
    """
    if float(np.percentile(grey[::8, ::8], 99)) < DARK:
        return "more-light"
    spots = busy_spots(grey)
    if not spots:
        return "hold-still" if located else None
    wide, tall = spots[0].right - spots[0].left, spots[0].bottom - spots[0].top
    side = max(wide, tall)
    if not located and (min(wide, tall) < SQUARE * side or side > LARGE * min(grey.shape)):
        return None
    if float(np.mean(spots[0].cut(grey)[::2, ::2] >= BURNT)) > BURNT_SHARE:
        return "darker-screen"
    if side < SMALL * max(grey.shape):
        return "closer"
    return "further" if side > LARGE * min(grey.shape) else "hold-still"
