"""A field that takes figures only, full-width ones too; `?` in it asks for the reasons."""

from pos.widgets.why_box import WhyBox

_AMOUNT = r"[0-9０-９.．。]*"
_NUMBER = r"[0-9０-９]*"
_SETTLEMENT, _AMOUNT_DIGITS = 14, 7


class FigureBox(WhyBox):
    """`whole`: digits without a point."""

    def __init__(self, value: str = "", *, whole: bool = False, longest: int = 32, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(value, allowed=_NUMBER if whole else _AMOUNT, longest=longest, select_on_focus=True, id=id)
        self.longest_number = _SETTLEMENT if whole else _AMOUNT_DIGITS  # more digits than that were scanned (pos.widgets.ear)
