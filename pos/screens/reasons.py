"""Why every fen goes where it goes: each step of the settlement as a sentence, with its figures, source and mark."""

from collections.abc import Sequence

from textual.content import Content

from engine.model.step import Step
from pos.screens.reading import ReadingScreen
from pos.widgets.reason_lines import reason_lines


class ReasonsScreen(ReadingScreen):
    """`steps` of a quote or of a record."""

    def __init__(self, steps: Sequence[Step], subject: str = "") -> None:
        super().__init__()
        self._steps, self._subject = steps, subject

    def title_now(self) -> str:
        """With the subject."""
        return f"{self.say('till.reasons-title')}  {self._subject}".rstrip()

    def text_now(self) -> Content:
        """As wide as the page."""
        width = self.query_one("#text").content_size.width
        return Content("\n").join(reason_lines(self._steps, self.till.lang, width, self.till.item_names))

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.speak)
