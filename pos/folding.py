"""Where a text of Chinese and Latin may be broken into lines.

Between any two Chinese signs, not only at blanks; but no line begins with a closing sign, ends with an opening one,
or parts an amount from its unit. Pure.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_OPENING, _CLOSING = "（《“‘「【", "，。；：！？、）》”’」】…·"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
#: An amount with its unit; a Latin word; one wide sign. Each with the signs that may not be parted from it, and the blanks behind.
_UNIT = re.compile(
    rf"[{_OPENING}]*(?:[0-9.,]+ [元盒%]|[^ {_WIDE}{_OPENING}{_CLOSING}]+|[{_WIDE}]|[{_OPENING}{_CLOSING}])[{_CLOSING}]* *| +"
)


def spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line, at most `width` cells; blanks at a line's end are left out. One empty span for an empty text."""
    start = end = 0
    for found in _UNIT.finditer(text):
        for piece_end in _pieces(found, width):
            if end > start and cell_len(text[start:piece_end].rstrip()) > width:
                yield start, start + len(text[start:end].rstrip())
                start = end
            end = piece_end
    yield start, start + len(text[start:].rstrip())


def _pieces(found: re.Match[str], width: int) -> Iterator[int]:
    """Where a unit ends; one that no line holds is cut."""
    if cell_len(found[0].rstrip()) <= width:
        yield found.end()
        return
    place = found.start()
    for piece in chop_cells(found[0], width):
        place += len(piece)
        yield place
