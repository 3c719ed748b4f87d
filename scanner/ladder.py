"""In which order the decoders look at which views: cheapest first, each rung for what the ones below it miss.

Three flights. `WHOLE`: every picture, until something is read; a photograph of half a megapixel without a code costs them 20 ms.
`SPOTS`: the busiest places of the picture alone, at sizes of their own. `STUBBORN`: only where some rung before located a QR code
that it could not correct, which happens in none of 47 photographs without one; there time is well spent.
What each adds stands in docs/decisions/0007-the-ladder.md. Codes that OpenCV's own detectors add are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ZXING: Final = "zxing-cpp"
ZBAR: Final = "zbar"
QUIRC: Final = "quirc"

LARGE: Final = 2560
"""Longer side of the largest picture looked at: of 12-megapixel photographs 90 % are read at this size, 88 % at full size."""
SMALL: Final = 1280
"""For every costly rung, and the most that zbar is ever given: on full photographs it takes up to 1.3 s and reads less."""
HALF: Final = SMALL // 2


@dataclass(frozen=True, slots=True)
class Rung:
    decoder: str
    view: str
    side: int = SMALL
    """The picture is first brought down to this longer side; a spot up or down to it."""
    spot: bool = False
    """Looks at the busiest places of the picture instead of the whole."""


WHOLE: Final = (
    Rung(ZXING, "plain", LARGE),
    Rung(ZXING, "plain"),
    Rung(ZXING, "even"),
    Rung(ZXING, "even-halved"),
    Rung(ZXING, "lifted"),
    Rung(QUIRC, "halved"),
    Rung(ZXING, "eroded"),
    Rung(ZXING, "contrast"),
    Rung(ZBAR, "halved", HALF),
)
SPOTS: Final = (
    Rung(ZXING, "softened", 300, spot=True),
    Rung(ZXING, "local-fine", 160, spot=True),
    Rung(ZXING, "eroded", 240, spot=True),
    Rung(ZXING, "plain", 160, spot=True),
    Rung(QUIRC, "softened", 300, spot=True),
    Rung(ZBAR, "local-narrow", 300, spot=True),
)
STUBBORN: Final = (
    Rung(ZXING, "local-wide"),
    Rung(ZXING, "deepened"),
    *(
        Rung(decoder, view, side, spot=True)
        for side, (decoder, view) in product(
            (300, 440),
            (
                *((QUIRC, "plain"), (ZXING, "contrast"), (ZXING, "lifted"), (QUIRC, "local-narrow"), (QUIRC, "local-middle")),
                *((QUIRC, "deepened"), (ZXING, "framed"), (ZXING, "local-fine"), (ZXING, "eroded"), (QUIRC, "cleaned")),
            ),
        )
    ),
    *(
        Rung(QUIRC, view, side, spot=True)
        for side, view in product((300, 440, 240, 520, 360), ("pulled-right", "pulled-out", "pushed-in", "pulled-down"))
    ),
    *(Rung(ZBAR, view, 360, spot=True) for view in ("plain", "blurred", "deepened", "sharpened")),
    Rung(ZBAR, "blurred"),
    Rung(ZXING, "doubled"),
    Rung(ZBAR, "local-narrow"),
    Rung(ZXING, "sharpened"),
    Rung(ZXING, "contrast", LARGE),
    Rung(ZXING, "eroded", LARGE),
)
WITHOUT_ZXING: Final = (
    Rung(ZBAR, "plain"),
    Rung(QUIRC, "plain", HALF),
    Rung(ZBAR, "blurred"),
    Rung(ZBAR, "doubled", HALF),
    Rung(ZBAR, "local-narrow"),
    Rung(ZBAR, "inverted"),
    Rung(QUIRC, "inverted", HALF),
    Rung(ZBAR, "sharpened"),
    Rung(ZBAR, "plain", HALF),
    *(rung for rung in STUBBORN if rung.spot),
)
"""Nothing is ever said to be located there, so every picture is given every chance."""
BARS: Final = (
    Rung(ZXING, "plain"),
    Rung(ZBAR, "plain"),
    Rung(ZXING, "contrast"),
    Rung(ZBAR, "contrast"),
    Rung(ZXING, "local-narrow"),
    Rung(ZBAR, "local-narrow"),
    Rung(ZXING, "lifted"),
    Rung(ZXING, "doubled"),
    Rung(ZBAR, "doubled", HALF),
)
"""Bar codes and Data Matrix, where there was no QR code."""
GLANCE: Final = Rung(ZXING, "glance")
"""For most frames of a live picture in which there was nothing before."""
GLANCES: Final = 3
"""Rungs of `BARS` that every picture gets; the others are there to confirm what one of these saw."""


DEEP: Final = (
    Rung(ZXING, "contrast", 520, spot=True),
    None,
    None,
    Rung(ZXING, "local-fine", 300, spot=True),
    None,
)
DEEP_WITHOUT_ZXING: Final = (Rung(ZBAR, "inverted"), Rung(ZBAR, "blurred"), Rung(QUIRC, "plain", HALF))
"""For live frames in which nothing was seen at first sight: one a frame, in turn, or nothing."""


def for_qr(present: Collection[str], longer: int) -> tuple[Rung, ...]:
    """The rungs for any picture whose longer side is `longer`; in a small one several would be the same."""
    return _kept((*WHOLE, *SPOTS) if ZXING in present else WITHOUT_ZXING, present, longer)


def for_located(present: Collection[str], longer: int) -> tuple[Rung, ...]:
    """Those that follow where a code was located."""
    return _kept(STUBBORN if ZXING in present else (), present, longer)


def for_bars(present: Collection[str], longer: int) -> tuple[Rung, ...]:
    return _kept(BARS, present, longer)


def for_deep(present: Collection[str], turn: int) -> Rung | None:
    """What the empty frame number `turn` gets besides the first look."""
    turns = DEEP if ZXING in present else DEEP_WITHOUT_ZXING
    rung = turns[turn % len(turns)]
    return rung if rung is not None and rung.decoder in present else None


def _kept(rungs: Iterable[Rung], present: Collection[str], longer: int) -> tuple[Rung, ...]:
    kept: dict[tuple[str, str, int, bool], Rung] = {}
    for rung in rungs:
        if rung.decoder in present:
            kept.setdefault((rung.decoder, rung.view, rung.side if rung.spot else min(rung.side, longer), rung.spot), rung)
    return tuple(kept.values())
