"""Texts in a table's columns."""

from rich.text import Text


def cell(text: str, width: int, style: str = "") -> Text:
    """On one line; what is wider ends in an ellipsis."""
    shown = Text(text, style=style, no_wrap=True, overflow="ellipsis")
    shown.truncate(width, overflow="ellipsis")
    return shown
