"""The newest records of the books; looked at again, or refunded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from unicodedata import normalize

from rich.text import Text
from textual.widgets import Input

from engine.errors import EngineError
from engine.model.private import PrivateSale
from pos.journal_row import newest_of, row_of
from pos.screens.journal_refunds import JournalRefunds
from pos.widgets.basket import ItemTable
from pos.widgets.figure_box import FigureBox
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from pos.journal_row import Record
    from pos.messages import Wanted

_NEWEST = 100


class JournalScreen(JournalRefunds):
    """A number narrows the list; it may be typed or scanned from the receipt."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="ctrl+j", cap="Enter", action="open", label="till.key-open", rank=1),
        Key(keys="f4", cap="F4", action="refund", label="till.key-refund", rank=0),
        Key(keys="f5", cap="F5", action="give_back", label="till.key-return", rank=1),
        Key(keys="f2", cap="F2", action="why", label="till.key-why", rank=2),
        Key(keys="escape,f8", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="up", cap="", action="move(-1)"),
        Key(keys="down", cap="", action="move(1)"),
        Key(keys="pageup", cap="", action="move(-10)"),
        Key(keys="pagedown", cap="", action="move(10)"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#number"

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self._number = number
        self._records: Sequence[Record] = ()
        self._shown: Sequence[Record] = ()

    def compose(self) -> ComposeResult:
        """Number above, records below."""
        yield TopBar()
        yield FigureBox(self._number, whole=True, id="number")
        yield ItemTable(id="records")
        yield from self.ending()

    def on_mount(self) -> None:
        """Read the newest."""
        self.read()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def read(self) -> None:
        """Off the screen's thread."""
        self.till.work(self._newest, self._filled, group="journal")

    def _newest(self) -> tuple[Sequence[Record], dict[str, str]]:
        engine = self.house.engine
        return newest_of(engine, _NEWEST), {person.id: person.name for person in engine.people()}

    def _filled(self, found: tuple[Sequence[Record], dict[str, str]] | EngineError) -> None:
        if isinstance(found, EngineError):
            self.tell_trouble(found)
        else:
            self._records, self.names = found
            self.speak()

    def speak(self) -> None:
        """Title, table and keys."""
        self.query_one(TopBar).show(self.say("journal.title"), self.say("journal.found", count=len(self._records)))
        self.query_one("#number", Input).placeholder = self.say("journal.box")
        table = self.query_one("#records", ItemTable)
        row = table.cursor_row
        self._fill(table)
        table.put_cursor(row)
        self.show_keys()

    def _fill(self, table: ItemTable) -> None:
        wanted = self.number
        self._shown = [record for record in self._records if wanted in record.id]
        heads = (
            ("number", 16, False),
            ("time", 12, False),
            ("event", 11, False),
            ("holder", 10, False),
            ("total", 12, True),
            ("cash", 12, True),
        )
        table.line_up([((" " if not figures else "") + self.say(f"journal.{head}"), width, figures) for head, width, figures in heads])
        for record in map(row_of, self._shown):
            style = self.till.palette.bad if record.total.fen < 0 else ""
            cells = (
                f" {record.id}",
                f" {record.at:%m-%d %H:%M}",
                f" {self.say(record.event)}",
                f" {self.holder(record)}",
            )
            figures = (str(record.total), str(record.cash))
            table.add_row(*(Text(cell, style=style) for cell in cells), *(Text(cell, style=style, justify="right") for cell in figures))

    @property
    def number(self) -> str:
        """What is typed, full-width digits as plain ones."""
        return normalize("NFKC", self.query_one("#number", Input).value)

    @property
    def chosen(self) -> Record | None:
        """Under the cursor."""
        row = self.query_one("#records", ItemTable).cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self.speak()

    def on_wanted(self, event: Wanted) -> None:
        """`?` on the number."""
        event.stop()
        self.action_why()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what is under the cursor."""
        event.stop()
        self.action_open()

    def action_move(self, rows: int) -> None:
        """The number keeps the focus."""
        table = self.query_one("#records", ItemTable)
        table.put_cursor(table.cursor_row + rows)

    def found(self) -> Record | None:
        """The record under the cursor; one older than the list is looked up by its number."""
        record = self.chosen
        if record is None:
            number = self.number
            engine = self.house.engine
            record = (engine.settlement(number) or engine.private.sale(number)) if number else None
            if record is None:
                self.tell("journal.none" if number else "journal.empty", "bad", number=clean(number, 32))
        return record

    def action_open(self) -> None:
        """Its receipt, marked as a copy."""
        from pos.screens.receipt import ReceiptScreen

        record = self.found()
        if record is not None:
            self.app.push_screen(ReceiptScreen(record))

    def action_why(self) -> None:
        """Its steps."""
        record = self.found()
        if isinstance(record, PrivateSale):
            self.tell("private.no-reasons", number=record.id)
        elif record is not None:
            self.show_reasons(record)

    def action_back(self) -> None:
        """To the till."""
        self.dismiss(None)
