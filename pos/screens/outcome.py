"""An outcome that is not known: no reply came. The same key tries again, or undoes whatever the books hold under it."""

from dataclasses import replace
from functools import partial

from engine.errors import EngineError, RefusalCode
from engine.model.settlement import Settlement
from pos.screens.settle_face import SettleFace
from pos.widgets.arming import Arming


class OutcomeFace(SettleFace):
    """What the settle screen does until it knows."""

    def __init__(self) -> None:
        super().__init__()
        self._arming = Arming()
        self._busy = False

    def _wait_for_unknown(self, error: EngineError | None = None) -> None:
        self._arming.start()
        self.draw()
        if error is None or error.code == RefusalCode.OUTCOME_UNKNOWN:
            self.tell("settle.unknown", "bad")
        else:
            self.tell_trouble(error)

    def action_reverse(self) -> None:
        """Undo whatever the books hold under the key."""
        if self._busy or not self._arming.pressed():
            return
        self._busy = True
        self.till.work(partial(self.house.engine.reverse, self.till.sale.key), self._reversed, group="settle")

    def _reversed(self, outcome: Settlement | EngineError) -> None:
        self._busy = False
        if isinstance(outcome, Settlement):
            self._start_over("settle.reversed", number=outcome.id)
        elif outcome.code == RefusalCode.UNKNOWN_SETTLEMENT:
            self._nothing_there()
        else:
            self.tell_trouble(outcome)

    def _nothing_there(self) -> None:
        self._start_over("settle.nothing-there")

    def _start_over(self, told: str, **facts: object) -> None:
        """Back to the basket, with a key of its own for the next attempt."""
        from pos.screens.till import TillScreen

        self.till.sale = replace(self.till.sale.found_again(), key=self.till.new_key())
        for screen in self.app.screen_stack:
            if isinstance(screen, TillScreen):
                screen.tell(told, "good", **facts)
        self.dismiss(None)
