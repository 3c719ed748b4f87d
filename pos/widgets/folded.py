"""Styled text in lines, broken as Chinese and Latin are."""

from textual.content import Content

from pos.folding import spans


def folded(content: Content, width: int, indent: str = "") -> list[Content]:
    """No line wider than `width` cells; lines after the first begin with `indent`."""
    room = max(1, width - len(indent))
    first, *rest = [content[start:end] for start, end in spans(content.plain, room)]
    return [first, *(Content(indent) + line for line in rest)]
