"""The pharmacy's window of a hospital: what is paid and not yet collected, handed out once, or taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from engine.errors import EngineError
from engine.model.visit import Paid, Visit
from pos.masking import masked
from pos.parcels import Parcel, handed, parcels_of, scanned
from pos.receipt import quantity_text
from pos.screens.speaking import SpeakingScreen
from pos.screens.visit_list import VisitListScreen
from pos.widgets.basket import ItemTable
from pos.widgets.keys import MOVING, Key, bindings
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

_ROOM, _MOVING, _NAME = 9, 9, 120


class PickUpListScreen(VisitListScreen[None]):
    """Paid visits; of a patient or a number also those that are collected, so that something may come back."""

    TITLE_KEY: ClassVar[str] = "hospital.window-pick-up"
    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="ctrl+j", cap="Enter", action="open", label="till.key-open", rank=0),
        Key(keys="f3", cap="F3", action="read_code", label="till.key-code", rank=1),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def wanted(self, visit: Visit, *, narrowed: bool) -> bool:
        """Waiting medicines."""
        return isinstance(visit, Paid) and (visit.waiting or (narrowed and bool(visit.goods)))

    def action_open(self) -> None:
        """Its medicines."""
        visit = self.chosen
        if isinstance(visit, Paid):
            name = masked(self.names.get(visit.registration.person, visit.registration.person))
            self.app.push_screen(PickUpScreen(visit, name), self._moved)

    def _moved(self, told: str | None) -> None:
        if told is not None:
            self.tell(told, "good")
        self.read()


class PickUpScreen(SpeakingScreen[str | None]):
    """Dismissed with what to say of it, or None. `patient` is the masked name."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f9", cap="F9", action="move_goods", label="hospital.key-hand-out", rank=0),
        Key(keys="enter,ctrl+j,space", cap="Enter", action="turn", label="hospital.key-all", rank=1),
        Key(keys="plus", cap="+", action="more", label="hospital.key-more", rank=2),
        Key(keys="minus", cap="-", action="fewer", label="hospital.key-fewer", rank=2),
        Key(keys="f7", cap="F7", action="other_way", label="hospital.key-back", rank=3),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, visit: Paid, patient: str) -> None:
        super().__init__()
        self._visit, self._patient = visit, patient
        self._back = not visit.waiting
        self._parcels: Sequence[Parcel] = parcels_of(visit, back=self._back)
        self._busy = False

    def compose(self) -> ComposeResult:
        """A line a piece."""
        yield TopBar()
        yield ItemTable(id="records")
        yield from self.ending()

    def on_mount(self) -> None:
        """What to do."""
        self._guide()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def _guide(self) -> None:
        packs = any(parcel.trace is not None and not parcel.moving for parcel in self._parcels)
        self.tell("hospital.choose-back" if self._back else "hospital.scan-packs" if packs else "hospital.choose-out")

    def label_of(self, key: Key) -> str:
        """By the way the goods go."""
        other = {"move_goods": "hospital.key-take-back", "other_way": "hospital.key-out"}
        return other[key.action] if self._back and key.action in other else key.label

    def speak(self) -> None:
        """Title, pieces and keys."""
        way = self.say("hospital.coming-back" if self._back else "hospital.going-out")
        self.query_one(TopBar).show(f"{self._visit.registration.visit}  {self._patient}", way)
        table = self.query_one("#records", ItemTable)
        row, width = table.cursor_row, max(20, self.size.width - _ROOM - _MOVING - 3)
        heads = (
            (" " + self.say("till.column-name"), width, False),
            (self.say("hospital.out" if self._back else "hospital.left"), _ROOM, True),
            (self.say("hospital.back" if self._back else "hospital.now"), _MOVING, True),
        )
        table.line_up(heads)
        for parcel in self._parcels:
            name = Text(f" {self._label(parcel)}", no_wrap=True, overflow="ellipsis")
            name.truncate(width - 1, overflow="ellipsis")
            style = "bold" if parcel.moving else self.till.palette.muted
            moving = Text(quantity_text(parcel.moving), justify="right", style=style)
            table.add_row(name, Text(quantity_text(parcel.room), justify="right"), moving)
        table.put_cursor(row)
        self.show_keys()

    def _label(self, parcel: Parcel) -> str:
        name = clean(self.till.item_names.get(parcel.item, parcel.name), _NAME)
        return name if parcel.trace is None else f"{name}  {self.say('give-back.pack', trace=clean(parcel.trace, _NAME))}"

    def _change(self, change: Callable[[Parcel], Parcel]) -> None:
        row = self.query_one("#records", ItemTable).cursor_row
        if not self._busy and 0 <= row < len(self._parcels):
            changed = change(self._parcels[row])
            self._parcels = [*self._parcels[:row], changed, *self._parcels[row + 1 :]]
            self.speak()
            self._guide()

    def scanned(self, text: str) -> None:
        """A pack."""
        found = scanned(self._parcels, text)
        if found is None:
            self.tell("hospital.not-this-pack", "bad")
        elif not self._busy:
            self._parcels = found
            self.speak()
            self._guide()

    def action_turn(self) -> None:
        """All or none of the line."""
        self._change(Parcel.turned)

    def action_more(self) -> None:
        """One more of it."""
        self._change(Parcel.more)

    def action_fewer(self) -> None:
        """One fewer: stock is short."""
        self._change(Parcel.fewer)

    def action_move(self, rows: int) -> None:
        """Another line."""
        table = self.query_one("#records", ItemTable)
        table.put_cursor(table.cursor_row + rows)

    def action_other_way(self) -> None:
        """What the patient brings back, or what is handed out."""
        if not self._busy:
            self._back = not self._back
            self._parcels = parcels_of(self._visit, back=self._back)
            self.speak()
            self._guide()

    def action_move_goods(self) -> None:
        """Once, whoever else does it at the same time."""
        if self._busy:
            return
        lines = handed(self._parcels)
        if not lines:
            self.tell("hospital.nothing-moves", "bad")
            return
        self._busy = True
        visits = self.house.engine.visits
        doing = visits.bring_back if self._back else visits.collect
        self.till.work(partial(doing, self._visit.registration.visit, lines), self._done, group="settle")

    def _done(self, visit: Visit | EngineError) -> None:
        self._busy = False
        if isinstance(visit, EngineError):
            self.tell_trouble(visit)
            return
        left = isinstance(visit, Paid) and visit.waiting
        self.dismiss("hospital.taken-back" if self._back else "hospital.handed-out-part" if left else "hospital.handed-out-all")

    def action_back(self) -> None:
        """To the list."""
        if not self._busy:
            self.dismiss(None)
