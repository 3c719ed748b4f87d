"""Why every fen goes where it goes: each step as a sentence with its figures, what would have let a pool pay, and the sources."""

from textual.content import Content

from engine.model.explanation import Explanation
from pos.screens.reading import ReadingScreen
from pos.widgets.payer_card import spread
from pos.widgets.reason_lines import reason_lines, source_lines
from pos.wording.explain import reported_rows

_SUMS = 46


class ReasonsScreen(ReadingScreen):
    """Of a quote or of a record."""

    def __init__(self, explanation: Explanation, subject: str = "") -> None:
        super().__init__()
        self._explanation, self._subject = explanation, subject

    def title_now(self) -> str:
        """With the subject."""
        return f"{self.say('till.reasons-title')}  {self._subject}".rstrip()

    def text_now(self) -> Content:
        """As wide as the page."""
        width = self.query_one("#text").content_size.width
        told, lang = self._explanation, self.till.lang
        lines = reason_lines(told.reasons, lang, width, self.till.item_names)
        if told.reported is not None:
            sums = [spread(name, amount, min(width, _SUMS)) for name, amount in reported_rows(lang, told.reported)]
            lines += [Content(""), Content.styled(self.say("reasons.reported"), "bold $line"), *sums]
        lines += [Content(""), Content.styled(self.say("reasons.sources"), "bold $line"), *source_lines(told.sources, lang, width)]
        return Content("\n").join(lines)

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.speak)
