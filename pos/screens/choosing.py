"""A sheet with a short list to choose from."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from pos.screens.option_sheet import OptionSheet

if TYPE_CHECKING:
    from textual.timer import Timer

_WIDTH = 46
_SILENCE = 0.15
"""Seconds after which a digit was typed by a finger."""


class ChoosingScreen(OptionSheet):
    """The options are rows. Each row has a digit that chooses it; a scan's many digits choose nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)]
    TITLE_KEY: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._digits = 0
        self._quiet: Timer | None = None

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """Name, label in the till's language, what stands at the right."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A list."""
        with Vertical(classes="sheet menu"):
            yield OptionList(markup=False)

    def speak(self) -> None:
        """In the till's language."""
        self.query_one(".sheet").border_title = Content(self.till.say(self.TITLE_KEY))
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        for number, (name, told, right) in enumerate(self.rows(), start=1):
            room = _WIDTH - Content(right).cell_length - 3
            label = Content(told).truncate(room, ellipsis=True, pad=True)
            options.add_option(Option(Content.assemble((f"{number} ", "bold $accent"), label, " ", (right, "$muted")), id=name))
        options.highlighted = place

    def action_take(self, number: int) -> None:
        """By its digit, when no other follows at once: that would be a hand scanner."""
        self._digits += 1
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(_SILENCE, partial(self._take, number))

    def _take(self, number: int) -> None:
        alone, self._digits = self._digits == 1, 0
        rows = self.rows()
        if alone and number <= len(rows):
            self.dismiss(rows[number - 1][0])
