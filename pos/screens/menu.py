"""Everything the till can do, by name: a palette. What is typed narrows it, in Chinese, by pinyin or its initials, or in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from engine.model.codes import Kind
from pos.screens.option_sheet import OptionSheet
from pos.widgets.filter_box import FilterBox
from pos.widgets.steady import Steady
from pos.wording import LANGUAGES, say
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


_ACTIONS = (
    ("credential", "credential", ""),
    ("family", "family", ""),
    ("phone", "phone", ""),
    ("journal", "journal", "F8"),
    ("day", "day", ""),
    ("hospital", "hospital", "^O"),
    ("close-day", "close_day", ""),
    ("drawer", "drawer", "^R"),
    ("sign", "sign", "^F"),
    ("report", "report", ""),
    ("prescription", "prescription", "F5"),
    ("account", "account", "F6"),
    ("split", "split", "^T"),
    ("cash", "cash", ""),
    ("park", "park", "^K"),
    ("parked", "parked", ""),
    ("why", "why", "?"),
    ("forget", "forget", ""),
    ("clear", "clear", "^D"),
    ("undo", "undo", ""),
    ("price", "price", "^E"),
    ("language", "app.language", "^L"),
    ("theme", "theme", ""),
    ("lessons", "lessons", ""),
    ("training", "training", "^N"),
    ("catalogue", "catalogue", ""),
    ("help", "help", "F1"),
    ("leave", "app.leave", "^Q"),
)
_WIDTH = 46


def _option(label: str, action: str, cap: str) -> Option:
    padded = Content(label).truncate(_WIDTH - 5, ellipsis=True, pad=True)
    return Option(Content.assemble(padded, " ", (cap, "bold $accent")), id=action)


class MenuScreen(OptionSheet):
    """Dismissed with an action of the till's screen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12,ctrl+p", "close", show=False, priority=True),
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("tab,shift+tab", "stay", show=False),
    ]
    AUTO_FOCUS = "#narrow"

    def compose(self) -> ComposeResult:
        """A line to type in, and a list, which never has the focus."""
        with Vertical(classes="sheet menu"):
            yield FilterBox(id="narrow")
            options = OptionList(markup=False)
            options.can_focus = False
            yield options
            yield Steady(id="none")

    _shown: Sequence[tuple[str, str, str]] = ()
    _anew = True

    def begin(self) -> None:
        """As if never opened before: it is kept when it is closed (see kept.py)."""
        self._anew = True

    def on_screen_resume(self) -> None:
        """Everything, the cursor on the first."""
        if self._anew:
            self._anew = False
            self.query_one("#narrow", FilterBox).fill()
            self.query_one(".sheet").border_subtitle = None
            self.query_one(OptionList).highlighted = None
            self.speak()

    def speak(self) -> None:
        """In the till's language, with the state of what is switched."""
        till = self.till
        rx = till.say("till.rx" if till.sale.prescription else "till.no-rx")
        now = {
            "prescription": {"now": rx},
            "account": {"now": till.say(f"till.account-{till.sale.account}")},
            "theme": {"theme": till.say(f"menu.theme-{till.theme}")},
        }
        self.query_one(".sheet").border_title = Content(till.say("menu.title"))
        self.query_one("#narrow", FilterBox).placeholder = till.say("menu.narrow")
        options = self.query_one(OptionList)
        chosen = None if options.highlighted is None else options.get_option_at_index(options.highlighted).id
        typed = self.query_one("#narrow", FilterBox).value
        meant = [row for row in _ACTIONS if self._is_meant(row[0], row[2], typed, now.get(row[0], {}))]
        shown = [(till.say(f"menu.{name}", **now.get(name, {})), action, cap) for name, action, cap in meant]
        if shown != self._shown:
            self._shown = shown
            options.set_options(_option(*row) for row in shown)
        again = [place for place, (_, action, _) in enumerate(shown) if action == chosen]
        options.highlighted = (again or [0])[0] if shown else None
        none = "" if shown else till.say("menu.none", text=clean(typed, 24))
        self.query_one("#none", Steady).show(Content(none), layout=True)

    def _is_meant(self, name: str, cap: str, typed: str, now: Mapping[str, str]) -> bool:
        """By its name in either language, or by its key."""
        from pos.spelling import matches

        house = self.till.house
        if name == "hospital" and (house is None or house.institution.kind is not Kind.HOSPITAL):
            return False
        if not typed.strip():
            return True
        told = " ".join(say(lang, f"menu.{name}", **now) for lang in LANGUAGES)
        return matches(told, typed) or (bool(cap) and typed.strip().casefold() == cap.casefold())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrower at once, the cursor on the first."""
        event.stop()
        self.query_one(OptionList).highlighted = None
        self.speak()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.action_choose()

    def action_move(self, how: str) -> None:
        """The line keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_stay(self) -> None:
        """The focus stays where it is."""

    def action_back(self) -> None:
        """Take what was typed away first, then the menu."""
        narrow = self.query_one("#narrow", FilterBox)
        if narrow.value:
            narrow.value = ""
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Nothing."""
        self.dismiss(None)
