"""What of a sale with private goods beside it comes back: all of it, or the insurance part alone. Esc gives nothing back."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from textual.binding import BindingType

from pos.screens.question import QuestionScreen
from pos.widgets.keys import Key, bindings

Choice = Literal["all", "insured"]


class RefundChoiceScreen(QuestionScreen[Choice]):
    """Dismissed with what comes back, or None."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="enter,ctrl+j,f9", cap="Enter", action="answer('all')", label="private.choice-all"),
        Key(keys="f5", cap="F5", action="answer('insured')", label="private.choice-insured"),
        Key(keys="escape", cap="Esc", action="back", label="till.key-back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CAP_CELLS = 7

    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__("private.choice-question", facts)
