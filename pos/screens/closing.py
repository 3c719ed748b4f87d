"""Closing the day, step by step: count, look at the X, reconcile, close (Z), sign out. Esc goes one step back.

Nothing is written before the Z itself, which books the count and closes at once; signing out comes after it, or is left.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from engine.errors import EngineError
from pos.screens.paper_page import PaperScreen
from pos.widgets.arming import Arming
from pos.widgets.keys import Key, bindings
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from engine.model.takings import Closing
    from engine.model.till import Session
    from engine.money import Money
    from pos.day_end import Before
    from pos.screens.count import Count

_STEPS = ("count", "x", "reconcile", "z", "sign-out")
_COUNT, _X, _RECONCILE, _Z, _OUT = range(5)


class ClosingScreen(PaperScreen, inherit_bindings=False):
    """Enter goes on, Esc back; the count is asked on the screen above this one."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="enter,ctrl+j,f9", cap="Enter", action="on", label="closing.key-on", rank=0),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=2),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS), Binding("tab,shift+tab", "stay", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._step = _COUNT
        self._count: Count | None = None
        self._before: Before | None = None
        self._z: Closing | None = None
        self._session: Session | None = None
        self._arming = Arming()
        self._busy = False

    def on_mount(self) -> None:
        """It begins with the count."""
        self.call_after_refresh(self._ask_count)

    @property
    def _amount(self) -> Money | None:
        """What was counted, None where that was left out."""
        return None if self._count is None else self._count.amount

    def title_now(self) -> str:
        """Which of how many steps."""
        return self._titled(self._step)

    def _titled(self, step: int) -> str:
        return self.say("closing.step", step=step + 1, steps=len(_STEPS), name=self.say(f"closing.step-{_STEPS[step]}"))

    def label_of(self, key: Key) -> str:
        """What Enter does now, and whether Esc goes back or leaves."""
        if key.action == "on" and self._step == _Z:
            return "closing.key-close"
        if self._step == _OUT:
            signed = self._session is not None
            return {"on": "till.key-sign-out" if signed else "closing.key-leave", "back": "closing.key-leave"}.get(key.action, key.label)
        return key.label

    # the pages

    def paper_now(self) -> str:
        """The X before it is closed, the Z after."""
        from pos.counter import place_name
        from pos.day_paper import DayReport, day_paper, of_closing

        place = place_name(self.house.institution, self.till.lang)
        if self._step == _X and self._before is not None:
            known = self._before
            who = "" if known.session is None else known.session.operator
            report = DayReport(place=place, takings=known.takings, at=known.at, operator=who, counted=self._amount)
            return day_paper(report, self.till.lang, training=self.house.training)
        if self._step == _OUT and self._z is not None:
            return day_paper(of_closing(self._z, place, copy=False), self.till.lang, training=self.house.training)
        return ""

    def text_now(self) -> Content:
        """Of the steps that are no paper."""
        if self._before is None:
            return Content("" if self._step == _COUNT else self.say("settle.asking"))
        if self._step == _RECONCILE:
            from pos.counter import place_name
            from pos.day_page import reconciliation_page

            place = place_name(self.house.institution, self.till.lang)
            return Content("\n".join(reconciliation_page(self.till.lang, self._before.reconciled, place)))
        return Content("\n".join(self._about_to_close(self._before))) if self._step == _Z else Content("")

    def _about_to_close(self, known: Before) -> list[str]:
        takings, found = known.takings, known.reconciled
        lines = [self.say("closing.ask", number=known.number, count=takings.net.count, total=takings.net.total), ""]
        if self._amount is None:
            lines.append(self.say("closing.ask-no-count", expected=takings.expected))
        else:
            difference = self._amount - takings.expected
            lines.append(self.say("closing.ask-count", counted=self._amount, expected=takings.expected, difference=difference))
        lines.append(self.say("closing.ask-balanced") if found.balanced else self.say("closing.ask-apart", count=len(found.differences)))
        if self.till.sale.lines:
            lines.append(self.say("closing.ask-open-sale", lines=len(self.till.sale.lines)))
        return [*lines, "", self.say("closing.ask-final")]

    # the steps

    def _ask_count(self) -> None:
        from pos.screens.count import CountScreen

        typed = () if self._count is None else self._count.typed
        self.app.push_screen(CountScreen(typed, step=self._titled(_COUNT)), self._counted)

    def _counted(self, count: Count | None) -> None:
        if count is None:
            self.dismiss(None)
            return
        self._count = count
        self._go(_X)
        self._read()

    def _go(self, step: int) -> None:
        self._step = step
        self.tell("")
        self.speak()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        if step == _Z:
            self._arming.start()

    def _read(self) -> None:
        from pos.day_end import before_closing

        self.till.work(partial(before_closing, self.house.engine, self.house.institution.id), self._known, group="closing")

    def _known(self, before: Before | EngineError) -> None:
        if isinstance(before, EngineError):
            self.tell_trouble(before)
            return
        self._before, self._session = before, before.session
        self.speak()
        if self._amount is not None:
            gap = self._amount - before.takings.expected
            facts = {"counted": self._amount, "expected": before.takings.expected, "difference": gap}
            self.tell("closing.ask-count", "bad" if gap else "good", **facts)

    def action_on(self) -> None:
        """To the next step."""
        if self._before is None or self._busy:
            return
        if self._step in {_X, _RECONCILE}:
            self._go(self._step + 1)
        elif self._step == _Z:
            self._close()
        elif self._session is None:
            self.dismiss(None)
        else:
            self._sign_out()

    def action_back(self) -> None:
        """To the step before; what is written stays, and is left."""
        if self._busy:
            return
        if self._step == _X:
            self._step, self._before = _COUNT, None
            self._ask_count()
        elif self._step in {_RECONCILE, _Z}:
            self._go(self._step - 1)
        else:
            self.dismiss(None)

    def _close(self) -> None:
        """Only after a moment, and not while it is unknown whether the last sale was booked."""
        if self.till.sale.open_outcome:
            self.tell("till.outcome-open", "bad")
        elif self._arming.pressed():
            from pos.day_end import close_day

            self._busy = True
            self.tell("settle.booking")
            self.till.work(partial(close_day, self.house, self._amount, self.till.lang), self._written, group="closing")

    def _written(self, closed: tuple[Closing, str] | EngineError) -> None:
        self._busy = False
        if isinstance(closed, EngineError):
            self.tell_trouble(closed)
            return
        self._z, file = closed
        self._go(_OUT)
        number = self._z.number
        if file:
            self.tell("closing.done", "good", number=number, file=clean(file))
        else:
            self.tell("closing.done-not-saved", "bad", number=number)

    def _sign_out(self) -> None:
        self._busy = True
        self.till.work(partial(self.house.engine.day.sign_out, self.house.institution.id), self._signed_out, group="closing")

    def _signed_out(self, session: Session | EngineError) -> None:
        self._busy = False
        if isinstance(session, EngineError):
            self.tell_trouble(session)
        else:
            self.dismiss(None)
