"""Opening a device, a stream or a video file with OpenCV, and the time-outs of each."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scanner.errors import CameraError
from scanner.frames import opencv

if TYPE_CHECKING:
    from scanner.frames import Grey

STREAM: Final = re.compile(r"\A(?:https?|rtsps?|rtmps?)://", re.IGNORECASE)
DEVICE: Final = re.compile(r"\A(?:/dev/video)?(?P<index>[0-9]{1,3})\Z")
DEVICES: Final = "/dev/video"
WIDTH, HEIGHT = 1280, 720
"""Asked of a device: a telephone held at arm's length fills 200 pixels, and more pixels only take more time."""


def device_index(source: int | str) -> int | None:
    """0 of 0, "0" and "/dev/video0"; None for a file or a stream."""
    named = DEVICE.match(str(source))
    return int(named["index"]) if named else None


def is_stream(source: int | str) -> bool:
    return STREAM.match(str(source)) is not None


def is_live(source: int | str) -> bool:
    """Frames pass whether anybody looks or not. A video file waits."""
    return device_index(source) is not None or is_stream(source)


class Capture:
    """One open source. Made, read and released by one and the same thread: releasing while another reads crashes the process."""

    def __init__(self, source: int | str, *, open_seconds: float, read_seconds: float) -> None:
        """Raises `CameraError` "camera-absent" or "camera-busy"."""
        try:
            cv2 = opencv()
        except ImportError as missing:
            raise CameraError("camera-absent", {"source": source, "reason": "opencv-missing"}) from missing
        self._cv2 = cv2
        self._capture = _opened(cv2, source, open_seconds=open_seconds, read_seconds=read_seconds)
        if self._capture is None or not self._capture.isOpened():
            if _is_plugged_in(source):
                raise CameraError("camera-busy", {"source": source})
            raise CameraError("camera-absent", {"source": source})

    def read(self) -> Grey | None:
        """The next frame; None where none came, because the source ended or its time was up."""
        try:
            came, picture = self._capture.read()
            if not came:
                return None
            grey: Grey = picture if picture.ndim == 2 else self._cv2.cvtColor(picture, self._cv2.COLOR_BGR2GRAY)  # noqa: PLR2004
        except self._cv2.error:
            return None
        return grey

    def release(self) -> None:
        self._capture.release()


def _is_plugged_in(source: int | str) -> bool:
    """Where the system shows its cameras as files; elsewhere nobody can tell a busy camera from none."""
    index = device_index(source)
    return index is not None and Path(f"{DEVICES}{index}").exists()


def _opened(cv2: Any, source: int | str, *, open_seconds: float, read_seconds: float) -> Any:  # noqa: ANN401 - cv2.VideoCapture
    index = device_index(source)
    if index is not None:
        capture = cv2.VideoCapture(index)
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return capture
    if is_stream(source):
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, int(open_seconds * 1000), cv2.CAP_PROP_READ_TIMEOUT_MSEC, int(read_seconds * 1000)]
        return cv2.VideoCapture(source, cv2.CAP_FFMPEG, limits)
    if not os.path.isfile(source):  # noqa: PTH113 - pathlib raises for a name that is too long
        return None
    capture = cv2.VideoCapture(source, cv2.CAP_FFMPEG)
    return capture if capture.isOpened() else cv2.VideoCapture(source, cv2.CAP_OPENCV_MJPEG)
