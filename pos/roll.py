"""Lines of a paper roll, in cells: what receipts and day reports are set from. Pure."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from pos.wording.clean import clean

_NAME = 120


def middle(text: str, width: int) -> str:
    """In the middle of the roll, cut to it."""
    text = chop_cells(clean(text, _NAME), width)[0] if text else ""
    return " " * ((width - cell_len(text)) // 2) + text


def row(label: str, amount: str, width: int) -> Iterator[str]:
    """Label left, amount right; a label too long for both has a line of its own."""
    gap = width - cell_len(label) - cell_len(amount)
    if gap < 1:
        yield from wrapped(label, width)
        label, gap = "", width - cell_len(amount)
    yield label + " " * gap + amount


def wrapped(text: str, width: int) -> Iterator[str]:
    """At blanks where there are any; a word wider than the paper is cut."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = chop_cells(word, width)
        yield from whole
    if line:
        yield line
