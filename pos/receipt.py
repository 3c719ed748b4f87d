"""The receipt as plain text, for 80 mm paper (42 cells a line) or 58 mm (32). Pure.

Every payer stands on it with its amount; names are masked; what is not booked is said to be so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from rich.cells import cell_len, chop_cells

from engine.model.codes import Event
from engine.model.settlement import LineSplit, Settlement
from engine.money import Money, total
from pos.masking import masked
from pos.sale import SaleLine
from pos.wording import Lang, say
from pos.wording.clean import clean

WIDE, NARROW = 42, 32
"""Cells a line on paper of 80 mm and 58 mm, at 12 dots a cell."""
_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a receipt says beside the record. `names` by person's id; `english` item names by code; `private` is cash, not booked.

    `reasons` are the sentences of its steps, where they are asked for. `visit` is the number of a hospital's that it belongs to,
    `queue` where to wait, of the registration's own.
    """

    settlement: Settlement
    names: Mapping[str, str]
    institution: str
    english: Mapping[str, str] = field(default_factory=dict)
    private: tuple[SaleLine, ...] = ()
    tendered: Money | None = None
    copy: bool = False
    reasons: tuple[str, ...] = ()
    visit: str = ""
    queue: str = ""

    @property
    def private_total(self) -> Money:
        """Cash beside the settlement."""
        return total(line.amount for line in self.private)

    @property
    def cash_due(self) -> Money:
        """All cash in the hand: the settlement's, less what the wallet paid, and what was taken off it."""
        return self.settlement.coins + self.private_total


def receipt(slip: Slip, lang: Lang, width: int = WIDE) -> str:
    """The whole receipt, lines no wider than `width` cells, ended by a newline."""
    return "".join(f"{line}\n" for line in _Paper(slip, lang, width).lines())


def quantity_text(quantity: Decimal) -> str:
    """2, 0.5: without idle zeros or exponents."""
    return f"{quantity.normalize():f}"


@dataclass(frozen=True, slots=True)
class _Paper:
    slip: Slip
    lang: Lang
    width: int

    def lines(self) -> Iterator[str]:
        record = self.slip.settlement
        yield self._middle(self.slip.institution)
        yield self._middle(self._say(f"receipt.title-{record.event}"))
        if self.slip.copy:
            yield self._middle(self._say("receipt.copy"))
        yield from self._head(record)
        yield self._rule()
        for line in record.lines:
            yield from self._goods(line)
        yield self._rule()
        yield from self._figures(record)
        yield from self._private()
        yield self._rule()
        yield from self._foot(record)

    def _head(self, record: Settlement) -> Iterator[str]:
        yield self._rule()
        yield from self._pair("receipt.number", record.id)
        if record.undoes:
            yield from self._pair("receipt.undoes", record.undoes)
        if record.replaces:
            yield from self._pair("receipt.replaces", record.replaces)
        if self.slip.visit:
            yield from self._pair("receipt.visit", self.slip.visit)
        yield from self._pair("receipt.time", f"{record.at:%Y-%m-%d %H:%M:%S}")
        yield from self._pair("receipt.holder", f"{self._name(record.holder)} {self._say(f'insurance.{record.insurance}')}")
        if record.shown_by:
            yield from self._pair("receipt.shown-by", f"{self._name(record.shown_by)} {self._say('receipt.family-account')}")
        care = self._say(f"care.{record.care}")
        if record.event is not Event.PREMIUM:
            care += " " + self._say("till.rx" if record.prescription else "till.no-rx")
        yield from self._pair("receipt.care", care)

    def _goods(self, line: LineSplit) -> Iterator[str]:
        name = self.slip.english.get(line.code) if self.lang == "en" else None
        yield from self._item(name or line.name, self._say(f"class.{line.item_class}"), line.quantity, line.price, line.total)
        for code in line.trace:
            yield from self._pair("receipt.trace", clean(code, _NAME))

    def _item(self, name: str, badge: str, quantity: Decimal, price: Decimal, amount: Money) -> Iterator[str]:
        yield from self._wrapped(f"[{badge}] {clean(name, _NAME)}")
        yield from self._row(f"  {quantity_text(quantity)} x {price:f}", str(amount))

    def _figures(self, record: Settlement) -> Iterator[str]:
        figures = record.figures.by_name()
        yield from self._row(self._say("figure.total"), str(record.figures.total))
        for name in ("off_catalogue", "over_limit", "first_share", "in_scope", "deductible"):
            if figures[name]:
                yield from self._row("  " + self._say(f"figure.{name}"), str(figures[name]))
        yield from self._row(self._say("figure.fund"), str(record.figures.fund))
        yield from self._row(self._say("figure.burden"), str(record.figures.burden))
        yield from self._row("  " + self._say("figure.own_account"), str(record.figures.own_account))
        for draw in record.draws:
            yield from self._row(f"  {self._say('figure.mutual_aid')} {self._name(draw.authoriser)}", str(draw.amount))
        yield from self._row("  " + self._say("figure.cash"), str(record.figures.cash))
        if record.wallet:
            yield from self._row("  " + self._say("money.from-wallet"), str(record.wallet))
        yield from self._row(self._say("receipt.own-after"), str(record.own_after))

    def _private(self) -> Iterator[str]:
        if self.slip.private:
            yield self._rule()
            yield from self._wrapped(self._say("receipt.private"))
            for line in self.slip.private:
                name = line.item.english if self.lang == "en" and line.item.english else line.item.name
                yield from self._item(name, self._say(f"class.{line.item.item_class}"), line.quantity, line.item.price, line.amount)
            yield from self._row(self._say("receipt.private-total"), str(self.slip.private_total))
        yield self._rule()
        yield from self._row(self._say("receipt.cash-due"), str(self.slip.cash_due))
        if self.slip.tendered is not None and self.slip.cash_due:
            yield from self._row(self._say("receipt.tendered"), str(self.slip.tendered))
            yield from self._row(self._say("receipt.change"), str(self.slip.tendered - self.slip.cash_due))

    def _foot(self, record: Settlement) -> Iterator[str]:
        if self.slip.queue:  # what the patient looks for
            yield from self._wrapped(self.slip.queue)
            yield self._rule()
        if self.slip.reasons:
            yield from self._wrapped(self._say("receipt.reasons"))
            for number, reason in enumerate(self.slip.reasons, start=1):
                yield from self._wrapped(f"{number}. {reason}")
            yield self._rule()
        yield from self._wrapped(f"{self._say('receipt.edition')} {record.edition}")
        marks = {str(step.facts["mark"]) for step in record.steps if "mark" in step.facts}
        if marks:
            words = ", ".join(f"{mark} {self._say(f'mark.{mark}')}" for mark in "SsIA" if mark in marks)
            yield from self._wrapped(f"{self._say('receipt.marks')} {words}")
        yield from self._wrapped(self._say("receipt.simulation"))

    def _say(self, key: str) -> str:
        return say(self.lang, key)

    def _name(self, person: str) -> str:
        return masked(self.slip.names.get(person, person))

    def _rule(self) -> str:
        return "-" * self.width

    def _middle(self, text: str) -> str:
        text = chop_cells(clean(text, _NAME), self.width)[0] if text else ""
        return " " * ((self.width - cell_len(text)) // 2) + text

    def _pair(self, key: str, value: str) -> Iterator[str]:
        return self._wrapped(f"{self._say(key)} {value}")

    def _row(self, label: str, amount: str) -> Iterator[str]:
        """Label left, amount right; a label too long for both has a line of its own."""
        gap = self.width - cell_len(label) - cell_len(amount)
        if gap < 1:
            yield from self._wrapped(label)
            label, gap = "", self.width - cell_len(amount)
        yield label + " " * gap + amount

    def _wrapped(self, text: str) -> Iterator[str]:
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
