"""The journal's list: a filter line above, a page of records below. The books are asked for a page, never for all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from rich.text import Text
from textual.content import Content
from textual.widgets import Input

from engine.errors import EngineError
from pos.journal_row import row_of
from pos.masking import masked
from pos.receipt_code import settlement_in
from pos.screens.speaking import SpeakingScreen
from pos.sought import sought
from pos.widgets.basket import ItemTable
from pos.widgets.filter_box import FilterBox
from pos.widgets.status_line import StatusLine
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from engine.model.sought import Found, Page, Record
    from pos.widgets.rows import Row

_PAUSE = 0.12
"""Seconds of no typing before the books are asked."""
_HEADS = (("number", 16, False), ("time", 12, False), ("event", 15, False), ("holder", 9, False), ("total", 12, True), ("cash", 12, True))


class JournalList(SpeakingScreen[None]):
    """Kept when it is closed (see kept.py): `begin` before it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self._searching: Timer | None = None
        self.begin()

    def begin(self, number: str = "") -> None:
        """As if never opened before; `number` stands in the filter line from the beginning."""
        self._first: str | None = number
        self._asked: str | None = None
        self._page: Page | None = None
        self._marks: list[int | None] = [None]
        self._then: Callable[[Record], None] | None = None
        self._shown_for: str | None = None
        self._turning = False

    def compose(self) -> ComposeResult:
        """Filter above, records below."""
        yield TopBar()
        yield FilterBox(id="number")
        yield ItemTable(id="records")
        yield from self.ending()

    def on_screen_resume(self) -> None:
        """Opened: read the newest. Uncovered again: as it was."""
        if self._first is not None:
            self.query_one("#number", FilterBox).fill(self._first)
            self._first = None
            self.tell("")
            self.speak()
            self.read()

    # asking

    @property
    def wanted(self) -> str:
        """What is typed, full-width signs as plain ones."""
        return normalize("NFKC", self.query_one("#number", Input).value).strip()

    def read(self) -> None:
        """The same page again, or the first of another search."""
        if self._searching is not None:
            self._searching.stop()
        wanted = self.wanted
        if wanted != self._asked:
            self._marks = [None]
        self._asked = wanted
        self.till.work(partial(self._find, wanted, self._marks[-1]), partial(self._filled, wanted), group="journal")

    def _find(self, wanted: str, before: int | None) -> Page:
        catalogue, engine = self.till.catalogue, self.house.engine
        return engine.records.find(sought(wanted, catalogue.search if catalogue else _nothing, engine.now().date()), before=before)

    def _filled(self, wanted: str, page: Page | EngineError) -> None:
        then, self._then = self._then, None
        turned, self._turning = self._turning, False
        if self not in self.app.screen_stack:  # left meanwhile
            return
        if isinstance(page, EngineError):
            self.tell_trouble(page)
            return
        table = self.query_one("#records", ItemTable)
        row = table.cursor_row if self._shown_for == wanted and not turned else 0
        self._page, self._shown_for = page, wanted
        self.speak()
        table.put_cursor(row)
        if then is not None and self.chosen is not None:
            then(self.chosen)
        elif then is not None:
            self._tell_none(wanted)

    @property
    def _oldest_day(self) -> str:
        records = self._page.found if self._page else ()
        return f"{records[-1].record.at:%Y-%m-%d}" if records else "-"

    def _tell_none(self, wanted: str) -> None:
        """A whole number that is not in the books is a receipt of others."""
        if not wanted:
            self.tell("journal.empty", "bad")
        elif wanted.isdigit() and len(wanted) >= FilterBox.longest_number:
            self.tell("recall.unknown", "bad", number=wanted[:20])
        elif self._page is not None and not self._page.reached:
            self.tell("journal.none-so-far", "bad", text=clean(wanted, 30))
        else:
            self.tell("journal.none", "bad", text=clean(wanted, 30))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when typing pauses."""
        event.stop()
        if self._searching is not None:
            self._searching.stop()
        if self.wanted != self._asked:
            if self._retell is not str:  # this screen's own words; what was said of a scan stays
                self.tell("")
            self._then = None
            self._searching = self.set_timer(_PAUSE, self.read)

    def with_record(self, then: Callable[[Record], None]) -> None:
        """The record under the cursor of what is typed now, though the books may still have to be asked for it."""
        receipt = settlement_in(self.wanted)
        if receipt is not None:
            self.query_one("#number", Input).value = receipt
        if self.wanted != self._shown_for:
            self._then = then
            self.read()
        elif self.chosen is not None:
            then(self.chosen)
        else:
            self._tell_none(self.wanted)

    # drawing

    def speak(self) -> None:
        """Title, table and keys."""
        page = self._page
        found = self.say("journal.found", count=len(page.found)) if page else ""
        if page and (len(self._marks) > 1 or page.older is not None):
            found = f"{self.say('journal.page', page=len(self._marks))} · {found}"
        self.query_one(TopBar).show(self.say("journal.title"), found)
        self.query_one("#number", Input).placeholder = self.say("journal.box")
        table = self.query_one("#records", ItemTable)
        row = table.cursor_row
        self._fill(table, page.found if page else ())
        table.put_cursor(row)
        self.query_one(StatusLine).about(Content("" if page is None else self._outcome(page)))
        self.show_keys()

    def _outcome(self, page: Page) -> str:
        """Where there is no message: that nothing was found, or how far back it was looked."""
        if not page.found and self._shown_for:
            return self.say("journal.none" if page.reached else "journal.none-so-far", text=clean(self._shown_for, 30))
        return "" if page.reached else self.say("journal.looked-back", day=self._oldest_day)

    def _fill(self, table: ItemTable, records: Sequence[Found]) -> None:
        table.line_up([((" " if not figures else "") + self.say(f"journal.{head}"), width, figures) for head, width, figures in _HEADS])
        table.fill(len(records), lambda place: self._row(records[place]))

    def _row(self, found: Found) -> Row:
        record = row_of(found.record)
        style = self.till.palette.bad if record.total.fen < 0 else self.till.palette.muted if found.undone_by else ""
        event = self.say(record.event)
        cells = (
            f" {record.id}",
            f" {record.at:%m-%d %H:%M}",
            f" {self.say('journal.undone', event=event) if found.undone_by else event}",
            f" {_named(found.holder)}",
        )
        figures = (str(record.total), str(record.cash))
        return (*(Text(cell, style=style) for cell in cells), *(Text(cell, style=style, justify="right") for cell in figures))

    @property
    def shown(self) -> Found | None:
        """Under the cursor."""
        row = self.query_one("#records", ItemTable).cursor_row
        records = self._page.found if self._page else ()
        return records[row] if 0 <= row < len(records) else None

    @property
    def chosen(self) -> Record | None:
        """Its record."""
        return None if self.shown is None else self.shown.record

    def holder_of(self, record: Record) -> str:
        """Masked; nobody buys privately."""
        names = {found.record.id: found.holder for found in (self._page.found if self._page else ())}
        return _named(names.get(record.id, ""))

    # moving

    def action_move(self, rows: int) -> None:
        """The filter keeps the focus. Beyond the last row comes the next page, before the first the one before."""
        table, page = self.query_one("#records", ItemTable), self._page
        row = table.cursor_row + rows
        if page is not None and rows > 0 and table.cursor_row >= table.row_count - 1 and page.older is not None:
            self._turn([*self._marks, page.older])
        elif rows < 0 and table.cursor_row <= 0 and len(self._marks) > 1:
            self._turn(self._marks[:-1])
        else:
            table.put_cursor(row)

    def _turn(self, marks: list[int | None]) -> None:
        """One page at a time, however fast the key repeats."""
        if not self._turning:
            self._turning, self._marks = True, marks
            self.read()


def _named(holder: str) -> str:
    return masked(holder) if holder else "-"


def _nothing(_text: str) -> tuple[()]:
    return ()
