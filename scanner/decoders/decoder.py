"""What a decoder is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scanner.code import Code

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from scanner.code import Symbology
    from scanner.frames import Grey


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """What one decoder saw in one view."""

    codes: tuple[Code, ...] = ()
    located: bool = False
    """A code was found but could not be corrected: worth a slower look, and worth telling the user to hold still."""


class Decoder(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def symbologies(self) -> frozenset[Symbology]:
        """What it can read at all."""
        ...

    def decode(
        self, image: Grey, symbologies: AbstractSet[Symbology], *, view: str, even_light: bool = False, quick: bool = False
    ) -> Sightings:
        """Every code of `symbologies` in `image`, corners in pixels of `image`.

        `even_light` says that one threshold will do for the whole image, `quick` that a look at the obvious will. Thread-safe.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderReport:
    """For `gongji doctor`. `reason` is why it is absent: "package-missing", "library-missing" or "library-too-old"."""

    name: str
    version: str | None
    present: bool
    reason: str | None = None


class DecoderAbsentError(Exception):
    """Raised when a decoder is built on a machine that lacks it; `reason` as in `DecoderReport`."""

    def __init__(self, reason: str, version: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.version = version
