"""A picture in, the codes in it out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from scanner.climb import Climb
from scanner.code import ALL
from scanner.frames import fit
from scanner.ladder import SMALL
from scanner.sources.picture import frames_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from scanner.code import Code, Symbology
    from scanner.decoders import Decoder
    from scanner.frames import Grey

Profile: TypeAlias = Literal["picture", "live"]

SCAN_SECONDS: Final = 10.0
"""For one file, all frames of an animation together. A large photograph without a code takes about one second."""


def read_codes(
    grey: Grey,
    *,
    profile: Profile = "picture",
    symbologies: AbstractSet[Symbology] = ALL,
    budget: float | None = None,
    decoders: Sequence[Decoder] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[Code, ...]:
    """Every code that the first successful rung of the ladder reads; () where none does, or where two decoders contradict each other.

    QR codes go first; bar codes and Data Matrix are looked for only where there is none. "picture" climbs to the top. "live" goes
    on after the first rung only if that saw something it could not correct, since the next frame comes anyway: 2.5 ms for
    a frame of 1280x720 without a QR code, not 70. For a stream `scanner.live.LiveReader` is better still.
    `budget` is in seconds of `clock`: past it no further rung is begun.
    """
    live = profile == "live"
    if live:
        small, scale = fit(grey, SMALL)
        codes = _read(Climb(small, decoders=decoders, budget=budget, clock=clock), symbologies, live=True)
        return tuple(code.moved(scale=scale) for code in codes)
    return _read(Climb(grey, decoders=decoders, budget=budget, clock=clock), symbologies, live=False)


def _read(climb: Climb, symbologies: AbstractSet[Symbology], *, live: bool) -> tuple[Code, ...]:
    if "QRCODE" in symbologies:
        codes = climb.read_qr(only_if_located=live)
        if codes is not None:
            return codes
    return climb.read_bars(symbologies - {"QRCODE"}, only_if_seen=live)


def scan_picture(path: str | Path, *, symbologies: AbstractSet[Symbology] = ALL, budget: float | None = SCAN_SECONDS) -> tuple[Code, ...]:
    """The codes in a picture file; of an animation those of the first frame that has any. Raises `PictureError`."""
    deadline = None if budget is None else time.perf_counter() + budget
    for grey in frames_of(path):
        left = None if deadline is None else deadline - time.perf_counter()
        if left is not None and left <= 0:
            break
        if codes := read_codes(grey, symbologies=symbologies, budget=left):
            return codes
    return ()
