"""A stream of sightings becomes a stream of codes: a code held before the camera counts once, until it has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.code import Code


class Watch:
    """Pure: the clock is an argument, in seconds of any monotonic clock.

    A code has left when it has not been seen for `leave_seconds`. Shorter gaps are frames that the decoder missed
    (a hand trembles, a lamp glares), and must not charge the same code twice.
    """

    def __init__(self, leave_seconds: float = 2.0) -> None:
        self._leave_seconds = leave_seconds
        self._last_seen: dict[tuple[str, str], float] = {}

    def see(self, codes: Iterable[Code], at: float) -> tuple[Code, ...]:
        """The codes of this frame that were not there before. Call it for empty frames too, or not: only the clock counts."""
        self._last_seen = {key: seen for key, seen in self._last_seen.items() if at - seen <= self._leave_seconds}
        fresh: list[Code] = []
        for code in codes:
            key = (code.symbology, code.text)
            if key not in self._last_seen:
                fresh.append(code)
            self._last_seen[key] = at
        return tuple(fresh)

    def forget(self) -> None:
        """Count everything anew, as for the next customer."""
        self._last_seen.clear()
