"""A camera that is busy, or pulled out while it is looked through; played, since no test has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from scanner.errors import CameraError
from scanner.sources.camera import Camera

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.frames import Grey

NO_DEVICE: Final = 97


def watch_to_the_end(camera: Camera) -> None:
    number = 0
    while (frame := camera.wait(number, 20)) is not None:
        number = frame.number


@pytest.mark.parametrize(("live_source", "told"), [(0, "camera-lost"), ("http://x/", "stream-ended")])
def test_a_camera_that_is_unplugged_in_use_is_told_from_a_film_that_ends(
    live_source: int | str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pulled:
        def __init__(self, *_: object, **__: object) -> None:
            self.left = 3

        def read(self) -> Grey | None:
            self.left -= 1
            return np.full((480, 640), 210, np.uint8) if self.left >= 0 else None

        def release(self) -> None:
            pass

    monkeypatch.setattr("scanner.sources.camera.Capture", Pulled)
    with Camera(live_source) as camera, pytest.raises(CameraError) as lost:
        watch_to_the_end(camera)
    assert lost.value.code == told


def test_a_device_that_is_there_and_does_not_open_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"video{NO_DEVICE}").touch()
    monkeypatch.setattr("scanner.sources.capture.DEVICES", f"{tmp_path}/video")
    with pytest.raises(CameraError) as busy, Camera(NO_DEVICE):
        pass
    assert busy.value.code == "camera-busy"
