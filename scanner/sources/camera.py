"""A live picture: a thread reads, the newest frame wins, and the reader of codes never waits for old ones."""

from __future__ import annotations

import atexit
import threading
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from scanner.code import ALL
from scanner.errors import CameraError
from scanner.frames import Grey
from scanner.live import LiveReader
from scanner.sources.capture import Capture, device_index, is_live
from scanner.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from types import TracebackType

    from scanner.code import Code, Symbology

PATIENCE: Final = 2.0
"""Seconds beyond a time-out before the thread itself is given up."""
STALL: Final = 0.9
"""Of the read time-out: a read that fails this late has waited for nothing, one that fails sooner has met the end."""
GLANCE: Final = 0.2
"""Seconds that `codes` waits for a frame before it looks at its own time again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`number` counts from 1; gaps are frames that nobody had time for."""

    number: int
    grey: Grey


class Camera:
    """A device index, a stream's URL or a video file, as a context manager.

    Entering waits until the source is open (a webcam takes a second; `CameraError` after `open_seconds`), leaving until
    the thread has released it, at most `read_seconds`: do both outside the screen's own thread.
    Of a device or stream the newest frame wins; a video file goes on to its next frame when the last one was taken.
    """

    def __init__(self, source: int | str, *, open_seconds: float = 8.0, read_seconds: float = 3.0) -> None:
        self.source = source
        self._open_seconds = open_seconds
        self._read_seconds = read_seconds
        self._live = is_live(source)
        self._changed = threading.Condition()
        self._stop = False
        self._open = False
        self._frame: Frame | None = None
        self._frame_at = 0.0
        self._taken = 0
        self._fault: CameraError | None = None
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def __enter__(self) -> Self:
        _RUNNING.add(self)
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._open or self._fault, self._open_seconds + PATIENCE)
            fault = self._fault
            if not self._open:
                self._stop = True
                raise fault or CameraError("camera-stalled", {"source": self.source})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Tells the thread to let go, and waits until it has."""
        with self._changed:
            self._stop = True
            self._changed.notify_all()
        if self._thread.ident is not None:
            self._thread.join(self._open_seconds + self._read_seconds + PATIENCE)

    def latest(self, after: int = 0) -> Frame | None:
        """The newest frame numbered above `after`; None if there is none yet. Never waits.

        Raises `CameraError` once the frames are over: "stream-ended", "camera-lost", or "camera-stalled" where none came for too long.
        """
        with self._changed:
            return self._latest(after)

    def wait(self, after: int, seconds: float) -> Frame | None:
        """As `latest`, but waits for it up to `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._fault or (self._frame is not None and self._frame.number > after), seconds)
            return self._latest(after)

    def _latest(self, after: int) -> Frame | None:
        frame = self._frame
        if frame is not None and frame.number > after:
            self._taken = frame.number
            self._changed.notify_all()
            return frame
        if self._fault is not None:
            raise self._fault.with_traceback(None)
        if self._live and time.monotonic() - self._frame_at > self._read_seconds + PATIENCE:
            raise CameraError("camera-stalled", {"source": self.source})
        return None

    def _run(self) -> None:
        """The whole life of the capture, in this one thread."""
        try:
            capture = Capture(self.source, open_seconds=self._open_seconds, read_seconds=self._read_seconds)
        except CameraError as fault:
            self._end(fault)
            return
        except Exception as failed:  # noqa: BLE001 - whatever a driver raises, whoever waits is told, and nothing is printed
            self._end(CameraError("camera-absent", {"source": self.source, "reason": type(failed).__name__}))
            return
        try:
            with self._changed:
                self._open = True
                self._frame_at = time.monotonic()
                self._changed.notify_all()
            self._read_all(capture)
        finally:
            capture.release()

    def _read_all(self, capture: Capture) -> None:
        number = 0
        while not self._stop:
            begun = time.monotonic()
            grey = capture.read()
            now = time.monotonic()
            if grey is None:
                self._end(self._why_none(now - begun))
                return
            number += 1
            with self._changed:
                self._frame = Frame(number=number, grey=grey)
                self._frame_at = now
                self._changed.notify_all()
                if not self._live:
                    self._changed.wait_for(lambda: self._stop or self._taken >= number)  # noqa: B023 - called before the next round

    def _why_none(self, seconds: float) -> CameraError:
        if self._live and seconds >= self._read_seconds * STALL:
            return CameraError("camera-stalled", {"source": self.source})
        if device_index(self.source) is None:
            return CameraError("stream-ended", {"source": self.source})
        return CameraError("camera-lost", {"source": self.source})

    def _end(self, fault: CameraError) -> None:
        with self._changed:
            self._fault = fault
            self._changed.notify_all()


_RUNNING: weakref.WeakSet[Camera] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """A process that exits while a thread is inside OpenCV's read aborts: twelve times of twelve."""
    for camera in list(_RUNNING):
        camera.close()


def codes(source: int | str, *, seconds: float | None = None, symbologies: AbstractSet[Symbology] = ALL) -> Iterator[Code]:
    """Each code as it comes into sight, once; ends with the stream or after `seconds`. Raises `CameraError`, but not "stream-ended"."""
    watch, reader = Watch(), LiveReader(symbologies)
    number = 0
    until = None if seconds is None else time.monotonic() + seconds
    with Camera(source) as camera:
        while until is None or time.monotonic() < until:
            try:
                frame = camera.wait(number, GLANCE)
            except CameraError as fault:
                if fault.code == "stream-ended":
                    return
                raise
            if frame is not None:
                number = frame.number
                yield from watch.see(reader.read(frame.grey), time.monotonic())
