"""The newest records of the books; looked at again, or refunded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar
from unicodedata import normalize

from rich.text import Text
from textual.widgets import Input

from engine.errors import EngineError
from engine.model.codes import Event
from pos.masking import masked
from pos.screens.speaking import SpeakingScreen
from pos.widgets.basket import ItemTable
from pos.widgets.figure_box import FigureBox
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from engine.model.returned import GivenBack
    from engine.model.settlement import Settlement
    from pos.messages import Wanted

_NEWEST = 100


class JournalScreen(SpeakingScreen[None]):
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
        self._records: Sequence[Settlement] = ()
        self._shown: Sequence[Settlement] = ()
        self._names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Number above, records below."""
        yield TopBar()
        yield FigureBox(self._number, whole=True, id="number")
        yield ItemTable(id="records")
        yield from self.ending()

    def on_mount(self) -> None:
        """Read the newest."""
        self._read()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def _read(self) -> None:
        self.till.work(self._newest, self._filled, group="journal")

    def _newest(self) -> tuple[Sequence[Settlement], dict[str, str]]:
        engine = self.house.engine
        return engine.journal(_NEWEST), {person.id: person.name for person in engine.people()}

    def _filled(self, found: tuple[Sequence[Settlement], dict[str, str]] | EngineError) -> None:
        if isinstance(found, EngineError):
            self.tell_trouble(found)
        else:
            self._records, self._names = found
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
        for record in self._shown:
            style = self.till.palette.bad if record.figures.total.fen < 0 else ""
            cells = (
                f" {record.id}",
                f" {record.at:%m-%d %H:%M}",
                f" {self.say(f'event.{record.event}')}",
                f" {masked(self._names.get(record.holder, record.holder))}",
            )
            figures = (str(record.figures.total), str(record.coins))
            table.add_row(*(Text(cell, style=style) for cell in cells), *(Text(cell, style=style, justify="right") for cell in figures))

    @property
    def number(self) -> str:
        """What is typed, full-width digits as plain ones."""
        return normalize("NFKC", self.query_one("#number", Input).value)

    @property
    def chosen(self) -> Settlement | None:
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

    def _found(self) -> Settlement | None:
        """The record under the cursor; one older than the list is looked up by its number."""
        record = self.chosen
        if record is None:
            number = self.number
            record = self.house.engine.settlement(number) if number else None
            if record is None:
                self.tell("journal.none" if number else "journal.empty", "bad", number=clean(number, 32))
        return record

    def action_open(self) -> None:
        """Its receipt, marked as a copy."""
        from pos.screens.receipt import ReceiptScreen

        record = self._found()
        if record is not None:
            self.app.push_screen(ReceiptScreen(record))

    def action_why(self) -> None:
        """Its steps."""
        record = self._found()
        if record is not None:
            self.show_reasons(record)

    def action_refund(self) -> None:
        """After a question that names it."""
        from pos.screens.confirm import ConfirmScreen

        record = self._found()
        if record is not None:
            facts = {
                "number": record.id,
                "holder": masked(self._names.get(record.holder, record.holder)),
                "total": record.figures.total,
                "cash": record.coins,
            }
            self.app.push_screen(ConfirmScreen("till.refund-question", facts), partial(self._refund, record.id))

    def _refund(self, number: str, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        from pos.counter import refund

        if sure:
            self.till.work(partial(refund, self.house.engine, number), self._refunded, group="settle")

    def _refunded(self, record: Settlement | EngineError) -> None:
        from pos.screens.receipt import ReceiptScreen

        if isinstance(record, EngineError):
            self.tell_trouble(record)
            return
        self.tell("journal.refunded", "good", number=record.id, cash=-record.coins)
        self._read()
        self.app.push_screen(ReceiptScreen(record, save=True))

    def action_give_back(self) -> None:
        """Some of its goods, chosen on a screen of their own."""
        from pos.screens.give_back import GiveBackScreen

        record = self._found()
        if record is None:
            return
        if record.event is Event.SALE:
            self.app.push_screen(GiveBackScreen(record), self._given_back)
        else:
            self.tell("give-back.no-sale", "bad", number=record.id)

    def _given_back(self, given_back: GivenBack | None) -> None:
        if given_back is not None:
            self.tell("journal.given-back", "good", number=given_back.refund.id, cash=given_back.cash)
            self._read()
            self._show_slips(given_back.records)

    def _show_slips(self, records: Sequence[Settlement], _scanned: str | None = None) -> None:
        """One after the other."""
        from pos.screens.receipt import ReceiptScreen

        if records:
            self.app.push_screen(ReceiptScreen(records[0], save=True), partial(self._show_slips, records[1:]))

    def action_back(self) -> None:
        """To the till."""
        self.dismiss(None)
