"""The till's day: who is signed in, and what its record and the bureau's books say of each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from engine.errors import EngineError
from pos.screens.reading import ReadingScreen
from pos.widgets.keys import Key, bindings
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from engine.model.private import PrivateSale
    from engine.model.reconciliation import Reconciliation
    from engine.model.till import Session
    from engine.service.day import DayAtTill


class DayScreen(ReadingScreen):
    """Reconciled anew whenever it is opened, after signing in or out, after closing, and by F5."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="escape,f1,f2", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f4", cap="F4", action="sign", label="till.key-sign-in", rank=0),
        Key(keys="f5", cap="F5", action="again", label="till.key-reconcile", rank=1),
        Key(keys="f6", cap="F6", action="x", label="day.key-x", rank=2),
        Key(keys="f7", cap="F7", action="z", label="day.key-z", rank=3),
        Key(keys="f9", cap="F9", action="close", label="day.key-close", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=4),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._day: DayAtTill | None = None
        self._found: Reconciliation | None = None
        self._private: Sequence[PrivateSale] = ()

    def on_mount(self) -> None:
        """Read off the screen's thread."""
        self.action_again()

    def title_now(self) -> str:
        """With who is signed in."""
        who = self.say("day.nobody") if self._session is None else clean(self._session.operator)
        return f"{self.say('day.title')}  {who}"

    def text_now(self) -> Content:
        """Sessions, then the reconciliation."""
        from pos.counter import place_name
        from pos.day_page import reconciliation_page, session_lines
        from pos.private_page import private_lines

        if self._found is None or self._day is None:
            return Content(self.say("settle.asking"))
        private = private_lines(self.till.lang, self._private)
        place = place_name(self.house.institution, self.till.lang)
        found = reconciliation_page(self.till.lang, self._found, place)
        lines = [*session_lines(self.till.lang, self._day), *private, "", *found]
        return Content("\n".join(lines))

    def label_of(self, key: Key) -> str:
        """In or out."""
        return "till.key-sign-out" if key.action == "sign" and self._session is not None else key.label

    def action_again(self) -> None:
        """Hold the two against each other."""
        self.till.work(self._read, self._filled, group="day")

    def _read(self) -> tuple[Session | None, DayAtTill, Reconciliation, Sequence[PrivateSale]]:
        day, at = self.house.engine.day, self.house.institution.id
        return day.session(at), day.show(at), day.reconcile(at), self.house.engine.private.on(at)

    def _filled(self, found: tuple[Session | None, DayAtTill, Reconciliation, Sequence[PrivateSale]] | EngineError) -> None:
        if isinstance(found, EngineError):
            self.tell_trouble(found)
            return
        self._session, self._day, self._found, self._private = found
        self.speak()

    def action_x(self) -> None:
        """What was taken so far."""
        from pos.screens.day_papers import XScreen

        self.app.push_screen(XScreen())

    def action_z(self) -> None:
        """The closings."""
        from pos.screens.day_papers import ZScreen

        self.app.push_screen(ZScreen())

    def action_close(self) -> None:
        """Close the day, step by step."""
        from pos.screens.closing import ClosingScreen

        self.app.push_screen(ClosingScreen(), lambda _: self.action_again())

    def action_sign(self) -> None:
        """Out, or in after the name was asked for."""
        from pos.screens.operator import OperatorScreen

        if self._session is None:
            self.app.push_screen(OperatorScreen(), self._named)
        else:
            self.till.work(
                partial(self.house.engine.day.sign_out, self.house.institution.id), partial(self._signed, "day.signed-out"), group="day"
            )

    def _named(self, name: str | None) -> None:
        if name is not None:
            doing = partial(self.house.engine.day.sign_in, self.house.institution.id, name)
            self.till.work(doing, partial(self._signed, "day.signed-in"), group="day")

    def _signed(self, told: str, session: Session | EngineError) -> None:
        if isinstance(session, EngineError):
            self.tell_trouble(session)
            return
        place = clean(self.house.institution.name, 40)
        self.tell(told, "good", operator=clean(session.operator), sign_no=session.sign_no, institution=place, notes=session.notes)
        self.action_again()
