"""Which sightings may be believed.

A QR code or Data Matrix corrects itself: over 44 000 decodings of photographs no decoder invented one. Bars have one check
character at most, and misreads that satisfy it are real (5030159003930 read as 7034759003930, and the same wrong number twice by
one decoder in two views): they must be read by two decoders, or often. And where two decoders read different texts off the same
spot, nobody is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scanner.code import LINEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.code import Code, Symbology

LOWER_HALF: Final = 0x7F
RETAIL: Final[frozenset[Symbology]] = frozenset({"EAN13", "EAN8", "UPCA"})


def agreed(sightings: Iterable[Code]) -> tuple[Code, ...]:
    """One code for each text that was read often enough and that no other read contradicts, in the order first seen."""
    by_text: dict[tuple[str, str], list[Code]] = {}
    for code in sightings:
        by_text.setdefault((code.symbology, _drawn(code)), []).append(code)
    groups = list(by_text.values())
    return tuple(
        max(group, key=lambda code: not code.text.isascii())
        for group in groups
        if _often_enough(group)
        and not any(same_spot(code, rival) for other in groups if other is not group for code in group for rival in other)
    )


def _often_enough(group: list[Code]) -> bool:
    """Of bars: by two decoders, or in two views (Code 128, whose check is one of 103) or three (EAN and UPC, one of ten)."""
    symbology = group[0].symbology
    if symbology not in LINEAR or len({code.decoder for code in group}) > 1:
        return True
    return len({code.view for code in group}) >= (3 if symbology in RETAIL else 2)


def _drawn(code: Code) -> str:
    """What the bars say. Code 128 shifts to the upper half of Latin-1 by a sign of its own (FNC4), which zbar passes over."""
    if code.symbology != "CODE128":
        return code.text
    return "".join(chr(ord(character) & LOWER_HALF) for character in code.text)


def same_spot(one: Code, other: Code) -> bool:
    """The middle of the smaller lies well inside the larger. Codes whose place is not known share none."""
    here, there = one.centre, other.centre
    if here is None or there is None:
        return False
    reach = max(one.extent, other.extent) / 4
    return abs(here[0] - there[0]) <= reach and abs(here[1] - there[1]) <= reach
