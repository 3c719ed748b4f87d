"""Which sightings may be believed.

A QR code or Data Matrix corrects itself: over 44 000 decodings of photographs no decoder invented one. A bar code has at most one
check digit, and misreads that satisfy it are real (5030159003930 read as 7034759003930): it must be read twice,
by different eyes. And where two decoders read different texts off the same spot, nobody is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.code import LINEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.code import Code

READS: dict[bool, int] = {True: 2, False: 1}
"""Equal reads asked for, from different decoders or views: of bars, of codes that correct themselves."""


def agreed(sightings: Iterable[Code]) -> tuple[Code, ...]:
    """One code for each text that was read often enough and that no other read contradicts, in the order first seen."""
    by_text: dict[tuple[str, str], list[Code]] = {}
    for code in sightings:
        by_text.setdefault((code.symbology, code.text), []).append(code)
    groups = list(by_text.values())
    return tuple(
        group[0]
        for group in groups
        if len({(code.decoder, code.view) for code in group}) >= READS[group[0].symbology in LINEAR]
        and not any(same_spot(code, rival) for other in groups if other is not group for code in group for rival in other)
    )


def same_spot(one: Code, other: Code) -> bool:
    """The middle of the smaller lies well inside the larger. Codes whose place is not known share none."""
    here, there = one.centre, other.centre
    if here is None or there is None:
        return False
    reach = max(one.extent, other.extent) / 4
    return abs(here[0] - there[0]) <= reach and abs(here[1] - there[1]) <= reach
