"""What the camera's view tells, and how it turns the picture round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pos.lookout import Lookout
from pos.screens.identify import IdentifyScreen
from pos.widgets.camera_view import CameraView
from pos.widgets.preview import Preview
from tests.pos.desk.test_identify import frame_of, video

if TYPE_CHECKING:
    from pathlib import Path

    from pos.wiring import House
    from tests.pos.desk.conftest import Show


async def test_a_dark_room_is_told_of(show: Show, house: House, tmp_path: Path) -> None:
    dark = np.full_like(frame_of(), 15)
    async with show(IdentifyScreen(house, camera=video(tmp_path / "a.avi", [dark] * 400))) as shown:
        view = shown.screen.query_one(CameraView)
        await shown.until(lambda: view.state == "more-light")
        assert "太暗" in shown.text()


async def test_f6_turns_the_picture_round_and_what_is_marked_with_it(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house)) as shown:
        preview = shown.screen.query_one(Preview)
        grey, corners = frame_of(), ((10, 20), (30, 20), (30, 40), (10, 40))
        preview.show(grey, [corners])
        assert preview.marks == (corners,)
        await shown.press("f6")
        preview.show(grey, [corners])
        wide = grey.shape[1] - 1
        assert preview.marks == (((wide - 10, 20), (wide - 30, 20), (wide - 30, 40), (wide - 10, 40)),)
        await shown.press("f6")
        assert not preview.mirrored


def test_a_hint_stands_for_a_while_and_goes_when_the_code_is_read(tmp_path: Path) -> None:
    digits = "3701009012345678901234567890"
    dark = np.full_like(frame_of(), 15)
    lookout = Lookout(video(tmp_path / "a.avi", [*[dark] * 5, frame_of(digits)]))
    lookout.start()
    assert lookout.closed(30)
    sight = lookout.found()
    assert sight is not None
    assert [code.text for code in sight.codes] == [digits]
    assert sight.hint is None
