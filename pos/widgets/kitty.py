"""A picture by Kitty's graphics protocol: sent beside the text, shown where the text has placeholders, so the screen stays made of cells.

Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/, "Unicode placeholders". Why not by a library: docs/decisions/0008.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from PIL import Image

_NUMBER: Final = 0x676A01
"""The picture's number in the terminal, and the colour of the cells that stand for it: any number of 24 bits, `gj` and one."""
_CHUNK: Final = 4096
"""Characters of one command, at most; the protocol's."""
_PLACEHOLDER: Final = "\U0010eeee"
_MARKS: Final = (
    "0305 030D-030E 0310 0312 033D-033F 0346 034A-034C 0350-0352 0357 035B 0363-036F 0483-0487 0592-0595 0597-0599 059C-05A1 05A8-05A9 "
    "05AB-05AC 05AF 05C4 0610-0617 0657-065B 065D-065E 06D6-06DC 06DF-06E2 06E4 06E7-06E8 06EB-06EC 0730 0732-0733 0735-0736 073A 073D "
    "073F-0741 0743 0745 0747 0749-074A 07EB-07F1 07F3 0816-0819 081B-0823 0825-0827 0829-082C"
)
"""The first 128 of the protocol's combining marks that count from nought: a placeholder carries its row and its column so."""

_TOGETHER, _NOW = "\x1b[?2026h", "\x1b[?2026l"
"""What stands between them is shown at once: the frame before is never seen without the next."""
REMOVAL: Final = f"\x1b_Ga=d,d=I,i={_NUMBER},q=2\x1b\\"
"""Frees the picture as well: a small `i` would leave its data in the terminal."""


def _counting() -> list[str]:
    ends = [span.partition("-") for span in _MARKS.split()]
    return [chr(point) for first, _, last in ends for point in range(int(first, 16), int(last or first, 16) + 1)]


COUNTING: Final = _counting()
"""Marks by number; no picture is more cells wide or high."""


def transmission(picture: Image.Image, columns: int, rows: int) -> str:
    """The commands that put `picture` in the place of the one before and fit it, in its own proportions, into so many cells.

    Placed by a command of its own after the data: it is what makes the terminal draw the cells again, which do not change.
    """
    file = BytesIO()
    picture.save(file, "PNG", compress_level=1)
    data = b64encode(file.getvalue()).decode()
    parts = [data[begin : begin + _CHUNK] for begin in range(0, len(data), _CHUNK)]
    commands = [f"\x1b_Gm={int(number < len(parts))};{part}\x1b\\" for number, part in enumerate(parts, 1)]
    commands[0] = commands[0].replace("\x1b_G", f"\x1b_Ga=t,f=100,i={_NUMBER},q=2,", 1)
    place = f"\x1b_Ga=p,U=1,i={_NUMBER},c={columns},r={rows},q=2\x1b\\"
    return "".join((_TOGETHER, *commands, place, _NOW))


@lru_cache(maxsize=4)
def placeholders(columns: int, rows: int) -> tuple[Strip, ...]:
    """The cells in whose place the terminal shows the picture. Each says where it belongs, so that any part may be drawn again alone."""
    style = Style(color=Color.from_rgb(_NUMBER >> 16, _NUMBER >> 8 & 255, _NUMBER & 255))
    return tuple(
        Strip([Segment(f"{_PLACEHOLDER}{row}{column}", style) for column in COUNTING[:columns]], columns) for row in COUNTING[:rows]
    )
