"""The till as a classroom: lessons, the magic list, and training mode with what a trainer may do in it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.model.codes import Fault
from pos.screens.till_entry import TillEntry

if TYPE_CHECKING:
    from datetime import datetime


class TillTraining(TillEntry):
    """One action a screen, as in `till_leads`."""

    def action_lessons(self) -> None:
        """The list of lessons; their books are their own."""
        from pos.screens.lessons import LessonsScreen

        self.app.push_screen(LessonsScreen())

    def action_catalogue(self) -> None:
        """What provokes every refusal and outcome."""
        from pos.screens.catalogue import CatalogueScreen

        self.app.push_screen(CatalogueScreen())

    def action_training(self) -> None:
        """Begin, or what may be done in it."""
        from pos.screens.training import TrainingScreen

        if self.till.house is not None:
            self.app.push_screen(TrainingScreen(), self._do)

    def _do(self, chosen: str | None) -> None:
        from engine.model.till import Plant

        what, _, how = (chosen or "").partition(":")
        match what:
            case "begin" | "end" | "afresh":
                self._switch(what)
            case "fault":
                self.till.fault = Fault(how)
                self.tell("training.fault-set", fault=partial(self.say, f"training.fault-{how}"))
            case "clock":
                self._put_on(how)
            case "plant":
                day, at = self.house.engine.day, self.house.institution.id
                self.till.work(partial(day.plant, at, Plant(how)), self._planted, group="training")
            case "mend":
                day, at = self.house.engine.day, self.house.institution.id
                self.till.work(partial(day.mend, at), self._mended, group="training")

    # there and back

    def _switch(self, what: str) -> None:
        sale = self.till.sale
        if sale.lines or sale.payer is not None or sale.open_outcome:
            self.tell("training.open-sale", "bad")
        elif what == "begin":
            self.till.begin_training(partial(self._switched, "training.begun"))
        elif what == "end":
            self.till.end_training(partial(self._switched, "training.ended"))
        else:
            from pos.screens.confirm import ConfirmScreen

            self.app.push_screen(ConfirmScreen("training.afresh-question"), self._afresh)

    def _afresh(self, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        if sure:
            self.till.empty_training(partial(self._switched, "training.emptied"))

    def _switched(self, told: str, error: EngineError | None) -> None:
        if error is None:
            self.tell(told, "good")
        else:
            self.tell_trouble(error)

    # in training

    def _take(self, text: str) -> bool:
        if text.startswith("@") and self.till.house is not None:
            self.show_code(text[1:])
            return True
        return super()._take(text)

    def show_code(self, typed: str) -> None:
        """`@PERSON` or `@PERSON/RELATIVE`: a fresh code, as if it had been held to the scanner."""
        from pos.counter import show_code

        if self.till.training:
            self.till.work(partial(show_code, self.house.engine, typed), self._identified, group="identify")
        else:
            self.tell("training.not-here", "bad")

    def _put_on(self, span: str) -> None:
        from pos.screens.training import SPANS

        advance = partial(self.house.engine.clock.advance, timedelta(seconds=SPANS[span]))
        self.till.work(advance, self._advanced, group="training")

    def _advanced(self, now: datetime | EngineError) -> None:
        if isinstance(now, EngineError):
            self.tell_trouble(now)
            return
        self.show_clock()
        self.tell("training.clock-now", "good", now=f"{now:%Y-%m-%d %H:%M}")

    def _planted(self, settlement: str | EngineError) -> None:
        if isinstance(settlement, EngineError):
            self.tell_trouble(settlement)
        else:
            self.tell("training.planted", "good", settlement=settlement)

    def _mended(self, count: int | EngineError) -> None:
        if isinstance(count, EngineError):
            self.tell_trouble(count)
        else:
            self.tell("training.mended", "good", count=count)
