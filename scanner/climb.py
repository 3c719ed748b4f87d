"""Climbing the ladder: one picture, its views made once, rung by rung until something is read or the time is up."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from scanner import frames, ladder
from scanner.agree import agreed
from scanner.confirm import confirmed
from scanner.decoders import available
from scanner.decoders.decoder import Sightings
from scanner.spots import busy_spots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from scanner.code import Code, Symbology
    from scanner.decoders import Decoder
    from scanner.frames import Grey, View
    from scanner.ladder import Rung
    from scanner.spots import Spot

SMALLEST: Final = 8
"""Fewer pixels than this either way hold no code of any kind (the lowest Data Matrix has 8 rows)."""
QR: Final[frozenset[Symbology]] = frozenset({"QRCODE"})


class Climb:
    """One picture under the decoders. `budget` is in seconds of `clock`, from now; past it no further rung is begun."""

    def __init__(
        self,
        grey: Grey,
        *,
        decoders: Sequence[Decoder] | None = None,
        budget: float | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        if grey.ndim != 2 or grey.dtype != np.uint8:  # noqa: PLR2004
            raise ValueError(f"a grey picture is height x width of bytes, not {grey.shape} of {grey.dtype}")
        self._grey = grey
        self._longer = max(grey.shape)
        self._decoders = {decoder.name: decoder for decoder in (available() if decoders is None else decoders)}
        self._clock = clock
        self._deadline = None if budget is None else clock() + budget
        self._views: dict[tuple[str, int, Spot | None], View] = {}
        self._spots: tuple[Spot, ...] | None = None
        self.located = False
        """Some rung saw a QR code that it could not correct: the picture is worth more time, and the user a hint to hold still."""

    def read_qr(self, *, only_if_located: bool = False) -> tuple[Code, ...] | None:
        """What the first successful rung reads; None where there is no QR code; () where decoders contradict each other.

        With `only_if_located` rungs after the first are for pictures in which something was located.
        """
        for rung in ladder.for_qr(self._decoders, self._longer):
            if (codes := self.try_qr(rung)) is not None:
                return codes
            if only_if_located and not self.located:
                return None
        if self.located:
            for rung in ladder.for_located(self._decoders, self._longer):
                if (codes := self.try_qr(rung)) is not None:
                    return codes
        return None

    def try_qr(self, rung: Rung) -> tuple[Code, ...] | None:
        """One rung, as `read_qr`."""
        seen = self._step(rung, QR)
        self.located = self.located or (seen.located and not rung.spot)  # brought to another size, texture looks like finders
        return confirmed(self._grey, seen.codes, self._decoders.values()) if seen.codes else None

    def glance_at_qr(self) -> tuple[Code, ...] | None:
        """A look at the obvious, and the whole ladder only where that located something; as `read_qr(only_if_located=True)`."""
        if ladder.ZXING not in self._decoders:
            return self.read_qr(only_if_located=True)
        codes = self.try_qr(ladder.GLANCE)
        return self.read_qr() if codes is None and self.located else codes

    def try_deeper(self, turn: int) -> tuple[Code, ...] | None:
        """One of the costlier rungs for a live frame, by turns."""
        rung = ladder.for_deep(self._decoders, turn)
        return None if rung is None else self.try_qr(rung)

    def read_bars(self, symbologies: AbstractSet[Symbology], *, only_if_seen: bool = False) -> tuple[Code, ...]:
        """Bar codes and Data Matrix. With `only_if_seen` the rungs after the first only check what that one saw."""
        sightings: list[Code] = []
        if not symbologies:
            return ()
        glances = 1 if only_if_seen else ladder.GLANCES
        for number, rung in enumerate(ladder.for_bars(self._decoders, self._longer), 1):
            sightings += self._step(rung, symbologies).codes
            if codes := agreed(sightings):
                return codes
            if number >= glances and not sightings:
                break
        return ()

    def _step(self, rung: Rung, symbologies: AbstractSet[Symbology]) -> Sightings:
        """What this rung sees, corners in pixels of the picture. Nothing past the deadline, or where the view lacks its OpenCV."""
        if min(self._grey.shape) < SMALLEST or (self._deadline is not None and self._clock() >= self._deadline):
            return Sightings()
        try:
            if not rung.spot:
                return self._look(rung, symbologies, None)
            seen = [self._look(rung, symbologies, spot) for spot in self._busy(most=2 if self.located else 1)]
        except ImportError:
            return Sightings()
        return Sightings(codes=tuple(code for one in seen for code in one.codes), located=any(one.located for one in seen))

    def _look(self, rung: Rung, symbologies: AbstractSet[Symbology], spot: Spot | None) -> Sightings:
        view = self._view(rung, spot)
        left, top = (0, 0) if spot is None else (spot.left, spot.top)
        name = rung.view if spot is None else f"spot-{rung.view}"
        seen = self._decoders[rung.decoder].decode(view.image, symbologies, view=name, even_light=view.even_light, quick=view.quick)
        moved = (code.unbent(view.back).moved(scale=view.scale, left=left, top=top) for code in seen.codes)
        return replace(seen, codes=tuple(moved))

    def _busy(self, most: int) -> tuple[Spot, ...]:
        if self._spots is None:
            self._spots = busy_spots(self._grey)
        return tuple(spot for spot in self._spots[:most] if min(spot.cut(self._grey).shape) >= SMALLEST)

    def _view(self, rung: Rung, spot: Spot | None) -> View:
        key = rung.view, rung.side if spot else min(rung.side, self._longer), spot
        kept = self._views.get(key)
        if kept is None:
            small, scale = frames.fit(self._grey, rung.side) if spot is None else frames.brought(spot.cut(self._grey), rung.side)
            made = frames.VIEWS[rung.view](small)
            kept = self._views[key] = replace(made, scale=made.scale * scale)
        return kept
