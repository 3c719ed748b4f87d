"""Paper of a receipt's width, in terminal cells: what every slip is laid out with. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

from engine.model.private import PrivateLine
from engine.model.settlement import LineSplit
from pos.quantity_text import quantity_text
from pos.training_mark import NO_RECEIPT
from pos.wording import Lang, say
from pos.wording.clean import clean

WIDE, NARROW = 42, 32
"""Cells a line on paper of 80 mm and 58 mm, at 12 dots a cell."""
NAME = 120


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """Lines no wider than `width` cells."""

    lang: Lang
    width: int

    def say(self, key: str) -> str:
        """In the slip's language."""
        return say(self.lang, key)

    def goods(self, line: LineSplit | PrivateLine, english: str | None) -> Iterator[str]:
        """Class and name; quantity, price and amount; the trace codes of its packs."""
        name = english if self.lang == "en" and english else line.name
        yield from self.wrapped(f"[{self.say(f'class.{line.item_class}')}] {clean(name, NAME)}")
        yield from self.row(f"  {quantity_text(line.quantity)} x {line.price:f}", str(line.total))
        for code in line.trace:
            yield from self.pair("receipt.trace", clean(code, NAME))

    def rule(self) -> str:
        """Across the paper."""
        return "-" * self.width

    def middle(self, text: str) -> str:
        """Centred, cut to one line."""
        text = chop_cells(clean(text, NAME), self.width)[0] if text else ""
        return " " * ((self.width - cell_len(text)) // 2) + text

    def no_receipt(self, *, training: bool) -> Iterator[str]:
        """First and last on whatever training prints, in both languages."""
        if training:
            yield from (self.middle(line) for line in NO_RECEIPT)

    def pair(self, key: str, value: str) -> Iterator[str]:
        """A word of the wording and what it names."""
        return self.wrapped(f"{self.say(key)} {value}")

    def row(self, label: str, amount: str) -> Iterator[str]:
        """Label left, amount right; a label too long for both has a line of its own."""
        gap = self.width - cell_len(label) - cell_len(amount)
        if gap < 1:
            yield from self.wrapped(label)
            label, gap = "", self.width - cell_len(amount)
        yield label + " " * gap + amount

    def wrapped(self, text: str) -> Iterator[str]:
        """At blanks where there are any; a word wider than the paper is cut."""
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= self.width:
                line = longer
                continue
            if line:
                yield line
            *whole, line = chop_cells(word, self.width)
            yield from whole
        if line:
            yield line
