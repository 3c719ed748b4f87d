"""The receipt as plain text, for 80 mm paper (42 cells a line) or 58 mm (32). Pure.

Every payer stands on it with its amount; names are masked; what was bought privately in the same act stands below.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.model.codes import Event
from engine.model.private import PrivateSale
from engine.model.settlement import Settlement
from engine.money import Money
from pos.masking import masked
from pos.slip_paper import NARROW, WIDE, SlipPaper
from pos.wording import Lang

__all__ = ["NARROW", "WIDE", "Slip", "receipt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a receipt says beside the record. `names` by person's id; `english` item names by code; `private` is what was bought with it.

    `training`: it is marked as no receipt. `reasons` are the sentences of its steps, where they are asked for. `visit` is the number of a
    hospital's that it belongs to, `queue` where to wait, of the registration's own.
    """

    settlement: Settlement
    names: Mapping[str, str]
    institution: str
    english: Mapping[str, str] = field(default_factory=dict)
    private: PrivateSale | None = None
    tendered: Money | None = None
    copy: bool = False
    training: bool = False
    reasons: tuple[str, ...] = ()
    visit: str = ""
    queue: str = ""

    @property
    def private_total(self) -> Money:
        """Cash beside the settlement."""
        return Money.ZERO if self.private is None else self.private.total

    @property
    def cash_due(self) -> Money:
        """All cash in the hand: the settlement's, less what the wallet paid, and what was taken off it."""
        return self.settlement.coins + self.private_total


def receipt(slip: Slip, lang: Lang, width: int = WIDE) -> str:
    """The whole receipt, lines no wider than `width` cells, ended by a newline."""
    return "".join(f"{line}\n" for line in _Paper(slip, SlipPaper(lang, width)).lines())


@dataclass(frozen=True, slots=True)
class _Paper:
    slip: Slip
    paper: SlipPaper

    def lines(self) -> Iterator[str]:
        record = self.slip.settlement
        yield from self.paper.no_receipt(training=self.slip.training)
        yield self.paper.middle(self.slip.institution)
        yield self.paper.middle(self._say(f"receipt.title-{record.event}"))
        if self.slip.copy:
            yield self.paper.middle(self._say("receipt.copy"))
        yield from self._head(record)
        yield self.paper.rule()
        for line in record.lines:
            yield from self.paper.goods(line, self.slip.english.get(line.code))
        yield self.paper.rule()
        yield from self._figures(record)
        yield from self._private()
        yield self.paper.rule()
        yield from self._foot(record)
        yield from self.paper.no_receipt(training=self.slip.training)

    def _head(self, record: Settlement) -> Iterator[str]:
        yield self.paper.rule()
        yield from self.paper.pair("receipt.number", record.id)
        if record.undoes:
            yield from self.paper.pair("receipt.undoes", record.undoes)
        if record.replaces:
            yield from self.paper.pair("receipt.replaces", record.replaces)
        if self.slip.visit:
            yield from self.paper.pair("receipt.visit", self.slip.visit)
        yield from self.paper.pair("receipt.time", f"{record.at:%Y-%m-%d %H:%M:%S}")
        yield from self.paper.pair("receipt.holder", f"{self._name(record.holder)} {self._say(f'insurance.{record.insurance}')}")
        if record.shown_by:
            yield from self.paper.pair("receipt.shown-by", f"{self._name(record.shown_by)} {self._say('receipt.family-account')}")
        care = self._say(f"care.{record.care}")
        if record.event is not Event.PREMIUM:
            care += " " + self._say("till.rx" if record.prescription else "till.no-rx")
        yield from self.paper.pair("receipt.care", care)

    def _figures(self, record: Settlement) -> Iterator[str]:
        figures = record.figures.by_name()
        yield from self.paper.row(self._say("figure.total"), str(record.figures.total))
        for name in ("off_catalogue", "over_limit", "first_share", "in_scope", "deductible"):
            if figures[name]:
                yield from self.paper.row("  " + self._say(f"figure.{name}"), str(figures[name]))
        yield from self.paper.row(self._say("figure.fund"), str(record.figures.fund))
        yield from self.paper.row(self._say("figure.burden"), str(record.figures.burden))
        yield from self.paper.row("  " + self._say("figure.own_account"), str(record.figures.own_account))
        for draw in record.draws:
            yield from self.paper.row(f"  {self._say('figure.mutual_aid')} {self._name(draw.authoriser)}", str(draw.amount))
        yield from self.paper.row("  " + self._say("figure.cash"), str(record.figures.cash))
        if record.wallet:
            yield from self.paper.row("  " + self._say("money.from-wallet"), str(record.wallet))
        yield from self.paper.row(self._say("receipt.own-after"), str(record.own_after))

    def _private(self) -> Iterator[str]:
        private = self.slip.private
        if private is not None:
            yield self.paper.rule()
            yield from self.paper.wrapped(self._say("receipt.private"))
            yield from self.paper.pair("receipt.private-number", private.id)
            for line in private.lines:
                yield from self.paper.goods(line, self.slip.english.get(line.code))
            yield from self.paper.row(self._say("receipt.private-total"), str(private.total))
        yield self.paper.rule()
        yield from self.paper.row(self._say("receipt.cash-due"), str(self.slip.cash_due))
        if self.slip.tendered is not None and self.slip.cash_due:
            yield from self.paper.row(self._say("receipt.tendered"), str(self.slip.tendered))
            yield from self.paper.row(self._say("receipt.change"), str(self.slip.tendered - self.slip.cash_due))

    def _foot(self, record: Settlement) -> Iterator[str]:
        if self.slip.queue:  # what the patient looks for
            yield from self.paper.wrapped(self.slip.queue)
            yield self.paper.rule()
        if self.slip.reasons:
            yield from self.paper.wrapped(self._say("receipt.reasons"))
            for number, reason in enumerate(self.slip.reasons, start=1):
                yield from self.paper.wrapped(f"{number}. {reason}")
            yield self.paper.rule()
        yield from self.paper.wrapped(f"{self._say('receipt.edition')} {record.edition}")
        marks = {str(step.facts["mark"]) for step in record.steps if "mark" in step.facts}
        if marks:
            words = ", ".join(f"{mark} {self._say(f'mark.{mark}')}" for mark in "SsIA" if mark in marks)
            yield from self.paper.wrapped(f"{self._say('receipt.marks')} {words}")
        yield from self.paper.wrapped(self._say("receipt.simulation"))

    def _say(self, key: str) -> str:
        return self.paper.say(key)

    def _name(self, person: str) -> str:
        return masked(self.slip.names.get(person, person))
