"""A table of which only the rows in view are made and drawn: a basket of two hundred lines costs a key no more than one of ten.

It scrolls by itself. A container that scrolls lays the whole screen out anew whenever a row comes or goes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console
    from rich.style import Style
    from rich.text import Span
    from textual import events

_HEAD = 1
"""Lines of titles, which stay when the rows move."""
_WHEEL = 3
_THUMB = "█"

Row = tuple[Text, ...]
Column = tuple[str, int, bool]
"""Title, width in cells, whether figures stand in it."""


class _Looks(NamedTuple):
    """Styles of what is drawn."""

    plain: Style
    head: Style
    cursor: Style
    bar: Style


class _Written(NamedTuple):
    """What makes a cell look as it does."""

    plain: str
    style: str | Style
    spans: tuple[Span, ...]


class Rows(Widget, can_focus=False):
    """All rows are equally tall. The screen moves the cursor by keys; a click moves it as well. The last column is the scrollbar's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--head", "rows--cursor", "rows--bar"}
    DEFAULT_CSS: ClassVar[str] = """
    Rows { height: 1fr; width: 1fr; background: $background; color: $foreground; }
    Rows > .rows--head { background: $panel; color: $muted; text-style: bold; }
    Rows > .rows--cursor { background: $cursor-ground; }
    Rows > .rows--bar { background: $panel; color: $line; }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """No more than what is in view, so that nothing of it asks for a layout."""

    class Pointed(Message):
        """The mouse moved the cursor."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._rows: list[Row] = []
        self._make: Callable[[int], Row] = self._rows.__getitem__
        self._tall = 1
        self._above = 0
        """Rows that are scrolled away."""
        self.row_count = 0
        self.cursor_row = 0
        self._kept_looks: _Looks | None = None

    def notify_style_update(self) -> None:
        """Another theme."""
        self._kept_looks = None
        super().notify_style_update()

    @property
    def _looks(self) -> _Looks:
        """Textual works a style out anew for each line that is drawn."""
        if self._kept_looks is None:
            names = ("rows--head", "rows--cursor", "rows--bar")
            self._kept_looks = _Looks(self.rich_style, *(self.get_component_rich_style(name) for name in names))
        return self._kept_looks

    def line_up(self, columns: Sequence[Column], *, tall: int = 1) -> None:
        """Columns anew, and no rows yet; each will be `tall` lines."""
        self._columns, self._tall = columns, tall
        self._rows.clear()
        self._make = self._rows.__getitem__
        self.row_count = self.cursor_row = 0
        self.refresh()

    def add_row(self, *cells: Text) -> None:
        """One more at the end; columns that it has no cell for stay blank."""
        self._rows.append((*cells, *[Text()] * (len(self._columns) - len(cells))))
        self.row_count = len(self._rows)

    def fill(self, count: int, make: Callable[[int], Row]) -> None:
        """So many rows; `make` is asked for one whenever it is drawn."""
        self.row_count, self._make = count, make

    @property
    def rows(self) -> Sequence[Row]:
        """Each of them, made for the asking."""
        return [self._make(place) for place in range(self.row_count)]

    def put_cursor(self, row: int) -> None:
        """On a row that exists, in view."""
        before, self.cursor_row = self.cursor_row, max(0, min(row, self.row_count - 1))
        if self.cursor_row != before:
            self.redraw(before)
            self.redraw(self.cursor_row)
        self._scroll()

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self._scroll()

    def on_click(self, event: events.Click) -> None:
        """The row that was hit, if one was."""
        place = self._at(event.y)
        if event.y >= _HEAD and place < self.row_count:
            self._point(place)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The cursor goes along, so that it is never out of sight."""
        event.stop()
        self._point(self.cursor_row + _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As down."""
        event.stop()
        self._point(self.cursor_row - _WHEEL)

    def _point(self, row: int) -> None:
        self.put_cursor(row)
        self.post_message(self.Pointed())

    def _room(self, height: int) -> int:
        """Whole rows that can be seen at once. The height is given because Textual works out a widget's size each time it is asked."""
        return max(1, (height - _HEAD) // self._tall)

    def _at(self, y: int) -> int:
        return (y - _HEAD) // self._tall + self._above

    def _scroll(self) -> None:
        """As little as shows the cursor, and no emptiness below while rows are hidden above."""
        height = self.size.height
        if height <= _HEAD:
            return
        room = self._room(height)
        lowest = min(self.cursor_row, max(0, self.row_count - room))
        above = max(min(self._above, lowest), self.cursor_row - room + 1)
        if above != self._above:
            self._above = above
            self.refresh()

    def redraw(self, row: int) -> None:
        """One row, if it is in view."""
        top, (width, height) = _HEAD + (row - self._above) * self._tall, self.size
        if _HEAD <= top < height:
            self.refresh(Region(0, top, width, self._tall))

    def render_line(self, y: int) -> Strip:
        """Of what is in view: titles at the top, then the rows."""
        (width, height), looks = self.size, self._looks
        if y < _HEAD:
            titles = [Text(title, justify="right" if figures else "left") for title, _, figures in self._columns]
            return self._drawn(titles, 0, looks.head, width)
        place, room = self._at(y), self._room(height)
        shown = place < min(self.row_count, self._above + room)
        if self.row_count <= room:
            return self._row(place, y, width) if shown else Strip.blank(width, looks.plain)
        row = self._row(place, y, width - 1) if shown else Strip.blank(width - 1, looks.plain)
        return Strip([*row, Segment(self._thumb(y, height - _HEAD, room), looks.bar)], width)

    def _row(self, place: int, y: int, width: int) -> Strip:
        style = self._looks.cursor if place == self.cursor_row else self._looks.plain
        return self._drawn(self._make(place), (y - _HEAD) % self._tall, style, width)

    def _thumb(self, y: int, track: int, room: int) -> str:
        """A shape, so that it can be seen without colours."""
        length = max(1, track * room // self.row_count)
        begin = round((track - length) * self._above / (self.row_count - room))
        return _THUMB if begin <= y - _HEAD < begin + length else " "

    def _drawn(self, cells: Sequence[Text], line: int, style: Style, width: int) -> Strip:
        console = self.app.console
        segments: list[Segment] = []
        for cell, (_, room, _) in zip(cells, self._columns, strict=True):
            segments += _fitted(cell, line, room, style, console)
        return Strip(Segment.simplify(segments)).adjust_cell_length(width, style)  # few pieces: each costs the terminal forty bytes


def _fitted(cell: Text, line: int, room: int, style: Style, console: Console) -> Sequence[Segment]:
    """One line of a cell in exactly its room. Colours of the cell's own stay; a wide character that would stick out is left away."""
    pieces, blank = _pieces(_Written(cell.plain, cell.style, tuple(cell.spans)), line, room, style, console)
    return (blank, *pieces) if cell.justify == "right" else (*pieces, blank)


@lru_cache(1024)
def _pieces(written: _Written, line: int, room: int, style: Style, console: Console) -> tuple[Strip, Segment]:
    """And what fills the room. A price, a badge, a name under the cursor or not: the same ones are drawn again with each key."""
    lines = Text(written.plain, style=written.style, spans=[*written.spans], end="").split("\n", allow_blank=True)
    text = lines[line] if line < len(lines) else Text()
    text.truncate(room, overflow="crop")
    pieces = Segment.apply_style((piece for piece in text.render(console) if not piece.control), style)
    strip = Strip(piece for piece in pieces if piece.text)
    return strip, Segment(" " * max(0, room - strip.cell_length), style)
