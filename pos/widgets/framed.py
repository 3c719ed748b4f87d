"""The words in a widget's frame."""

from textual.content import Content
from textual.widget import Widget


def put_in_frame(widget: Widget, title: str, subtitle: str = "") -> None:
    """Textual draws all of a widget anew when its title is set, to the same words as well."""
    for name, text in (("border_title", title), ("border_subtitle", subtitle)):
        content = Content(text) if text else None
        if getattr(widget, name) != (None if content is None else content.markup):
            setattr(widget, name, content)
