"""Frame after frame of a live picture: little work on each, more on the ones that promise something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scanner.climb import Climb
from scanner.code import ALL
from scanner.frames import fit
from scanner.ladder import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scanner.code import Code, Symbology
    from scanner.decoders import Decoder
    from scanner.frames import Grey

FULL_EVERY: Final = 5
"""One empty frame in five gets the full first look: 2.5 ms of 1280x720 without a code; the others one for the obvious, 1.5 ms."""
BARS_EVERY: Final = 30
"""One empty frame in thirty, a second of a camera's, is searched for bar codes: they cost six times as much as QR codes."""


class LiveReader:
    """Reads a stream of frames; not to be shared among threads.

    Each frame is looked at for the obvious, one in five fully. One in which a QR code was located but not corrected
    climbs the whole ladder. Of the others two in five get one closer look at their busiest spot, another kind of look in each.
    """

    def __init__(self, symbologies: AbstractSet[Symbology] = ALL, *, decoders: Sequence[Decoder] | None = None) -> None:
        self._bars = symbologies - {"QRCODE"}
        self._wants_qr = "QRCODE" in symbologies
        self._decoders = decoders
        self._empty = 0
        self.located = False
        """The last frame held a QR code that could not be corrected: "hold still, a little further away"."""

    def read(self, grey: Grey, *, budget: float | None = None) -> tuple[Code, ...]:
        small, scale = fit(grey, SMALL)
        climb = Climb(small, decoders=self._decoders, budget=budget)
        codes = self._read(climb)
        self.located = climb.located and not codes
        return tuple(code.moved(scale=scale) for code in codes)

    def _read(self, climb: Climb) -> tuple[Code, ...]:
        if not self._wants_qr:
            return climb.read_bars(self._bars, only_if_seen=True)
        codes = climb.glance_at_qr() if self._empty % FULL_EVERY else climb.read_qr(only_if_located=True)
        if codes is not None or climb.located:
            return codes or ()
        turn = self._empty
        self._empty += 1
        if self._bars and turn % BARS_EVERY == 1:
            return climb.read_bars(self._bars, only_if_seen=True)
        return climb.try_deeper(turn) or ()
