"""What the entry line takes and what the keys do; the second page is the magic list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from pos.screens.reading import ReadingScreen
from pos.widgets.keys import Key, bindings


class HelpScreen(ReadingScreen):
    """One page at 80 x 24."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="escape,f1,enter,ctrl+j,question_mark", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=1),
        Key(keys="f2,tab", cap="F2", action="list", label="catalogue.key-list", rank=0),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def title_now(self) -> str:
        """Help."""
        return self.say("help.title")

    def text_now(self) -> Content:
        """As it stands in the wording."""
        return Content(self.say("help.text"))

    def action_list(self) -> None:
        """What provokes every refusal and outcome, in this page's place."""
        from pos.screens.catalogue import CatalogueScreen

        self.app.switch_screen(CatalogueScreen())
