"""What a widget tells the screen it stands on."""

from typing import Literal

from textual.message import Message

Action = Literal["find", "help", "void", "why"]


class Wanted(Message):
    """A sign on an empty entry line that means an action: `/`, `?`, Delete; or `?` among figures."""

    def __init__(self, what: Action) -> None:
        super().__init__()
        self.what: Action = what
