"""Text that is drawn anew only when it says something else: a screen says all of its texts after each change."""

from textual.content import Content
from textual.widgets import Static


class Steady(Static):
    """Nothing from outside is taken for markup."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, markup=False)
        self._shown = Content("")

    def show(self, content: Content, *, layout: bool = False) -> None:
        """`layout`: it is as tall as its text."""
        if not content.is_same(self._shown):
            self._shown = content
            self.update(content, layout=layout)
