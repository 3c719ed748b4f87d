"""A table of which only the rows in view are made and drawn: a basket of two hundred lines costs a key no more than one of ten."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

_HEAD = 1
"""Lines of titles, which stay when the rows move."""

Row = tuple[Text, ...]
Column = tuple[str, int, bool]
"""Title, width in cells, whether figures stand in it."""


class Rows(ScrollView, can_focus=False):
    """All rows are equally tall. The screen moves the cursor; nothing here takes a key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--head", "rows--cursor"}
    DEFAULT_CSS: ClassVar[str] = """
    Rows { height: 1fr; width: 1fr; background: $background; color: $foreground; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Rows > .rows--head { background: $panel; color: $muted; text-style: bold; }
    Rows > .rows--cursor { background: $cursor-ground; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._rows: list[Row] = []
        self._make: Callable[[int], Row] = self._rows.__getitem__
        self._tall = 1
        self.row_count = 0
        self.cursor_row = 0

    def line_up(self, columns: Sequence[Column], *, tall: int = 1) -> None:
        """Columns anew, and no rows yet; each will be `tall` lines."""
        self._columns, self._tall = columns, tall
        self._rows.clear()
        self._make = self._rows.__getitem__
        self.row_count = self.cursor_row = 0
        self.call_later(self._measure)  # after the rows that come at once: one layout for all
        self.refresh()

    def add_row(self, *cells: Text) -> None:
        """One more at the end."""
        self._rows.append(cells)
        self.row_count = len(self._rows)

    def fill(self, count: int, make: Callable[[int], Row]) -> None:
        """So many rows; `make` is asked for one whenever it is drawn."""
        self.row_count, self._make = count, make

    def _measure(self) -> None:
        self.virtual_size = Size(sum(width for _, width, _ in self._columns), _HEAD + self.row_count * self._tall)

    @property
    def rows(self) -> Sequence[Row]:
        """Each of them, made for the asking."""
        return [self._make(place) for place in range(self.row_count)]

    def put_cursor(self, row: int) -> None:
        """On a row that exists, in view."""
        self._measure()
        before, self.cursor_row = self.cursor_row, max(0, min(row, self.row_count - 1))
        if self.cursor_row != before:
            for place in (before, self.cursor_row):
                self.refresh_lines(_HEAD + place * self._tall, self._tall)
        self._bring_into_view()

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        room = self.size.height - _HEAD
        if room < self._tall or not self.row_count:
            return
        begin = self.cursor_row * self._tall
        offset = min(max(round(self.scroll_y), begin + self._tall - room), begin)
        if offset != round(self.scroll_y):
            self.scroll_to(y=offset, animate=False, force=True)  # the scrollbar may only come with the next layout

    def render_line(self, y: int) -> Strip:
        """Of what is in view: titles at the top, then the rows."""
        width = self.size.width
        if y < _HEAD:
            titles = [Text(title, justify="right" if figures else "left") for title, _, figures in self._columns]
            return self._drawn(titles, 0, self.get_component_rich_style("rows--head"), width)
        place, line = divmod(y - _HEAD + self.scroll_offset.y, self._tall)
        if not 0 <= place < self.row_count:
            return Strip.blank(width, self.rich_style)
        style = self.get_component_rich_style("rows--cursor") if place == self.cursor_row else self.rich_style
        return self._drawn(self._make(place), line, style, width)

    def _drawn(self, cells: Sequence[Text], line: int, style: Style, width: int) -> Strip:
        console = self.app.console
        segments: list[Segment] = []
        for cell, (_, room, _) in zip(cells, self._columns, strict=True):
            segments += _fitted(cell, line, room, style, console)
        return Strip(segments).adjust_cell_length(width, style)

    def refresh_lines(self, y_start: int, line_count: int = 1) -> None:
        """Of the rows as if none were scrolled away; those that are out of view need none."""
        top = y_start - self.scroll_offset.y
        shown = Region(0, _HEAD, self.size.width, max(0, self.size.height - _HEAD)).intersection(Region(0, top, self.size.width, line_count))
        if shown:
            self.refresh(shown)


def _fitted(cell: Text, line: int, room: int, style: Style, console: Console) -> Sequence[Segment]:
    """One line of a cell in exactly its room. Colours of the cell's own stay; a wide character that would stick out is left away."""
    lines = cell.split("\n", allow_blank=True)
    text = lines[line] if line < len(lines) else Text()
    text.truncate(room, overflow="crop")
    strip = Strip(Segment.apply_style((piece for piece in text.render(console) if not piece.control), style))
    blank = Segment(" " * (room - strip.cell_length), style)
    if strip.cell_length >= room:
        return tuple(strip.adjust_cell_length(room, style))
    return (blank, *strip) if cell.justify == "right" else (*strip, blank)
