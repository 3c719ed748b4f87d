"""Counting the drawer, blind: what it should hold is not told before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from engine.money import Money
from pos.cash_count import DENOMINATIONS, CountError, by_pieces, counted, pieces_of
from pos.screens.speaking import SpeakingScreen
from pos.widgets.big_number import BigNumber
from pos.widgets.figure_box import FigureBox
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from pos.messages import Wanted

_PIECES, _SUM = 5, 12
_YUAN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was counted, None where that was left out; `typed` are the fields, for coming back to them."""

    amount: Money | None
    typed: tuple[str, ...]


class CountScreen(SpeakingScreen["Count | None"]):
    """Dismissed with a count, or None by Esc. With `step` it is part of the closing, where F8 goes on without a count."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f9", cap="F9", action="done", label="count.key-done", rank=0),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f8", cap="F8", action="skip", label="count.key-skip", rank=1),
        Key(keys="enter,ctrl+j,down,tab", cap="Enter", action="next", label="count.key-next", rank=2, priority=True),
        Key(keys="up,shift+tab", cap="", action="previous", priority=True),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=3),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#piece-0"

    def __init__(self, typed: Sequence[str] = (), *, step: str = "") -> None:
        super().__init__()
        self._typed, self._step = tuple(typed) or ("",) * (len(DENOMINATIONS) + 1), step

    def compose(self) -> ComposeResult:
        """A row a denomination, the sum below; the total large beside them."""
        yield TopBar()
        with Horizontal(id="body"):
            with Vertical(id="pieces"):
                for place, fen in enumerate(DENOMINATIONS):
                    with Horizontal(classes="piece"):
                        yield Static(f"{fen / _YUAN:g} ×" if fen >= _YUAN else f"{fen / _YUAN:.1f} ×", classes="note", markup=False)
                        yield FigureBox(self._typed[place], whole=True, longest=_PIECES, id=f"piece-{place}")
                        yield Static("", classes="worth", markup=False)
                with Horizontal(classes="piece"):
                    yield Static(id="sum-label", classes="note", markup=False)
                    yield FigureBox(self._typed[-1], longest=_SUM, id=f"piece-{len(DENOMINATIONS)}")
            with Vertical(id="counting"):
                yield Static(id="count-how", markup=False)
                yield BigNumber(plain=self.till.ascii)
        yield from self.ending()

    @property
    def _boxes(self) -> list[FigureBox]:
        return list(self.query(FigureBox))

    def speak(self) -> None:
        """Labels and the total."""
        who = self._step or self.say("count.title")
        self.query_one(TopBar).show(who, self.say("count.blind"))
        self.query_one("#count-how", Static).update(Content(self.say("count.how")))
        self.query_one("#sum-label", Static).update(self.say("count.sum"))
        self._reckon()
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the closing goes on without a count."""
        del parameters
        return bool(self._step) if action == "skip" else True

    def on_input_changed(self, event: Input.Changed) -> None:
        """The total follows at once."""
        event.stop()
        self.tell("")
        self._reckon()

    def on_wanted(self, event: Wanted) -> None:
        """No figure here has reasons."""
        event.stop()

    def _reckon(self) -> None:
        texts = [box.value for box in self._boxes]
        for fen, text, shown in zip(DENOMINATIONS, texts, self.query(".worth").results(Static), strict=False):
            shown.update(str(Money(fen * pieces_of(text))) if text.strip() else "")
        try:
            amount = str(counted(texts[:-1], texts[-1]))
        except CountError:
            amount = str(by_pieces(texts[:-1]))
        self.query_one(BigNumber).show(amount)

    def action_next(self) -> None:
        """Down the fields; behind the last one it is done."""
        boxes = self._boxes
        place = next((place for place, box in enumerate(boxes) if box.has_focus), -1)
        if place + 1 < len(boxes):
            self.set_focus(boxes[place + 1])  # at once: what is typed next is meant for it
        else:
            self.action_done()

    def action_previous(self) -> None:
        """Up the fields."""
        boxes = self._boxes
        place = next((place for place, box in enumerate(boxes) if box.has_focus), 0)
        self.set_focus(boxes[max(0, place - 1)])

    def action_done(self) -> None:
        """With what is typed."""
        texts = tuple(box.value for box in self._boxes)
        try:
            amount = counted(texts[:-1], texts[-1])
        except CountError as error:
            self.tell(str(error), "bad")
        else:
            self.dismiss(Count(amount=amount, typed=texts))

    def action_skip(self) -> None:
        """On without a count."""
        self.dismiss(Count(amount=None, typed=tuple(box.value for box in self._boxes)))

    def action_back(self) -> None:
        """Nothing was counted."""
        self.dismiss(None)
