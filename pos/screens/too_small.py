"""Below 80 x 24 the till shows its size and nothing else: half a figure is worse than none."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from pos.app import TillApp

LEAST = Size(80, 24)


def fits(size: Size) -> bool:
    """Whether the till can be drawn."""
    return size.width >= LEAST.width and size.height >= LEAST.height


class TooSmallScreen(Screen[None]):
    """Goes by itself when the window grows."""

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(id="too-small", markup=False)

    def on_resize(self) -> None:
        """With the size as it is."""
        self.speak()

    def speak(self) -> None:
        """In the till's language."""
        size = self.app.size
        self.query_one("#too-small", Static).update(cast("TillApp", self.app).say("till.too-small", width=size.width, height=size.height))
