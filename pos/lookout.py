"""Watching a camera for somebody else: a thread that opens it, shows its newest frame, and tells what it reads. Knows no screen."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scanner.code import Code
from scanner.frames import Grey
from scanner.hints import Hint, hint_of

if TYPE_CHECKING:
    from scanner.errors import CameraError
    from scanner.sources.camera import Camera

GLANCE: Final = 0.1
"""Seconds to wait for a frame before looking whether it should stop."""
PACE: Final = 1 / 25
"""Seconds a frame, at least: leaves the processor to the till, and lets a video file be watched."""
BUDGET: Final = 0.25
"""Seconds for one frame in which something was located; the next frame comes anyway."""
ADVICE: Final = 0.6
"""Seconds that a hint stands at least: nobody follows one that flickers."""
KEPT: Final = 4
"""Frames with a code that wait for a busy screen; older ones go, each is a megabyte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A frame and the codes in it. `located`: a code is there that could not be read yet; `hint`: what would help."""

    number: int
    grey: Grey
    codes: tuple[Code, ...] = ()
    located: bool = False
    hint: Hint | None = None


class Lookout:
    """One source, watched from `start` to `stop`. Everything is told by attributes that may be read from any thread and never wait.

    The camera's own thread opens, reads and releases it (`scanner.sources.camera`); this one decodes.
    """

    def __init__(self, source: int | str) -> None:
        self.source = source
        self.newest: Sight | None = None
        self.fault: CameraError | None = None
        self._sights: deque[Sight] = deque(maxlen=KEPT)
        self._stop = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lookout", daemon=True)

    def start(self) -> None:
        """Returns at once; opening a webcam takes a second."""
        self._thread.start()

    def stop(self) -> None:
        """Returns at once; `closed` waits."""
        self._stop.set()

    def closed(self, seconds: float) -> bool:
        """Whether the source was let go within so many seconds."""
        return self._closed.wait(seconds)

    def found(self) -> Sight | None:
        """The next frame that holds a code; None when there is none yet."""
        try:
            return self._sights.popleft()
        except IndexError:
            return None

    def _run(self) -> None:
        from scanner.errors import CameraError
        from scanner.sources.camera import Camera

        try:
            with Camera(self.source) as camera:
                self._watch(camera)
        except CameraError as fault:
            self.fault = fault
        finally:
            self._closed.set()

    def _watch(self, camera: Camera) -> None:
        from scanner.live import LiveReader

        reader = LiveReader({"QRCODE"})
        number, advised = 0, float("-inf")
        while not self._stop.is_set():
            frame = camera.wait(number, GLANCE)
            if frame is None:
                continue
            begun, number = time.monotonic(), frame.number
            before = self.newest or Sight(number=0, grey=frame.grey)
            sight = self.newest = replace(before, number=number, grey=frame.grey, codes=())
            codes = reader.read(frame.grey, budget=BUDGET)
            sight = replace(sight, codes=codes, located=reader.located)
            if codes:
                sight = replace(sight, hint=None)
                self._sights.append(sight)
            elif begun - advised >= ADVICE:
                advised, sight = begun, replace(sight, hint=hint_of(frame.grey, located=reader.located))
            self.newest = sight
            self._stop.wait(begun + PACE - time.monotonic())
