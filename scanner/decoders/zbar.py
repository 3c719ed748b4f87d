"""zbar, through pyzbar's own ctypes wrapper.

`pyzbar.decode` hides the one setting that matters: without `BINARY` zbar guesses Big5, Shift-JIS or Latin-1 before UTF-8 and
returns the guess. It also looks for every symbology unless told, and then sees codes that are not there.
"""

from __future__ import annotations

import ctypes
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from scanner.checkdigit import retail_symbology
from scanner.code import Code
from scanner.decoders.decoder import DecoderAbsentError, Sightings
from scanner.payload import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from scanner.code import Corners, Symbology
    from scanner.frames import Grey

NAME: Final = "zbar"
NUMBERS: Final[dict[Symbology, int]] = {"EAN8": 8, "UPCA": 12, "EAN13": 13, "QRCODE": 64, "CODE128": 128}
"""zbar.h, enum zbar_symbol_type_t."""
ENABLE: Final = 0
BINARY: Final = 4
"""zbar.h, enum zbar_config_t: the payload as it stands, no encoding guessed. pyzbar's table of settings is older."""
GREY_FORMAT: Final = int.from_bytes(b"Y800", "little")
OLDEST: Final = (0, 23)
"""The first line with `BINARY`."""
FOUR: Final = 4


class Zbar:
    name = NAME
    symbologies = frozenset(NUMBERS)

    def __init__(self, wrapper: Any) -> None:  # noqa: ANN401 - pyzbar.wrapper
        self._zbar = wrapper

    def decode(
        self, image: Grey, symbologies: AbstractSet[Symbology], *, view: str, even_light: bool = False, quick: bool = False
    ) -> Sightings:
        del even_light, quick  # zbar thresholds along each line either way
        wanted = symbologies & self.symbologies
        if not wanted:
            return Sightings()
        zbar = self._zbar
        rows = image if image.flags.c_contiguous else image.copy()
        height, width = rows.shape
        scanner = zbar.zbar_image_scanner_create()  # 6 microseconds; one kept would have to be locked
        picture = zbar.zbar_image_create()
        try:
            zbar.zbar_image_scanner_set_config(scanner, 0, ENABLE, 0)
            for symbology in wanted:
                zbar.zbar_image_scanner_set_config(scanner, NUMBERS[symbology], ENABLE, 1)
            zbar.zbar_image_scanner_set_config(scanner, NUMBERS["QRCODE"], BINARY, 1)
            if "QRCODE" not in wanted:
                zbar.zbar_image_scanner_set_config(scanner, NUMBERS["QRCODE"], ENABLE, 0)
            zbar.zbar_image_set_format(picture, GREY_FORMAT)
            zbar.zbar_image_set_size(picture, width, height)
            zbar.zbar_image_set_data(picture, rows.ctypes.data_as(ctypes.c_void_p), width * height, None)
            zbar.zbar_scan_image(scanner, picture)
            return Sightings(codes=tuple(self._codes(picture, wanted, view)))
        finally:
            zbar.zbar_image_destroy(picture)
            zbar.zbar_image_scanner_destroy(scanner)

    def _codes(self, picture: Any, wanted: AbstractSet[Symbology], view: str) -> Iterator[Code]:  # noqa: ANN401 - a C pointer
        zbar = self._zbar
        by_number = {NUMBERS[symbology]: symbology for symbology in wanted}
        symbol = zbar.zbar_image_first_symbol(picture)
        while symbol:
            symbology = by_number.get(int(symbol.contents.type))
            text = text_of(ctypes.string_at(zbar.zbar_symbol_get_data(symbol), zbar.zbar_symbol_get_data_length(symbol)))
            if symbology in {"EAN13", "EAN8", "UPCA"}:
                text = text.removeprefix("0") if symbology == "EAN13" else text
                symbology = retail_symbology(text)
            if symbology is not None and text:
                yield Code(text=text, symbology=symbology, decoder=NAME, view=view, corners=self._corners(symbol, symbology))
            symbol = zbar.zbar_symbol_next(symbol)

    def _corners(self, symbol: Any, symbology: Symbology) -> Corners | None:  # noqa: ANN401 - a C pointer
        zbar = self._zbar
        count = zbar.zbar_symbol_get_loc_size(symbol)
        points = [(int(zbar.zbar_symbol_get_loc_x(symbol, i)), int(zbar.zbar_symbol_get_loc_y(symbol, i))) for i in range(count)]
        if not points:
            return None
        if symbology == "QRCODE" and count == FOUR:  # counter-clockwise from the top left
            return points[0], points[3], points[2], points[1]
        xs, ys = [x for x, _ in points], [y for _, y in points]  # bars: where its scan lines met them
        return (min(xs), min(ys)), (max(xs), min(ys)), (max(xs), max(ys)), (min(xs), max(ys))


def _version(wrapper: Any) -> tuple[int, int, int]:  # noqa: ANN401 - pyzbar.wrapper
    numbers = [ctypes.c_uint(0) for _ in range(3)]
    ask = wrapper.LIBZBAR.zbar_version  # pyzbar's own prototype takes two numbers of the three
    ask(*(ctypes.byref(number) for number in numbers))
    major, minor, patch = (number.value for number in numbers)
    return major, minor, patch


def _load() -> tuple[Any, tuple[int, int, int]]:
    try:
        import_module("pyzbar")
    except ImportError as missing:
        raise DecoderAbsentError("package-missing") from missing
    try:
        wrapper: Any = import_module("pyzbar.wrapper")  # looks for libzbar as it is imported
    except (ImportError, OSError) as missing:
        raise DecoderAbsentError("library-missing") from missing
    found = _version(wrapper)
    if found < OLDEST:
        raise DecoderAbsentError("library-too-old", ".".join(map(str, found)))
    return wrapper, found


def build() -> Zbar:
    wrapper, _ = _load()
    return Zbar(wrapper)


def version() -> str:
    """Of libzbar, which does the work; pyzbar only hands on."""
    _, found = _load()
    return ".".join(map(str, found))
