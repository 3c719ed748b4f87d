"""A sentence on whatever screen is in front, in the place that it keeps for sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widgets import Static

from pos.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.screen import Screen


def notice(screen: Screen[Any], sentence: str) -> None:
    """The status line, the line for what was told, or the lower edge of a sheet; a screen that has none of them shows nothing."""
    for line in screen.query(StatusLine):
        line.tell(sentence, "bad")
        return
    for told in screen.query("#told").results(Static):
        told.update(Content(sentence))
        return
    for sheet in screen.query(".sheet"):
        sheet.border_subtitle = Content.styled(f"! {sentence}", "bold $error")
        return
