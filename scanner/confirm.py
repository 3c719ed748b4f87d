"""A second look at a QR code: another decoder, at the spot where the first one found it.

It costs two or three milliseconds, because only the spot is looked at, and takes a code away only where the other decoder reads
a different text there. Where that reads nothing (zbar cannot read inverted codes, or strongly tilted ones) the first is believed.
A code that needed less than half of its error correction is believed at once: four of five, and Reed and Solomon leave nothing
for a second opinion to find.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from scanner.agree import same_spot
from scanner.frames import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.code import Code
    from scanner.decoders import Decoder
    from scanner.frames import Grey

SIDE: Final = 320
"""Of the spot, in pixels: eleven for each module of a code of 28 digits. The largest codes (177 modules) zbar then cannot read,
and they pass unchecked; their own correction has never been seen to invent one."""
MARGIN: Final = 0.2
"""Round the spot, as a part of its size: the quiet zone of four modules is 19 % of the smallest code."""
AMPLE: Final = 0.5
"""Of the error correction left over: no second look. Each error corrected halves what is left for noticing a wrong correction."""
MOST: Final = 8
"""Codes of one picture that are looked at again; a sheet of a hundred stickers is not held before a till."""


def confirmed(grey: Grey, codes: Iterable[Code], decoders: Iterable[Decoder]) -> tuple[Code, ...]:
    """`codes`, found in `grey`, without those that one of `decoders` reads differently."""
    eyes = [decoder for decoder in decoders if "QRCODE" in decoder.symbologies]
    kept: list[Code] = []
    looks = 0
    for code in codes:
        if (code.margin is None or code.margin < AMPLE) and looks < MOST:
            looks += 1
            if _contradicted(grey, code, [decoder for decoder in eyes if decoder.name != code.decoder]):
                continue
        kept.append(code)
    return tuple(kept)


def _contradicted(grey: Grey, code: Code, others: Iterable[Decoder]) -> bool:
    return any(rival.text != code.text and same_spot(code, rival) for rival in _second_looks(grey, code, others))


def _second_looks(grey: Grey, code: Code, others: Iterable[Decoder]) -> Iterator[Code]:
    if code.corners is None:
        return
    margin = math.ceil(code.extent * MARGIN)
    height, width = grey.shape
    xs, ys = [x for x, _ in code.corners], [y for _, y in code.corners]
    left, top = max(0, min(xs) - margin), max(0, min(ys) - margin)
    right, bottom = min(width, max(xs) + margin), min(height, max(ys) + margin)
    if right <= left or bottom <= top:
        return
    spot, scale = fit(grey[top:bottom, left:right], SIDE)
    for decoder in others:
        for seen in decoder.decode(spot, {"QRCODE"}, view="spot").codes:
            yield seen.moved(scale=scale, left=left, top=top)
