"""What was read. What it means is not known here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from scanner.frames import Matrix

Symbology: TypeAlias = Literal["QRCODE", "CODE128", "EAN13", "EAN8", "UPCA", "DATAMATRIX"]
Corners: TypeAlias = tuple[tuple[int, int], ...]

LINEAR: Final[frozenset[Symbology]] = frozenset({"CODE128", "EAN13", "EAN8", "UPCA"})
"""Bars only: no error correction, so one read is no proof."""
ALL: Final[frozenset[Symbology]] = LINEAR | {"QRCODE", "DATAMATRIX"}


@dataclass(frozen=True, slots=True)
class Code:
    """One code found in one picture.

    `text` is whatever the code holds: hostile until proven otherwise (markup, escape sequences, thousands of characters).
    `view` names the picture that gave it, "plain" or one of `scanner.frames`; `corners` are pixels of the picture that was
    handed in, clockwise from the code's own top left.
    """

    text: str
    symbology: Symbology
    decoder: str
    view: str
    corners: Corners | None = None
    margin: float | None = None
    """How much of its error correction was left over, 0 to 1; None where the decoder does not tell."""

    @property
    def centre(self) -> tuple[float, float] | None:
        if not self.corners:
            return None
        count = len(self.corners)
        return sum(x for x, _ in self.corners) / count, sum(y for _, y in self.corners) / count

    @property
    def extent(self) -> float:
        """The longer side of the upright box round the corners, in pixels; 0 where the place is not known."""
        if not self.corners:
            return 0.0
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return float(max(max(xs) - min(xs), max(ys) - min(ys)))

    def unbent(self, back: Matrix | None) -> Code:
        """The same code, its corners brought from a view that was shifted or bent."""
        if self.corners is None or back is None:
            return self
        places = [(back @ (x, y, 1.0)).tolist() for x, y in self.corners]
        return replace(self, corners=tuple((round(x / depth), round(y / depth)) for x, y, depth in places))

    def moved(self, *, scale: float = 1.0, left: int = 0, top: int = 0) -> Code:
        """The same code, its corners brought from a view of `scale` (view pixels for one) that was cut out at `left`, `top`."""
        if self.corners is None or (scale == 1.0 and not left and not top):
            return self
        return replace(self, corners=tuple((round(x / scale) + left, round(y / scale) + top) for x, y in self.corners))
