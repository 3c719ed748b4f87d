"""The visits that wait at a hospital's window: all of them, or the patient's whose code is scanned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar
from unicodedata import normalize

from textual.widgets import Input

from engine.errors import EngineError
from engine.model.visit import Billed, Paid, Visit, state_of
from pos.masking import masked
from pos.screens.speaking import SpeakingScreen
from pos.visit_page import department_named
from pos.widgets.basket import ItemTable
from pos.widgets.cells import cell
from pos.widgets.figure_box import FigureBox
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from pos.messages import Wanted
    from pos.payer import Payer

Result = TypeVar("Result")
_VISIT, _QUEUE, _PATIENT, _STATE, _LEAST = 15, 20, 10, 15, 12
_NAMES = 3
_SETTLEMENT = 14
"""Digits of a settlement's number."""


class VisitListScreen(SpeakingScreen["Result | None"], Generic[Result]):
    """A subclass says which visits, and what Enter does. Esc takes the patient away first."""

    AUTO_FOCUS = "#number"
    TITLE_KEY: ClassVar[str]

    def __init__(self, payer: Payer | None = None) -> None:
        super().__init__()
        self.payer = payer
        self._visits: Sequence[Visit] = ()
        self._shown: Sequence[Visit] = ()
        self.names: dict[str, str] = {}

    def wanted(self, visit: Visit, *, narrowed: bool) -> bool:
        """Whether it belongs to this window; `narrowed`: it was looked for by patient or number."""
        raise NotImplementedError

    def action_open(self) -> None:
        """What is under the cursor."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Number above, visits below."""
        yield TopBar()
        yield FigureBox(whole=True, id="number")
        yield ItemTable(id="records")
        yield from self.ending()

    def on_mount(self) -> None:
        """Read off the screen's thread."""
        self.read()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def read(self) -> None:
        """Anew."""
        self.till.work(self._read, self._filled, group="visits")

    def _read(self) -> tuple[Sequence[Visit], dict[str, str]]:
        engine, person = self.house.engine, None if self.payer is None else self.payer.person.id
        return engine.visits.at(self.house.institution.id, person=person), {person.id: person.name for person in engine.people()}

    def _filled(self, found: tuple[Sequence[Visit], dict[str, str]] | EngineError) -> None:
        if isinstance(found, EngineError):
            self.tell_trouble(found)
        else:
            self._visits, self.names = found
            self.speak()

    def speak(self) -> None:
        """Title, table and keys."""
        who = self.say("hospital.everybody") if self.payer is None else masked(self.payer.person.name)
        number = normalize("NFKC", self.query_one("#number", Input).value)
        narrowed = bool(number) or self.payer is not None
        self._shown = [visit for visit in self._visits if self.wanted(visit, narrowed=narrowed) and number in _numbers(visit)]
        self.query_one(TopBar).show(f"{self.say(self.TITLE_KEY)}  {who}", self.say("hospital.found", count=len(self._shown)))
        self.query_one("#number", Input).placeholder = self.say("hospital.box")
        table = self.query_one("#records", ItemTable)
        row = table.cursor_row
        self._fill(table)
        table.put_cursor(row)
        self.show_keys()

    def _fill(self, table: ItemTable) -> None:
        what = max(_LEAST, self.size.width - _VISIT - _QUEUE - _PATIENT - _STATE - 3)
        heads = (("visit", _VISIT), ("queue", _QUEUE), ("patient", _PATIENT), ("state", _STATE), ("what", what))
        table.line_up([(" " + self.say(f"hospital.{head}"), width, False) for head, width in heads])
        for visit in self._shown:
            now = visit.registration
            queue = f"{department_named(self.till.lang, now.department)} {now.number}"
            style = self.till.palette.muted if isinstance(visit, Paid) and not visit.waiting else ""
            told = (
                now.visit,
                queue,
                masked(self.names.get(now.person, now.person)),
                self.say(f"visit.state-{state_of(visit)}"),
                self._what(visit),
            )
            table.add_row(*(cell(f" {text}", width, style) for text, (_, width) in zip(told, heads, strict=True)))

    def _what(self, visit: Visit) -> str:
        if not isinstance(visit, Billed | Paid):
            return clean(visit.registration.doctor, 20)
        names = self.till.item_names
        return " ".join(clean(names.get(line.item, line.name), 40) for line in visit.orders.lines[:_NAMES])

    @property
    def chosen(self) -> Visit | None:
        """Under the cursor; without one it is told."""
        row = self.query_one("#records", ItemTable).cursor_row
        if 0 <= row < len(self._shown):
            return self._shown[row]
        self.tell("hospital.none", "bad")
        return None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self.speak()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what is under the cursor. A number of none that is listed is looked up: the list holds the newest alone."""
        event.stop()
        number = normalize("NFKC", event.value)
        if self._shown or not number:
            self.action_open()
        else:
            self.till.work(partial(self._look_up, number), self._found, group="visits")

    def _look_up(self, number: str) -> Visit:
        from pos.visit_desk import visit_named

        return visit_named(self.house.engine, number if len(number) == _SETTLEMENT else f"V{number}")

    def _found(self, visit: Visit | EngineError) -> None:
        if isinstance(visit, EngineError):
            self.tell_trouble(visit)
        elif visit.registration.institution == self.house.institution.id:
            self._visits = [*self._visits, visit]
            self.speak()
        else:
            self.tell("hospital.elsewhere", "bad", visit=visit.registration.visit)

    def on_wanted(self, event: Wanted) -> None:
        """`?`: there are no reasons here."""
        event.stop()

    def action_move(self, rows: int) -> None:
        """The number keeps the focus."""
        table = self.query_one("#records", ItemTable)
        table.put_cursor(table.cursor_row + rows)

    def action_back(self) -> None:
        """Everybody's again, or to the till."""
        if self.payer is None:
            self.dismiss(None)
        else:
            self.payer = None
            self.read()

    # the patient

    def action_read_code(self) -> None:
        """Camera or picture."""
        from pos.screens.identify import IdentifyScreen

        self.app.push_screen(IdentifyScreen(self.house, camera=self.house.camera), self._code_read)

    def _code_read(self, text: str | None) -> None:
        if text is not None:
            self.scanned(text)

    def scanned(self, text: str) -> None:
        """A patient's code; else a number, as the receipt has it."""
        from engine.model.credential import is_credential_shaped
        from pos.counter import identify

        if is_credential_shaped(text):
            self.till.work(partial(identify, self.house.engine, text), self._identified, group="identify")
        else:
            self.query_one("#number", Input).value = text

    def _identified(self, payer: Payer | EngineError) -> None:
        if isinstance(payer, EngineError):
            self.tell_trouble(payer)
            return
        self.payer = payer
        self.tell("hospital.patient-read", "good", name=masked(payer.person.name))
        self.read()


def _numbers(visit: Visit) -> str:
    """Everything it may be found by."""
    now = visit.registration
    return " ".join((now.visit, now.settlement or "", visit.settlement if isinstance(visit, Paid) else ""))
