"""Where the till's keys lead at the beginning and the end of a day: signing in, the drawer, closing, the report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.errors import EngineError
from pos.screens.till_entry import TillEntry
from pos.wording.clean import clean

if TYPE_CHECKING:
    from pathlib import Path

    from engine.model.till import Session


class TillDay(TillEntry):
    """One action a screen, imported when it is first asked for."""

    def action_drawer(self) -> None:
        """Count it, put change money in."""
        from pos.screens.drawer import DrawerScreen

        if self.till.house is not None:
            self.app.push_screen(DrawerScreen())

    def action_close_day(self) -> None:
        """Count, X, reconcile, Z, sign out."""
        from pos.screens.closing import ClosingScreen

        if self.till.house is not None:
            self.app.push_screen(ClosingScreen(), lambda _: self.refresh_recent())

    def action_report(self) -> None:
        """Written to a file; where it is, is told."""
        from pos.day_end import write_report

        if self.till.house is not None:
            self.till.work(partial(write_report, self.till.house, self.till.lang), self._reported, group="report")

    def _reported(self, file: Path | EngineError) -> None:
        if isinstance(file, EngineError):
            self.tell_trouble(file)
        else:
            self.tell("report.saved", "good", file=clean(str(file)))

    def action_sign(self) -> None:
        """In at once, or out after a question."""
        from pos.screens.confirm import ConfirmScreen
        from pos.screens.operator import OperatorScreen

        if self.till.house is None:
            return
        if self.operator:
            self.app.push_screen(ConfirmScreen("day.sign-out-question", {"operator": clean(self.operator, 20)}), self._sign_out)
        else:
            self.app.push_screen(OperatorScreen(), self._sign_in)

    def _sign_in(self, name: str | None) -> None:
        if name is not None:
            at = self.house.institution.id
            self.till.work(partial(self.house.engine.day.sign_in, at, name), partial(self._signed, "day.signed-in"), group="sign")

    def _sign_out(self, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        if sure:
            at = self.house.institution.id
            self.till.work(partial(self.house.engine.day.sign_out, at), partial(self._signed, "day.signed-out"), group="sign")

    def _signed(self, told: str, session: Session | EngineError) -> None:
        if isinstance(session, EngineError):
            self.tell_trouble(session)
        else:
            place = clean(self.house.institution.name, 40)
            self.tell(told, "good", operator=clean(session.operator), sign_no=session.sign_no, institution=place, notes=session.notes)
        self.refresh_recent()
