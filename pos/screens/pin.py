"""The credential's PIN, where the institution asks for it. It is shown as dots, kept nowhere, and goes to the engine once."""

from typing import ClassVar

from textual.widgets import Input

from pos.screens.asking import AskingScreen

_LONGEST = 12


class PinBox(Input):
    """Of dots."""

    longest_number = _LONGEST


class PinScreen(AskingScreen[str]):
    """Dismissed with what was typed, or None to go back to the figures: nothing was settled. A hand scan is no PIN."""

    TITLE_KEY: ClassVar[str] = "pin.title"
    QUESTION_KEY: ClassVar[str] = "pin.question"

    def field(self) -> Input:
        """Of dots."""
        return PinBox(password=True, max_length=_LONGEST, restrict=r"[0-9]*", select_on_focus=False)

    def answer_in(self, text: str) -> str | None:
        """Empty is no answer."""
        return text or None
