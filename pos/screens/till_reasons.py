"""Why the till's estimate is what it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.errors import EngineError
from pos.screens.till_void import TillVoid

if TYPE_CHECKING:
    from engine.model.explanation import Explanation


class TillReasons(TillVoid):
    """`?` on the empty entry line: every figure of the estimate, its rule, its source and mark. Before there is one, the help."""

    def action_ask_why(self) -> None:
        """`?`."""
        if self.till.sale.quote is None:
            self.action_help()
        else:
            self.action_why()

    def action_why(self) -> None:
        """The books are asked for the reasons off the screen's thread."""
        quote = self.till.sale.quote
        if quote is None:
            self.tell("reasons.none-yet", "bad")
        else:
            self.till.work(partial(self.house.engine.explaining.of_quote, quote), partial(self._explained, quote.edition), group="reasons")

    def _explained(self, edition: str, told: Explanation | EngineError) -> None:
        from pos.screens.reasons import ReasonsScreen

        if isinstance(told, EngineError):
            self.tell_trouble(told)
        elif self.is_active:
            self.app.push_screen(ReasonsScreen(told, edition))
