"""Which goods of a sale come back, and which of those that were bought privately with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from engine.errors import EngineError
from engine.model.settlement import Settlement
from pos.journal_row import event_key
from pos.pieces import Piece, pieces_of, returned
from pos.screens.pieces import PiecesScreen
from pos.widgets.keys import MOVING, Key, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from textual.binding import BindingType

    from engine.model.private import PrivateBack, PrivateSale
    from engine.model.returned import GivenBack
    from engine.model.sought import Record


class GiveBackScreen(PiecesScreen["GivenBack | PrivateBack", Piece]):
    """Dismissed with what was booked, or None. One key for the whole screen: a lost reply is tried again and gives back once."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="f9", cap="F9", action="give_back", label="till.key-give-back", rank=0),
        Key(keys="enter,ctrl+j,space", cap="Enter", action="turn", label="till.key-all", rank=1),
        Key(keys="plus", cap="+", action="more", label="till.key-more", rank=2),
        Key(keys="minus", cap="-", action="fewer", label="till.key-fewer", rank=2),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back", rank=0),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, record: Record) -> None:
        super().__init__(pieces_of(record))
        self._record, self._key = record, ""

    def on_mount(self) -> None:
        """Nothing is chosen yet."""
        self._key = self.till.new_key()
        self.guide()
        if isinstance(self._record, Settlement):
            self.till.work(partial(self.house.engine.private.left, self._record.id), self._with_goods, group="give-back")

    def _with_goods(self, goods: PrivateSale | EngineError | None) -> None:
        """Below the settlement's own."""
        if isinstance(goods, EngineError):
            self.tell_trouble(goods)
        elif goods is not None:
            self.put([*self.pieces, *pieces_of(goods)])

    def headline(self) -> tuple[str, str]:
        """Which record."""
        return self.say("give-back.title", number=self._record.id), self.say(event_key(self._record))

    def heads(self) -> tuple[str, str]:
        """Sold, and back."""
        return self.say("give-back.sold"), self.say("give-back.back")

    def figures(self, piece: Piece) -> tuple[Decimal, Decimal]:
        """Sold, and back."""
        return piece.sold, piece.back

    @property
    def emphasis(self) -> str:
        """It is taken out of what was sold."""
        return f"bold {self.till.palette.bad}"

    def guide(self) -> None:
        """What becomes of the rest."""
        self.tell("give-back.choose" if isinstance(self._record, Settlement) else "give-back.choose-private")

    def named(self, piece: Piece) -> str:
        """With a tag where it was bought privately beside the rest."""
        name = super().named(piece)
        return f"{self.say('private.tag')} {name}" if piece.private and isinstance(self._record, Settlement) else name

    def action_give_back(self) -> None:
        """After a question."""
        from pos.screens.confirm import ConfirmScreen

        lines = returned(self.pieces)
        if self.busy:
            return
        if not lines:
            self.tell("give-back.nothing", "bad")
            return
        insured = any(piece.back and not piece.private for piece in self.pieces)
        question = "give-back.question" if insured else "give-back.question-private"
        self.app.push_screen(ConfirmScreen(question, {"number": self._record.id, "lines": len(lines)}), self._sure)

    def _sure(self, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        from pos.counter_private import give_back

        if sure:
            self.busy = True
            self.tell("give-back.booking")
            own, goods = (returned(piece for piece in self.pieces if piece.private is private) for private in (False, True))
            doing = partial(give_back, self.house.engine, self._record, own, goods, self._key)
            self.till.work(doing, self._done, group="settle")

    def _done(self, outcome: GivenBack | PrivateBack | EngineError) -> None:
        self.busy = False
        if isinstance(outcome, EngineError):
            self.tell_trouble(outcome)
        else:
            self.dismiss(outcome)
