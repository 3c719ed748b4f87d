"""Goods piece by piece: how many of each go over the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

from rich.text import Text

from pos.quantity_text import quantity_text
from pos.screens.speaking import SpeakingScreen
from pos.widgets.basket import ItemTable
from pos.widgets.cells import cell
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from textual.app import ComposeResult

_FIGURE, _NAME = 9, 120


class Countable(Protocol):
    """`trace` where it is one pack with a code."""

    @property
    def item(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def trace(self) -> str | None: ...
    def more(self) -> Self: ...
    def fewer(self) -> Self: ...
    def turned(self) -> Self: ...


Result = TypeVar("Result")
Piece = TypeVar("Piece", bound=Countable)


class PiecesScreen(SpeakingScreen["Result | None"], Generic[Result, Piece]):
    """A line a piece. A subclass says what its two figures are, the second of which the keys change."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self.pieces = pieces
        self.busy = False

    def headline(self) -> tuple[str, str]:
        """Left and right in the top bar."""
        raise NotImplementedError

    def heads(self) -> tuple[str, str]:
        """Of the two figures."""
        raise NotImplementedError

    def figures(self, piece: Piece) -> tuple[Decimal, Decimal]:
        """How many there are, and how many go."""
        raise NotImplementedError

    def guide(self) -> None:
        """What to do, told anew after every change."""
        raise NotImplementedError

    @property
    def emphasis(self) -> str:
        """The style of a figure that is not nothing."""
        return "bold"

    def compose(self) -> ComposeResult:
        """A line a piece."""
        yield TopBar()
        yield ItemTable(id="records")
        yield from self.ending()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def speak(self) -> None:
        """Title, pieces and keys."""
        self.query_one(TopBar).show(*self.headline())
        table = self.query_one(ItemTable)
        row, width = table.cursor_row, max(20, self.size.width - 2 * _FIGURE - 3)
        there, going = self.heads()
        table.line_up(((" " + self.say("till.column-name"), width, False), (there, _FIGURE, True), (going, _FIGURE, True)))
        for piece in self.pieces:
            table.add_row(*self._cells(piece, width))
        table.put_cursor(row)
        self.show_keys()

    def _cells(self, piece: Piece, width: int) -> tuple[Text, Text, Text]:
        name = cell(f" {self.named(piece)}{self._pack(piece)}", width - 1)
        there, going = self.figures(piece)
        style = self.emphasis if going else self.till.palette.muted
        return name, Text(quantity_text(there), justify="right"), Text(quantity_text(going), justify="right", style=style)

    def named(self, piece: Piece) -> str:
        """As the till calls it."""
        return clean(self.till.item_names.get(piece.item, piece.name), _NAME)

    def _pack(self, piece: Piece) -> str:
        return "" if piece.trace is None else f"  {self.say('give-back.pack', trace=clean(piece.trace, _NAME))}"

    def put(self, pieces: Sequence[Piece]) -> None:
        """In the place of those before."""
        self.pieces = pieces
        self.speak()
        self.guide()

    def _change(self, change: Callable[[Piece], Piece]) -> None:
        row = self.query_one(ItemTable).cursor_row
        if not self.busy and 0 <= row < len(self.pieces):
            self.put([*self.pieces[:row], change(self.pieces[row]), *self.pieces[row + 1 :]])

    def action_turn(self) -> None:
        """All or none of the line."""
        self._change(lambda piece: piece.turned())

    def action_more(self) -> None:
        """One more of it."""
        self._change(lambda piece: piece.more())

    def action_fewer(self) -> None:
        """One fewer."""
        self._change(lambda piece: piece.fewer())

    def action_move(self, rows: int) -> None:
        """Another line."""
        table = self.query_one(ItemTable)
        table.put_cursor(table.cursor_row + rows)

    def action_back(self) -> None:
        """To where it was opened from, unless a booking is on its way."""
        if not self.busy:
            self.dismiss(None)
