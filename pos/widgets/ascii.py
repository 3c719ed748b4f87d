"""The ASCII skin: where a terminal draws characters of ambiguous width two cells wide, each is shown as one that is narrow everywhere."""

from unicodedata import east_asian_width

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_PAIRS = {
    "─━═╌┄": "-",
    "│┃║": "|",
    "╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛╔╗╚╝┿╋": "+",
    "█▀▄▌▐▔▁▊▎": "#",
    "▓": "=",
    "▒": "+",
    "░": ".",
    "·•●○": "*",
    "…": "~",
    "×": "x",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "✓√": "v",
    "“”": '"',
    "‘’": "'",
    "—–": "-",
    "℃": "C",
    "μ": "u",
    "Ⅰ": "1",
    "Ⅱ": "2",
    "Ⅲ": "3",
    "≥": ">",
    "≤": "<",
    "±": "+",
}


class _Narrow(dict[int, int]):
    def __missing__(self, sign: int) -> int:
        narrow = ord("?") if east_asian_width(chr(sign)) == "A" else sign
        self[sign] = narrow
        return narrow


_NARROW = _Narrow({ord(sign): ord(narrow) for signs, narrow in _PAIRS.items() for sign in signs})


class AsciiFilter(LineFilter):
    """Every character keeps its one cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Textual calls it for each line."""
        del background
        return [Segment(text.translate(_NARROW), style, control) for text, style, control in segments]
