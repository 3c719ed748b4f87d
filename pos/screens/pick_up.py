"""The pharmacy's window of a hospital: what is paid and not yet collected, handed out once, or taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from engine.errors import EngineError
from engine.model.visit import Paid, Visit
from pos.masking import masked
from pos.parcels import Parcel, handed, parcels_of, scanned
from pos.screens.pieces import PiecesScreen
from pos.screens.visit_list import VisitListScreen
from pos.widgets.keys import MOVING, Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from textual.binding import BindingType


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


class PickUpScreen(PiecesScreen[str, Parcel]):
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
        back = not visit.waiting
        super().__init__(parcels_of(visit, back=back))
        self._visit, self._patient, self._back = visit, patient, back

    def on_mount(self) -> None:
        """What to do."""
        self.guide()

    def guide(self) -> None:
        """Scan, or choose."""
        packs = any(parcel.trace is not None and not parcel.moving for parcel in self.pieces)
        self.tell("hospital.choose-back" if self._back else "hospital.scan-packs" if packs else "hospital.choose-out")

    def label_of(self, key: Key) -> str:
        """By the way the goods go."""
        other = {"move_goods": "hospital.key-take-back", "other_way": "hospital.key-out"}
        return other[key.action] if self._back and key.action in other else key.label

    def headline(self) -> tuple[str, str]:
        """Whose, and which way the goods go."""
        way = self.say("hospital.coming-back" if self._back else "hospital.going-out")
        return f"{self._visit.registration.visit}  {self._patient}", way

    def heads(self) -> tuple[str, str]:
        """What is out or left, and what moves."""
        return (
            self.say("hospital.out" if self._back else "hospital.left"),
            self.say("hospital.back" if self._back else "hospital.now"),
        )

    def figures(self, piece: Parcel) -> tuple[Decimal, Decimal]:
        """What is out or left, and what moves."""
        return piece.room, piece.moving

    def scanned(self, text: str) -> None:
        """A pack."""
        found = scanned(self.pieces, text)
        if found is None:
            self.tell("hospital.not-this-pack", "bad")
        elif not self.busy:
            self.put(found)

    def action_other_way(self) -> None:
        """What the patient brings back, or what is handed out."""
        if not self.busy:
            self._back = not self._back
            self.put(parcels_of(self._visit, back=self._back))

    def action_move_goods(self) -> None:
        """Once, whoever else does it at the same time."""
        if self.busy:
            return
        lines = handed(self.pieces)
        if not lines:
            self.tell("hospital.nothing-moves", "bad")
            return
        self.busy = True
        visits = self.house.engine.visits
        doing = visits.bring_back if self._back else visits.collect
        self.till.work(partial(doing, self._visit.registration.visit, lines), self._done, group="settle")

    def _done(self, visit: Visit | EngineError) -> None:
        self.busy = False
        if isinstance(visit, EngineError):
            self.tell_trouble(visit)
            return
        left = isinstance(visit, Paid) and visit.waiting
        self.dismiss("hospital.taken-back" if self._back else "hospital.handed-out-part" if left else "hospital.handed-out-all")
