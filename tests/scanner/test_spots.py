"""The views, the places they are cut from, and the way back to the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scanner import frames, ladder
from scanner.decoders import available
from scanner.spots import busy_spots

if TYPE_CHECKING:
    from tests.scanner.conftest import Draw


@pytest.mark.parametrize("view", ["framed", "pulled-out", "pushed-in", "pulled-right", "pulled-down", "halved", "contrast"])
def test_corners_found_in_a_shifted_or_bent_view_are_those_of_the_picture(draw: Draw, digits: str, view: str) -> None:
    page = np.full((400, 500), 255, np.uint8)
    page[150:266, 200:316] = draw(digits)
    made = frames.VIEWS[view](page)
    (zxing,) = [decoder for decoder in available() if decoder.name == "zxing-cpp"]
    (code,) = zxing.decode(made.image, {"QRCODE"}, view=view, even_light=made.even_light).codes
    corners = code.unbent(made.back).moved(scale=made.scale).corners
    assert corners is not None
    for (x, y), want in zip(corners, ((216, 166), (300, 166), (300, 250), (216, 250)), strict=True):
        assert abs(x - want[0]) <= 3
        assert abs(y - want[1]) <= 3


def test_the_busiest_place_is_where_the_code_is(draw: Draw, digits: str) -> None:
    page = np.full((720, 1280), 200, np.uint8)
    page[::9, :600] = 30  # lines in one direction, as of a shelf
    page[400:516, 800:916] = draw(digits)
    (first, *_) = busy_spots(page)
    assert first.left <= 816
    assert first.top <= 416
    assert first.right >= 900
    assert first.bottom >= 500
    assert (first.right - first.left) * (first.bottom - first.top) < page.size / 4


def test_every_view_of_every_rung_exists_and_keeps_its_promise_of_scale() -> None:
    grey = np.random.default_rng(1).integers(0, 256, (60, 90)).astype(np.uint8)
    every = (
        *ladder.WHOLE,
        *ladder.SPOTS,
        *ladder.STUBBORN,
        *ladder.WITHOUT_ZXING,
        *ladder.BARS,
        *filter(None, ladder.DEEP),
        ladder.GLANCE,
        *ladder.DEEP_WITHOUT_ZXING,
    )
    assert {rung.view for rung in every} == set(frames.VIEWS)
    for name, make in frames.VIEWS.items():
        view = make(grey)
        assert view.image.dtype == np.uint8, name
        if view.back is None:
            assert view.image.shape == (60 * view.scale, 90 * view.scale), name
