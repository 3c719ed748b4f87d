"""Two lines above the keys: what just happened, or else what stands under the cursor. Never a toast: those cut Chinese in half."""

from typing import ClassVar, Literal

from textual.content import Content

from pos.widgets.steady import Steady

Kind = Literal["good", "bad", "plain"]
_SIGNS: dict[Kind, tuple[str, str]] = {"good": ("✓ ", "bold $success"), "bad": ("! ", "bold $error"), "plain": ("", "$foreground")}


class StatusLine(Steady):
    """A message stays until the next one; `about` fills the place while there is none."""

    DEFAULT_CSS: ClassVar[str] = """
    StatusLine { height: 2; width: 1fr; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._message: Content | None = None
        self._about = Content("")

    @property
    def message(self) -> str:
        """What it says now; "" when it only tells what is under the cursor."""
        return "" if self._message is None else self._message.plain

    def tell(self, text: str, kind: Kind = "plain") -> None:
        """Say this; "" takes the last message away."""
        sign, style = _SIGNS[kind]
        self._message = Content.assemble((sign + text, style)) if text else None
        self._draw()

    def about(self, content: Content) -> None:
        """What is under the cursor."""
        self._about = content
        self._draw()

    def _draw(self) -> None:
        self.show(self._about if self._message is None else self._message)
