"""zxing-cpp: all symbologies, inverted codes, any angle; its wheel carries all it needs."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, Any, Final

from scanner.checkdigit import retail_symbology
from scanner.code import ALL, Code
from scanner.decoders.decoder import DecoderAbsentError, Sightings
from scanner.payload import text_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from scanner.code import Symbology
    from scanner.frames import Grey

NAME: Final = "zxing-cpp"
FORMATS: Final[dict[Symbology, str]] = {
    "QRCODE": "QRCode",
    "DATAMATRIX": "DataMatrix",
    "CODE128": "Code128",
    "EAN13": "EAN13",
    "EAN8": "EAN8",
    "UPCA": "UPCA",
}


class Zxing:
    name = NAME
    symbologies = ALL

    def __init__(self, library: Any) -> None:  # noqa: ANN401 - the imported module
        self._zxing = library
        formats = library.BarcodeFormat
        self._formats = {symbology: getattr(formats, name) for symbology, name in FORMATS.items()}
        # asked for QR it also gives Micro QR, another code that a till must not take for one: told apart by the exact format
        self._symbology_of = {int(found): symbology for symbology, found in self._formats.items()}

    def decode(
        self, image: Grey, symbologies: AbstractSet[Symbology], *, view: str, even_light: bool = False, quick: bool = False
    ) -> Sightings:
        wanted = [self._formats[symbology] for symbology in FORMATS if symbology in symbologies]
        if not wanted:
            return Sightings()
        zxing = self._zxing
        found = zxing.read_barcodes(
            image,
            formats=wanted,
            text_mode=zxing.TextMode.Plain,  # the default rewrites control characters for human eyes
            binarizer=zxing.Binarizer.GlobalHistogram if even_light else zxing.Binarizer.LocalAverage,
            try_rotate=not quick,
            try_downscale=not quick,
            try_invert=not quick,
            return_errors=True,  # costs nothing, and tells a code out of focus from an empty frame
        )
        codes = tuple(code for one in found if one.valid and (code := self._code(one, view)) is not None)
        # a Micro QR code that fails its checksum is seen in any texture; only a failed code of a format asked for says something
        return Sightings(codes=codes, located=any(not one.valid and int(one.format) in self._symbology_of for one in found))

    def _code(self, found: Any, view: str) -> Code | None:  # noqa: ANN401 - zxingcpp.Barcode
        symbology = self._symbology_of.get(int(found.format))
        if symbology is None:
            return None
        text = text_of(bytes(found.bytes)) if symbology == "QRCODE" else str(found.text)
        if symbology in {"EAN13", "EAN8", "UPCA"}:
            # it reports UPC-A as EAN-13 with a leading 0, which is the same bars
            text = text.removeprefix("0") if symbology == "EAN13" else text
            symbology = retail_symbology(text)
        if symbology is None or not text:
            return None
        place = found.position
        corners = tuple((p.x, p.y) for p in (place.top_left, place.top_right, place.bottom_right, place.bottom_left))
        margin = found.extra.get("UEC") if symbology == "QRCODE" else None  # unused error correction
        return Code(text=text, symbology=symbology, decoder=NAME, view=view, corners=corners, margin=margin)


def build() -> Zxing:
    try:
        library = import_module("zxingcpp")
    except ImportError as missing:
        raise DecoderAbsentError("package-missing") from missing
    return Zxing(library)


def version() -> str:
    return package_version("zxing-cpp")
