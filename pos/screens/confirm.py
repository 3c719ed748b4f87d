"""A question with one dangerous answer."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from pos.screens.question import QuestionScreen
from pos.widgets.keys import Key, bindings


class ConfirmScreen(QuestionScreen[bool]):
    """Dismissed with True, or None."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="enter,ctrl+j,f9", cap="Enter", action="answer(True)", label="till.key-yes"),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    BETWEEN = "    "
