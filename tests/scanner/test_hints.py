"""What the cashier is told to do about a code that is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scanner.frames import opencv
from scanner.hints import hint_of

if TYPE_CHECKING:
    from scanner.frames import Grey
    from tests.scanner.conftest import Draw


def before(code: Grey, side: int) -> Grey:
    """A code of `side` pixels in the middle of a grey frame of 1280x720."""
    frame = np.full((720, 1280), 120, np.uint8)
    cv2 = opencv()
    small = cv2.resize(code, (side, side), interpolation=cv2.INTER_AREA)
    top, left = (720 - side) // 2, (1280 - side) // 2
    frame[top : top + side, left : left + side] = small
    return frame


def test_a_dark_room_wants_light_whatever_is_before_the_camera() -> None:
    assert hint_of(np.full((720, 1280), 20, np.uint8), located=False) == "more-light"


def test_a_wall_and_a_shelf_want_nothing() -> None:
    shelf = np.full((720, 1280), 200, np.uint8)
    shelf[:, ::7] = 40
    chaos = np.random.default_rng(1).integers(0, 255, (720, 1280)).astype(np.uint8)
    assert [hint_of(frame, located=False) for frame in (np.full((720, 1280), 200, np.uint8), shelf, chaos)] == [None, None, None]


def test_a_small_code_should_come_closer(draw: Draw, digits: str) -> None:
    assert hint_of(before(draw(digits), 60), located=False) == "closer"


def test_a_code_that_fills_the_frame_should_go_further_away(draw: Draw, digits: str) -> None:
    assert hint_of(before(draw(digits), 718), located=True) == "further"


def test_a_blurred_code_should_be_held_still(draw: Draw, digits: str) -> None:
    blurred = opencv().GaussianBlur(before(draw(digits), 260), (0, 0), 5)
    assert hint_of(blurred, located=False) == "hold-still"
    assert hint_of(np.full((720, 1280), 200, np.uint8), located=True) == "hold-still"


def test_a_glaring_screen_should_be_darker(draw: Draw, digits: str) -> None:
    frame = before(draw(digits), 260).astype(np.float32)
    glaring = np.clip(opencv().GaussianBlur(frame * 4, (0, 0), 4), 0, 255).astype(np.uint8)
    dimmed = np.where(before(np.full((9, 9), 255, np.uint8), 300) == 120, 90, glaring).astype(np.uint8)
    assert hint_of(dimmed, located=True) == "darker-screen"
