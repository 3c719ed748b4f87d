"""The cash drawer: count it, put change money in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from engine.errors import EngineError
from engine.money import Money
from pos.screens.asking import AskingScreen
from pos.screens.reading import ReadingScreen
from pos.widgets.figure_box import FigureBox
from pos.widgets.keys import Key, bindings
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.widgets import Input

    from engine.model.movement import Movement
    from engine.model.till import Session
    from pos.messages import Wanted
    from pos.screens.count import Count

_LONGEST = 12


class FloatScreen(AskingScreen[Money]):
    """Dismissed with an amount above zero, or None."""

    TITLE_KEY: ClassVar[str] = "drawer.float"
    QUESTION_KEY: ClassVar[str] = "drawer.float-how-much"

    def field(self) -> Input:
        """Figures."""
        return FigureBox(longest=_LONGEST)

    def answer_in(self, text: str) -> Money | None:
        """Only an amount."""
        try:
            amount = Money.yuan(text.strip())
        except ValueError:
            amount = Money.ZERO
        if not amount:
            self.wrong(self.till.say("drawer.bad-amount"))
        return amount or None

    def on_wanted(self, event: Wanted) -> None:
        """No figure here has reasons."""
        event.stop()

    def scanned(self, text: str) -> None:
        """Not here."""


class DrawerScreen(ReadingScreen):
    """What it should hold is told after a count and not before."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="escape,f1,f2", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f4,enter,ctrl+j", cap="F4", action="count", label="drawer.key-count", rank=0),
        Key(keys="f5", cap="F5", action="float", label="drawer.key-float", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=1),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._done: list[Movement] = []

    def on_mount(self) -> None:
        """Who is signed in is asked off the screen's thread."""
        self.till.work(partial(self.house.engine.day.session, self.house.institution.id), self._known, group="drawer")

    def _known(self, session: Session | EngineError | None) -> None:
        if isinstance(session, EngineError):
            self.tell_trouble(session)
            return
        self._session = session
        self.speak()

    @property
    def _operator(self) -> str:
        return "" if self._session is None else self._session.operator

    def title_now(self) -> str:
        """With who is signed in."""
        return f"{self.say('drawer.title')}  {clean(self._operator, 20) or self.say('day.nobody')}"

    def text_now(self) -> Content:
        """How it goes, and what was done here meanwhile."""
        lines = [self.say("drawer.how")]
        if not self._operator:
            lines += ["", self.say("drawer.nobody")]
        for movement in self._done:
            lines += ["", self._told(movement)]
        return Content("\n".join(lines))

    def _told(self, movement: Movement) -> str:
        at = f"{movement.at:%H:%M}"
        if movement.counted is None:
            return self.say("drawer.float-done", at=at, amount=movement.amount)
        facts = {"at": at, "counted": movement.counted, "booked": movement.counted - movement.amount, "difference": movement.amount}
        way = "over" if movement.amount > Money.ZERO else "short" if movement.amount < Money.ZERO else "right"
        return (
            self.say("drawer.counted", **facts)
            + "\n"
            + self.say(f"drawer.counted-{way}", difference=movement.amount.or_zero() or -movement.amount)
        )

    def action_count(self) -> None:
        """On a screen of its own."""
        from pos.screens.count import CountScreen

        self.app.push_screen(CountScreen(), self._counted)

    def _counted(self, count: Count | None) -> None:
        """Booked at once: a count is whole in itself."""
        if count is not None and count.amount is not None:
            drawer, at = self.house.engine.drawer, self.house.institution.id
            self.till.work(partial(drawer.count, at, count.amount, self._operator), self._booked, group="drawer")

    def action_float(self) -> None:
        """From the safe."""
        self.app.push_screen(FloatScreen(), self._float)

    def _float(self, amount: Money | None) -> None:
        if amount is not None:
            drawer, at = self.house.engine.drawer, self.house.institution.id
            self.till.work(partial(drawer.float_in, at, amount, self._operator), self._booked, group="drawer")

    def _booked(self, movement: Movement | EngineError) -> None:
        if isinstance(movement, EngineError):
            self.tell_trouble(movement)
            return
        self._done.append(movement)
        self.tell("drawer.booked" if self._operator else "drawer.booked-nobody", "good", number=movement.id)
        self.speak()
