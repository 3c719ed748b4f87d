"""An outcome that is not known: no reply came. Three ways out, each by the same key: ask, try again, undo."""

from textual.content import Content
from textual.widgets import Static

from engine.errors import EngineError, RefusalCode
from engine.model.outcome import Outcome
from pos.screens.settle_face import SettleFace

_WAYS = (("F9", "till.key-retry", "retry"), ("F8", "till.key-query", "query"), ("F7", "till.key-reverse", "reverse"))


class OutcomeFace(SettleFace):
    """What the settle screen shows until it knows: the cash gives its place to the ways out."""

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

    def found(self, outcome: Outcome) -> None:
        """Booked, undone with or without what was bought privately, or not there."""
        if outcome.settlement is None:
            self.tell("settle.query-nothing")
        elif outcome.undone_by is None:
            self._done(outcome.settlement)
        elif outcome.private_left and outcome.private is not None:
            facts = {"private": outcome.private.id, "amount": outcome.private.total}
            self._start_over("private.left", number=outcome.undone_by.id, **facts)
        else:
            self._start_over("settle.undone", number=outcome.undone_by.id)
