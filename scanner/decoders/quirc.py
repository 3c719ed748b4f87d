"""quirc, through deqr: a small QR decoder that fits its own grid, and so reads steep, creased and half-worn codes the others lose.

It says nothing about bar codes, reads fewer codes than the others at first sight, and holds the interpreter's lock while it
works: it is given small views only.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, Any, Final

from scanner.code import Code
from scanner.decoders.decoder import DecoderAbsentError, Sightings
from scanner.payload import text_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from scanner.code import Symbology
    from scanner.frames import Grey

NAME: Final = "quirc"
SYMBOLOGIES: Final[frozenset[Symbology]] = frozenset({"QRCODE"})
KANJI: Final = 8
"""ISO/IEC 18004, table 2. quirc ends a text silently at a segment that it does not know, and such codes mix kinds."""


class Quirc:
    name = NAME
    symbologies = SYMBOLOGIES

    def __init__(self, library: Any) -> None:  # noqa: ANN401 - the imported module
        self._library = library

    def decode(
        self, image: Grey, symbologies: AbstractSet[Symbology], *, view: str, even_light: bool = False, quick: bool = False
    ) -> Sightings:
        del even_light, quick  # it takes Otsu's threshold either way
        if not symbologies & SYMBOLOGIES:
            return Sightings()
        own = image.copy()  # it is made black and white in place; a decoder of its own for each call, they are not thread-safe
        try:
            found = self._library.QuircDecoder().decode(own, convert_data=False)
        except ValueError:  # a code that holds no data at all has no kind of data, which deqr cannot name
            return Sightings()
        return Sightings(codes=tuple(code for one in found if (code := self._code(one, view)) is not None))

    def _code(self, found: Any, view: str) -> Code | None:  # noqa: ANN401 - deqr.QRCode
        (entry,) = found.data_entries  # all segments in one, named after the highest kind among them
        if int(entry.type) >= KANJI:
            return None
        text = text_of(bytes(entry.data))
        corners = tuple((int(x), int(y)) for x, y in found.corners)
        return Code(text=text, symbology="QRCODE", decoder=NAME, view=view, corners=corners) if text else None


def build() -> Quirc:
    try:
        library = import_module("deqr")
    except ImportError as missing:
        raise DecoderAbsentError("package-missing") from missing
    return Quirc(library)


def version() -> str:
    """Of deqr, which has quirc compiled in."""
    return package_version("deqr")
