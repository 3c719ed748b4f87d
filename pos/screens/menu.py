"""Everything the till can do, by name."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from pos.app import TillApp

_ACTIONS = (
    ("credential", "credential", ""),
    ("family", "family", ""),
    ("phone", "phone", ""),
    ("journal", "journal", "F8"),
    ("day", "day", ""),
    ("close-day", "close_day", ""),
    ("drawer", "drawer", "^R"),
    ("sign", "sign", "^O"),
    ("report", "report", ""),
    ("prescription", "prescription", "F5"),
    ("account", "account", "F6"),
    ("split", "split", "^T"),
    ("forget", "forget", ""),
    ("clear", "clear", ""),
    ("language", "app.language", "^L"),
    ("theme", "theme", ""),
    ("help", "help", "F1"),
    ("leave", "app.leave", "^Q"),
)
_WIDTH = 46


class MenuScreen(ModalScreen[str | None]):
    """Dismissed with an action of the till's screen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f12", "back", show=False), Binding("ctrl+j", "choose", show=False)]
    AUTO_FOCUS = "OptionList"

    def compose(self) -> ComposeResult:
        """A list."""
        with Vertical(classes="sheet menu"):
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Filled once, and again when the language changes."""
        self.speak()

    def speak(self) -> None:
        """In the till's language, with the state of what is switched."""
        till = cast("TillApp", self.app)
        rx = till.say("till.rx" if till.sale.prescription else "till.no-rx")
        now = {
            "prescription": {"now": rx},
            "account": {"now": till.say(f"till.account-{till.sale.account}")},
            "theme": {"theme": till.say(f"menu.theme-{till.theme}")},
        }
        self.query_one(".sheet").border_title = Content(till.say("menu.title"))
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        for name, action, cap in _ACTIONS:
            label = Content(till.say(f"menu.{name}", **now.get(name, {}))).truncate(_WIDTH - 5, ellipsis=True, pad=True)
            options.add_option(Option(Content.assemble(label, " ", (cap, "bold $accent")), id=action))
        options.highlighted = place

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
