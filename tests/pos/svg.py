"""Pictures of screens with Chinese in them, put right.

Rich writes `textLength` as if every character were one cell wide, which squeezes or shifts Chinese; here every run gets the room of its
cells. The web font is left out: a picture fetches nothing.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL = 12.2
_TEXT = re.compile(
    r'<text (?P<before>[^>]*?)x="(?P<x>[0-9.]+)" (?P<between>[^>]*?)textLength="[0-9.]+"(?P<after>[^>]*)>(?P<text>[^<]*)</text>'
)
_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_RUN = re.compile(r"[\x20\xa0]+|[\x21-\x7e]+|[─-╿]+|[▀-▟]+|.", re.DOTALL)
SIZE = 20.27
"""At which DejaVu's characters are as wide as the cells; Rich's 20 px leave gaps in every frame."""
FONTS = '"DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace'


def put_right(svg: str) -> str:
    """The same picture; every run of text as wide as its cells."""
    svg = _FACE.sub("", svg).replace("Fira Code, monospace", FONTS).replace("font-family: Fira Code", f"font-family: {FONTS}")
    svg = svg.replace("font-size: 20px", f"font-size: {SIZE}px")
    return _TEXT.sub(lambda found: "".join(_runs(found)), svg)


def _runs(found: re.Match[str]) -> Iterator[str]:
    x = float(found["x"])
    for run in _RUN.findall(html.unescape(found["text"])):
        width = cell_len(run) * CELL
        if run.strip():
            yield f'<text {found["before"]}x="{x:.1f}" {found["between"]}textLength="{width:.1f}"{found["after"]}>{html.escape(run)}</text>'
        x += width
