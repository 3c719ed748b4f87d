"""Training: what a trainer may do beside selling. Break the next reply, put the clock on, plant differences, start afresh, go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.model.codes import Fault
from engine.model.till import Plant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from pos.app import TillApp

SPANS = {"3m": 180, "1h": 3600, "14h": 50400, "1d": 86400, "31d": 2678400}
"""How far the clock may be put on at once, in seconds: past a code's life, into the wallet's closed hours, into the next month."""


class TrainingScreen(ModalScreen[str | None]):
    """Dismissed with what was chosen: `begin`; in training `fault:F`, `clock:SPAN`, `plant:KIND`, `mend`, `afresh`, `end`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+n", "back", show=False), Binding("ctrl+j", "choose", show=False)]
    AUTO_FOCUS = "OptionList"

    def compose(self) -> ComposeResult:
        """What it is, then the list."""
        with Vertical(classes="sheet menu"):
            yield Static(id="question", markup=False)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Filled once, and again when the language changes."""
        self.speak()

    def speak(self) -> None:
        """In the till's language, with what is set now."""
        till = cast("TillApp", self.app)
        self.query_one(".sheet").border_title = Content(till.say("training.title"))
        self.query_one("#question", Static).update(
            Content.styled(till.say("training.inside" if till.training else "training.outside"), "$muted")
        )
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        for choice, told in self._rows(till):
            options.add_option(Option(Content(told), id=choice))
        options.highlighted = place

    def _rows(self, till: TillApp) -> Iterator[tuple[str, str]]:
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

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Done."""
        event.stop()
        self.dismiss(event.option.id)

    def action_choose(self) -> None:
        """Line feed is Enter for some terminals."""
        self.query_one(OptionList).action_select()

    def action_back(self) -> None:
        """Nothing."""
        self.dismiss(None)
