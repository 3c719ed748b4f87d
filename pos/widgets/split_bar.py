"""Who pays, as a bar and a table. Each payer has a pattern and a colour: █ fund, ▓ own account, ▒ mutual aid, ░ cash."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from engine.money import Money

PartKind = Literal["fund", "own", "pool", "cash"]
_PATTERNS: dict[PartKind, str] = {"fund": "█", "own": "▓", "pool": "▒", "cash": "░"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`before` is what was agreed, where the figures have changed since."""

    kind: PartKind
    label: str
    amount: Money
    before: Money | None = None


def cells(amounts: Sequence[int], width: int) -> list[int]:
    """`width` shared in proportion, at least one cell for whatever is not nothing; nothing at all for a sum of zero."""
    whole = sum(amounts)
    if whole <= 0:
        return [0] * len(amounts)
    shares = [max(1, round(amount * width / whole)) if amount else 0 for amount in amounts]
    while (over := sum(shares) - width) != 0:
        widest = max(range(len(shares)), key=lambda place: shares[place])
        if over > 0 and shares[widest] <= 1:
            break
        shares[widest] -= 1 if over > 0 else -1
    return shares


class SplitBar(Widget):
    """As wide as its room."""

    DEFAULT_CSS: ClassVar[str] = """
    SplitBar { height: auto; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._parts: Sequence[Part] = ()
        self._notes: Sequence[Content] = ()

    def show(self, parts: Sequence[Part], notes: Sequence[Content] = ()) -> None:
        """Bar and table, with notes below."""
        if parts == self._parts and len(notes) == len(self._notes) and all(map(Content.is_same, notes, self._notes)):
            return
        before = self._height
        self._parts, self._notes = parts, notes
        height = self.styles.height
        self.refresh(layout=self._height != before and (height is None or height.is_auto))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line a payer, the bar above, the notes below."""
        del container, viewport, width
        return self._height

    @property
    def _height(self) -> int:
        return len(self._parts) + bool(self._parts) + len(self._notes)

    def render(self) -> Content:
        """Bar, table, notes."""
        width = self.content_size.width
        lines = [_bar(self._parts, width), *(_row(part, width) for part in self._parts)] if self._parts else []
        return Content("\n").join([*lines, *self._notes])


def _bar(parts: Sequence[Part], width: int) -> Content:
    shares = cells([part.amount.fen for part in parts], width)
    return Content.assemble(
        *((_PATTERNS[part.kind] * share, f"$split-{part.kind}") for part, share in zip(parts, shares, strict=True) if share)
    )


def _row(part: Part, width: int) -> Content:
    amount = str(part.amount)
    if part.before is not None and part.before != part.amount:
        amount = f"{part.before} → {amount}"
    room = max(1, width - 2 - len(amount) - 1)
    label = Content(part.label).truncate(room, ellipsis=True, pad=True)
    changed = part.before is not None and part.before != part.amount
    return Content.assemble(
        (_PATTERNS[part.kind], f"$split-{part.kind}"),
        " ",
        label,
        " ",
        (amount, "bold $accent" if changed else "bold" if part.amount else "$muted"),
    )
