"""Which goods of a sale come back, and which of those that were bought privately with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from engine.errors import EngineError
from engine.model.settlement import Settlement
from pos.journal_row import event_key
from pos.pieces import Piece, pieces_of, returned
from pos.receipt import quantity_text
from pos.screens.speaking import SpeakingScreen
from pos.widgets.basket import ItemTable
from pos.widgets.keys import MOVING, Key, bindings
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from engine.model.private import PrivateBack, PrivateSale
    from engine.model.returned import GivenBack
    from engine.model.sought import Record

_SOLD, _BACK, _NAME = 9, 9, 120


class GiveBackScreen(SpeakingScreen["GivenBack | PrivateBack | None"]):
    """Dismissed with what was booked, or None. One key for the whole screen: a lost reply is tried again and gives back once."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f9", cap="F9", action="give_back", label="till.key-give-back", rank=0),
        Key(keys="enter,ctrl+j,space", cap="Enter", action="turn", label="till.key-all", rank=1),
        Key(keys="plus", cap="+", action="more", label="till.key-more", rank=2),
        Key(keys="minus", cap="-", action="fewer", label="till.key-fewer", rank=2),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, record: Record) -> None:
        super().__init__()
        self._record, self._pieces = record, list(pieces_of(record))
        self._key, self._busy = "", False

    def compose(self) -> ComposeResult:
        """A line a piece."""
        yield TopBar()
        yield ItemTable(id="records")
        yield from self.ending()

    def on_mount(self) -> None:
        """Nothing is chosen yet."""
        self._key = self.till.new_key()
        self.tell("give-back.choose")
        if isinstance(self._record, Settlement):
            self.till.work(partial(self.house.engine.private.left, self._record.id), self._with_goods, group="give-back")

    def _with_goods(self, goods: PrivateSale | EngineError | None) -> None:
        """Below the settlement's own."""
        if isinstance(goods, EngineError):
            self.tell_trouble(goods)
        elif goods is not None:
            self._pieces += pieces_of(goods)
            self.speak()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def speak(self) -> None:
        """Title, pieces and keys."""
        self.query_one(TopBar).show(self.say("give-back.title", number=self._record.id), self.say(event_key(self._record)))
        table = self.query_one("#records", ItemTable)
        row, width = table.cursor_row, max(20, self.size.width - _SOLD - _BACK - 3)
        heads = (
            (" " + self.say("till.column-name"), width, False),
            (self.say("give-back.sold"), _SOLD, True),
            (self.say("give-back.back"), _BACK, True),
        )
        table.line_up(heads)
        for piece in self._pieces:
            name = Text(f" {self._label(piece)}", no_wrap=True, overflow="ellipsis")
            name.truncate(width - 1, overflow="ellipsis")
            style = f"bold {self.till.palette.bad}" if piece.back else self.till.palette.muted
            back = Text(quantity_text(piece.back), justify="right", style=style)
            table.add_row(name, Text(quantity_text(piece.sold), justify="right"), back)
        table.put_cursor(row)
        self.show_keys()

    def _label(self, piece: Piece) -> str:
        name = clean(self.till.item_names.get(piece.line.code, piece.line.name), _NAME)
        if piece.private and isinstance(self._record, Settlement):
            name = f"{self.say('private.tag')} {name}"
        return name if piece.trace is None else f"{name}  {self.say('give-back.pack', trace=clean(piece.trace, _NAME))}"

    def _change(self, change: Callable[[Piece], Piece]) -> None:
        row = self.query_one("#records", ItemTable).cursor_row
        if not self._busy and 0 <= row < len(self._pieces):
            self._pieces[row] = change(self._pieces[row])
            self.speak()
            self.tell("give-back.choose")

    def action_turn(self) -> None:
        """All or none of the line."""
        self._change(Piece.turned)

    def action_more(self) -> None:
        """One more of it."""
        self._change(Piece.more)

    def action_fewer(self) -> None:
        """One fewer."""
        self._change(Piece.fewer)

    def action_move(self, rows: int) -> None:
        """Another line."""
        table = self.query_one("#records", ItemTable)
        table.put_cursor(table.cursor_row + rows)

    def action_give_back(self) -> None:
        """After a question."""
        from pos.screens.confirm import ConfirmScreen

        lines = returned(self._pieces)
        if self._busy:
            return
        if not lines:
            self.tell("give-back.nothing", "bad")
            return
        self.app.push_screen(ConfirmScreen("give-back.question", {"number": self._record.id, "lines": len(lines)}), self._sure)

    def _sure(self, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        from pos.counter_private import give_back

        if sure:
            self._busy = True
            self.tell("give-back.booking")
            own, goods = (returned(piece for piece in self._pieces if piece.private is private) for private in (False, True))
            doing = partial(give_back, self.house.engine, self._record, own, goods, self._key)
            self.till.work(doing, self._done, group="settle")

    def _done(self, outcome: GivenBack | PrivateBack | EngineError) -> None:
        self._busy = False
        if isinstance(outcome, EngineError):
            self.tell_trouble(outcome)
        else:
            self.dismiss(outcome)

    def action_back(self) -> None:
        """To the journal, unless a return is on its way."""
        if not self._busy:
            self.dismiss(None)
