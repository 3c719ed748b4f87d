"""Confirming money is armed, not just pressed: a key pressed twice, or still held down, agrees to nothing."""

from collections.abc import Callable
from time import monotonic

PATIENCE = 0.5
"""Seconds without that key before it counts."""


class Arming:
    """Armed when `PATIENCE` seconds have passed since `start` or since the last press that did not count."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._since = float("inf")

    def start(self) -> None:
        """From now on."""
        self._since = self._clock()

    def pressed(self) -> bool:
        """Whether this press counts; one that comes too early starts the wait again, so a key held down never counts."""
        if self._clock() - self._since >= PATIENCE:
            return True
        self._since = self._clock()
        return False
