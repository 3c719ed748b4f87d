"""A line that narrows a list while it is typed; `?` in it asks for the reasons."""

from pos.widgets.why_box import WhyBox

_SETTLEMENT = 14
_LONGEST = 120


class FilterBox(WhyBox):
    """Enter is the screen's: it takes what is under the cursor of the list."""

    longest_number = _SETTLEMENT
    """Digits that somebody may type here; more were scanned (pos.widgets.ear)."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(longest=_LONGEST, id=id)
