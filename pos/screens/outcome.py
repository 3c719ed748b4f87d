"""An outcome that is not known: no reply came. Three ways out, each by the same key: ask, try again, undo."""

from dataclasses import replace
from functools import partial

from textual.content import Content
from textual.widgets import Static

from engine.errors import EngineError, RefusalCode
from engine.model.outcome import Outcome
from engine.model.settlement import Settlement
from pos.done import Done
from pos.screens.settle_face import SettleFace
from pos.widgets.arming import Arming

_WAYS = (("F9", "till.key-retry", "retry"), ("F8", "till.key-query", "query"), ("F7", "till.key-reverse", "reverse"))
_UNDONE = frozenset({RefusalCode.ALREADY_REVERSED, RefusalCode.ALREADY_REFUNDED})


class OutcomeFace(SettleFace):
    """What the settle screen does until it knows: the cash gives its place to the ways out."""

    def __init__(self) -> None:
        super().__init__()
        self._arming = Arming()
        self._busy = False

    def draw(self) -> None:
        """The ways out while there is something to find out."""
        unknown = self.till.sale.open_outcome
        self.set_class(unknown, "-unknown")
        if unknown:
            self.query_one("#ways", Static).update(self._ways())
        super().draw()

    def _ways(self) -> Content:
        head = Content.styled(self.say("settle.unknown-head"), "bold $error")
        ways = (
            Content.assemble(
                (f" {cap} ", "bold $background on $accent"), f" {self.say(label)}  ", (self.say(f"settle.way-{way}"), "$muted")
            )
            for cap, label, way in _WAYS
        )
        return Content("\n").join([head, *ways])

    def _wait_for_unknown(self, error: EngineError | None = None) -> None:
        self._arming.start()
        self.draw()
        if error is None or error.code == RefusalCode.OUTCOME_UNKNOWN:
            self.tell("settle.unknown", "bad")
        else:
            self.tell_trouble(error)

    def action_query(self) -> None:
        """Only look."""
        from pos.counter import query

        if not self._busy:
            self._busy = True
            self.till.work(partial(query, self.house.engine, self.till.sale.key), self._queried, group="settle")

    def _queried(self, outcome: Outcome | EngineError) -> None:
        self._busy = False
        if isinstance(outcome, EngineError):
            self.tell_trouble(outcome)
        elif outcome.settlement is None:
            self.tell("settle.query-nothing")
        elif outcome.undone_by is None:
            self.dismiss(Done(record=outcome.settlement, tendered=self.tender.amount))
        elif outcome.private_left and outcome.private is not None:
            facts = {"private": outcome.private.id, "amount": outcome.private.total}
            self._start_over("private.left", number=outcome.undone_by.id, **facts)
        else:
            self._start_over("settle.undone", number=outcome.undone_by.id)

    def action_reverse(self) -> None:
        """Undo whatever the books hold under the key."""
        from pos.counter import reverse

        if self._busy or not self._arming.pressed():
            return
        self._busy = True
        self.till.work(partial(reverse, self.house.engine, self.till.sale.key), self._reversed, group="settle")

    def _reversed(self, outcome: Settlement | EngineError) -> None:
        self._busy = False
        if isinstance(outcome, Settlement):
            self._start_over("settle.reversed", number=outcome.id)
        elif outcome.code == RefusalCode.UNKNOWN_SETTLEMENT:
            self._start_over("settle.nothing-there")
        elif outcome.code in _UNDONE:
            self._refused(outcome)
        else:
            self.tell_trouble(outcome)

    def _refused(self, outcome: EngineError) -> None:
        """After a plain refusal it is known that nothing stands under the key: it never did, or it was undone."""
        if outcome.code in _UNDONE:
            self._start_over("settle.undone", number=outcome.facts["by"])
        else:
            self._start_over("settle.nothing-there")

    def _start_over(self, told: str, **facts: object) -> None:
        """Back to the basket, with a key of its own for the next attempt."""
        from pos.screens.till import TillScreen

        self.till.sale = replace(self.till.sale.found_again(), key=self.till.new_key())
        for screen in self.app.screen_stack:
            if isinstance(screen, TillScreen):
                screen.tell(told, "good", **facts)
        self.dismiss(None)
