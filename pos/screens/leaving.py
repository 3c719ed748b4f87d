"""Leaving the till: asked for, and what stands in the basket may be parked first."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from engine.errors import BadInput
from pos.widgets.arming import Arming
from pos.widgets.keys import Key, bindings

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from pos.app import TillApp
    from pos.sale import Sale
    from pos.screens.till import TillScreen

Parting = Literal["park", "leave"]
_KEYS = (
    Key(keys="enter,ctrl+j,f9,ctrl+k", cap="Enter", action="leave('park')", label="leaving.key-park"),
    Key(keys="f7", cap="F7", action="leave('leave')", label="leaving.key-drop"),
    Key(keys="escape", cap="Esc", action="back", label="leaving.key-stay"),
)


class LeavingScreen(ModalScreen["Parting | None"]):
    """With goods in the basket: park them and leave, leave without them, or stay."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(_KEYS)]

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self._arming = Arming()

    def compose(self) -> ComposeResult:
        """The question and its three keys."""
        with Vertical(classes="sheet"):
            yield Static(id="question", markup=False)
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """The moment begins."""
        self._arming.start()
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        till = cast("TillApp", self.app)
        self.query_one("#question", Static).update(till.say("leaving.question", lines=self._lines))
        caps = (Content.assemble((f" {key.cap} ", "bold $background on $accent"), " ", till.say(key.label)) for key in _KEYS)
        self.query_one("#answers", Static).update(Content("\n").join(caps))

    def action_leave(self, how: Parting) -> None:
        """Not by a key that is still held down from before."""
        if self._arming.pressed():
            self.dismiss(how)

    def action_back(self) -> None:
        """Stay."""
        self.dismiss(None)


def ask_to_leave(till: TillApp) -> None:
    """A till is not left by a slip of the hand."""
    from pos.screens.confirm import ConfirmScreen

    if isinstance(till.screen, (ConfirmScreen, LeavingScreen)):
        return
    if till.sale.lines and till.sale.errand is None and not till.sale.open_outcome:
        till.push_screen(LeavingScreen(len(till.sale.lines)), partial(_leave, till))
        return
    till.push_screen(ConfirmScreen(_question(till.sale)), lambda sure: till.exit(0) if sure else None)


def _question(sale: Sale) -> str:
    """What is open at a hospital's windows is not parked: it waits there."""
    if sale.open_outcome:
        return "till.leave-open-outcome"
    return "leaving.visit-question" if sale.lines and sale.errand is not None else "till.leave-question"


def _leave(till: TillApp, how: Parting | None) -> None:
    if how == "leave" or (how == "park" and _till_screen(till).park()):
        till.exit(0)


def _till_screen(till: TillApp) -> TillScreen:
    from pos.screens.till import TillScreen

    return next(screen for screen in till.screen_stack if isinstance(screen, TillScreen))


def park_before_the_end(till: TillApp) -> None:
    """The till is told to stop: what stands in the basket waits for the next one, if it can be kept; a visit waits at the windows."""
    from pos.parked import parked

    if till.house is not None and till.sale.lines and not till.sale.open_outcome:
        with suppress(BadInput):
            _till_screen(till).parking.put(parked(till.sale, till.house.engine.now()))
