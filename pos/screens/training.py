"""Training: what a trainer may do beside selling. Break the next reply, put the clock on, plant differences, start afresh, go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.model.codes import Fault
from engine.model.till import Plant
from pos.screens.option_sheet import OptionSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

SPANS = {"3m": 180, "1h": 3600, "14h": 50400, "1d": 86400, "31d": 2678400}
"""How far the clock may be put on at once, in seconds: past a code's life, into the wallet's closed hours, into the next month."""


class TrainingScreen(OptionSheet):
    """Dismissed with what was chosen: `begin`; in training `fault:F`, `clock:SPAN`, `plant:KIND`, `mend`, `afresh`, `end`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "back", show=False)]

    def compose(self) -> ComposeResult:
        """What it is, then the list."""
        with Vertical(classes="sheet menu"):
            yield Static(id="question", markup=False)
            yield OptionList(markup=False)

    def speak(self) -> None:
        """In the till's language, with what is set now."""
        self.query_one(".sheet").border_title = Content(self.till.say("training.title"))
        self.query_one("#question", Static).update(
            Content.styled(self.till.say("training.inside" if self.till.training else "training.outside"), "$muted")
        )
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        for choice, told in self._rows():
            options.add_option(Option(Content(told), id=choice))
        options.highlighted = place

    def _rows(self) -> Iterator[tuple[str, str]]:
        till = self.till
        if not till.training:
            yield "begin", till.say("training.begin")
            return
        for fault in Fault:
            sign = "(*)" if fault is till.fault else "( )"
            yield f"fault:{fault}", till.say("training.next-reply", sign=sign, fault=till.say(f"training.fault-{fault}"))
        for span in SPANS:
            yield f"clock:{span}", till.say("training.clock", span=span)
        for kind in Plant:
            yield f"plant:{kind}", till.say("training.plant", kind=till.say(f"training.plant-{kind}"))
        yield "mend", till.say("training.mend")
        yield "afresh", till.say("training.afresh")
        yield "end", till.say("training.end")
