"""A sheet with a list of options, one of which is chosen."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList

if TYPE_CHECKING:
    from pos.app import TillApp


class OptionSheet(ModalScreen[str | None]):
    """Dismissed with the id of the option that was chosen, or None. A subclass fills the list in `speak`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("ctrl+j", "choose", show=False),
    ]
    AUTO_FOCUS = "OptionList"

    @property
    def till(self) -> "TillApp":
        """The application."""
        return cast("TillApp", self.app)

    def on_mount(self) -> None:
        """Filled once, and again when the language changes."""
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        raise NotImplementedError

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
