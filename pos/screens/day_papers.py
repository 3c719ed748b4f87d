"""X and Z on the screen, as they stand on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from engine.errors import BadInput, EngineError
from pos.counter import place_name
from pos.day_end import save_paper
from pos.day_paper import DayReport, day_paper, of_closing
from pos.screens.paper_page import PaperScreen
from pos.widgets.keys import Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from engine.model.takings import Closing
    from pos.wording import Lang

_MORE = (
    Key(keys="f8", cap="F8", action="save", label="papers.key-save", rank=1),
    Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=3),
)


class XScreen(PaperScreen):
    """What was taken so far; read when it opens, and by F5."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="escape,f1,f2,enter,ctrl+j", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f5", cap="F5", action="again", label="papers.key-again", rank=1),
        *_MORE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._report: DayReport | None = None

    def on_mount(self) -> None:
        """Read off the screen's thread."""
        self.action_again()

    def title_now(self) -> str:
        """X."""
        return self.say("papers.x")

    def text_now(self) -> Content:
        """While it is read."""
        return Content(self.say("settle.asking") if self._report is None else "")

    def paper_now(self) -> str:
        """As it would be printed."""
        return "" if self._report is None else day_paper(self._report, self.till.lang, training=self.house.training)

    def action_again(self) -> None:
        """Ask the books."""
        self.till.work(partial(self._read, self.till.lang), self._filled, group="paper")

    def _read(self, lang: Lang) -> DayReport:
        engine, at = self.house.engine, self.house.institution.id
        session = engine.day.session(at)
        place = place_name(self.house.institution, lang)
        return DayReport(place=place, takings=engine.closings.x(at), at=engine.now(), operator="" if session is None else session.operator)

    def _filled(self, report: DayReport | EngineError) -> None:
        if isinstance(report, EngineError):
            self.tell_trouble(report)
            return
        self._report = report
        self.speak()

    def action_save(self) -> None:
        """To the receipts' folder."""
        if self._report is not None:
            self.till.work(partial(save_paper, self.house, self._report, self.till.lang), self._saved, group="save")

    def _saved(self, file: str | EngineError) -> None:
        if isinstance(file, EngineError):
            self.tell_trouble(file)
        else:
            self.tell("papers.saved", "good", file=file)


class ZScreen(XScreen):
    """Closings again, as copies, the last one first; F6 and F7 lead to the one before and after."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="escape,f1,f2,enter,ctrl+j", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="f6,left", cap="F6", action="step(-1)", label="papers.key-before", rank=1),
        Key(keys="f7,right", cap="F7", action="step(1)", label="papers.key-after", rank=1),
        *_MORE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._number: int | None = None
        self._none = False

    def title_now(self) -> str:
        """Which one."""
        return self.say("papers.z-none") if self._number is None else self.say("papers.z", number=self._number)

    def text_now(self) -> Content:
        """Where there is none yet."""
        return Content(self.say("papers.none")) if self._none else super().text_now()

    def _read(self, lang: Lang) -> DayReport:
        closing: Closing = self.house.engine.closings.show(self.house.institution.id, self._number)
        return of_closing(closing, place_name(self.house.institution, lang), copy=True)

    def _filled(self, report: DayReport | EngineError) -> None:
        if isinstance(report, BadInput) and report.code == "unknown-closing":
            self._number = None if self._report is None else self._report.number
            self._none = self._report is None
            self.tell("" if self._none else "papers.no-more")
            self.speak()
            return
        if not isinstance(report, EngineError):
            self._number = report.number
            self.tell("")
        super()._filled(report)

    def action_step(self, way: int) -> None:
        """To the one before or after."""
        if self._number is not None:
            self._number = max(1, self._number + way)
            self.action_again()
