"""Who signs in."""

from typing import ClassVar

from textual.widgets import Input

from pos.screens.asking import AskingScreen
from pos.widgets.entry_line import EntryLine

_LONGEST = 80


class OperatorScreen(AskingScreen[str]):
    """Dismissed with a name, or None. A hand scan is no name and passes."""

    TITLE_KEY: ClassVar[str] = "day.sign-in"
    QUESTION_KEY: ClassVar[str] = "day.who"

    def field(self) -> Input:
        """A line of text."""
        return EntryLine(longest=_LONGEST)

    def answer_in(self, text: str) -> str | None:
        """Empty is no name."""
        return text if text.strip() else None

    def scanned(self, text: str) -> None:
        """Not here."""
