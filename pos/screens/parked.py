"""The parked sales: one of them is taken up, or thrown away after a question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from engine.errors import BadInput, EngineError
from pos.masking import masked
from pos.screens.speaking import SpeakingScreen
from pos.screens.till_below import hand_on
from pos.widgets.basket import ItemTable
from pos.widgets.cells import cell
from pos.widgets.keys import MOVING, Key, bindings
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from pos.parked import ParkedSale
    from pos.parking import Parking, Waiting

_TIME, _LINES, _HOLDER, _SUM = 13, 6, 10, 13
_NAME = 120


class ParkedScreen(SpeakingScreen["str | None"]):
    """Dismissed with the name of the one to take up, or None."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="enter,ctrl+j,ctrl+k", cap="Enter", action="take", label="parked.key-take", rank=0),
        Key(keys="delete,f7", cap="Del", action="discard", label="parked.key-discard", rank=1),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, parking: Parking, waiting: Sequence[Waiting]) -> None:
        super().__init__()
        self._parking, self._waiting = parking, waiting
        self._names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A line a sale."""
        yield TopBar()
        yield ItemTable(id="records")
        yield from self.ending()

    def on_mount(self) -> None:
        """Whose they are is looked up off the screen's thread."""
        self.tell("parked.choose")
        self.till.work(self._holders, self._named, group="parked-holders")

    def _holders(self) -> dict[str, str]:
        people = {waiting.found.holder for waiting in self._waiting if not isinstance(waiting.found, BadInput)} - {""}
        return {person.id: person.name for person in self.house.engine.people() if person.id in people} if people else {}

    def _named(self, names: dict[str, str] | EngineError) -> None:
        if not isinstance(names, EngineError) and self.is_attached:
            self._names = names
            self.speak()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def speak(self) -> None:
        """Title, sales and keys."""
        self.query_one(TopBar).show(self.say("parked.title"), self.say("parked.bar", count=len(self._waiting)))
        table = self.query_one("#records", ItemTable)
        row, name = table.cursor_row, max(20, self.size.width - _TIME - _LINES - _HOLDER - _SUM - 3)
        table.line_up(
            [
                (f" {self.say('journal.time')}", _TIME, False),
                (self.say("parked.lines"), _LINES, True),
                (f"  {self.say('till.column-name')}", name, False),
                (self.say("journal.holder"), _HOLDER, False),
                (self.say("till.column-amount"), _SUM, True),
            ]
        )
        for waiting in self._waiting:
            if isinstance(waiting.found, BadInput):
                style = f"bold {self.till.palette.bad}"
                table.add_row(
                    Text(" !", style), Text(""), cell(f"  {self.say('parked.damaged', file=clean(waiting.name, 60))}", name - 1, style)
                )
            else:
                self._add(table, waiting.found, name)
        table.put_cursor(row)
        self.show_keys()

    def _add(self, table: ItemTable, sale: ParkedSale, room: int) -> None:
        items = self.till.catalogue.items if self.till.catalogue else ()
        first = clean(self.till.item_names.get(sale.lines[0].item, sale.lines[0].name), _NAME)
        table.add_row(
            Text(f" {sale.parked_at.astimezone(self.house.engine.now().tzinfo):%m-%d %H:%M}"),
            Text(str(len(sale.lines)), justify="right"),
            cell(f"  {first}", room - 1),
            Text(masked(self._names[sale.holder]) if sale.holder in self._names else ""),
            Text(str(sale.worth(items)), justify="right", style="bold"),
        )

    @property
    def chosen(self) -> Waiting | None:
        """Under the cursor."""
        row = self.query_one("#records", ItemTable).cursor_row
        return self._waiting[row] if 0 <= row < len(self._waiting) else None

    def action_move(self, rows: int) -> None:
        """Another sale."""
        table = self.query_one("#records", ItemTable)
        table.put_cursor(table.cursor_row + rows)

    def action_take(self) -> None:
        """One that cannot be read says why."""
        waiting = self.chosen
        if waiting is None:
            self.dismiss(None)
        elif isinstance(waiting.found, BadInput):
            self.tell_trouble(waiting.found)
        else:
            self.dismiss(waiting.name)

    def action_discard(self) -> None:
        """After a question; a file that cannot be read is only put out of the way."""
        from pos.screens.confirm import ConfirmScreen

        waiting = self.chosen
        if waiting is None:
            return
        if isinstance(waiting.found, BadInput):
            question = ConfirmScreen("parked.aside-question", {"file": clean(waiting.name, 60)})
        else:
            question = ConfirmScreen("parked.discard-question", {"lines": len(waiting.found.lines)})
        self.app.push_screen(question, partial(self._discard, waiting))

    def _discard(self, waiting: Waiting, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        if not sure:
            return
        try:
            if isinstance(waiting.found, BadInput):
                self.tell("parked.aside", file=clean(self._parking.set_aside(waiting.name), 60))
            else:
                self._parking.take(waiting.name)
                self.tell("parked.discarded", lines=len(waiting.found.lines))
        except BadInput as error:
            self.tell_trouble(error)
        self._waiting = self._parking.all()
        self.speak()

    def scanned(self, text: str) -> None:
        """Goods and codes are the till's: the list makes way."""
        self.dismiss(None)
        hand_on(self.app, text)

    def action_back(self) -> None:
        """Nothing is taken up."""
        self.dismiss(None)
