"""X and Z as plain text for the roll of receipts: 42 cells a line on 80 mm, 32 on 58 mm. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.model.movement import MoneyEvent
from engine.model.takings import PAYERS, Closing, Flow, Takings
from engine.money import Money
from pos.slip_paper import WIDE, SlipPaper
from pos.wording import Lang, say
from pos.wording.clean import clean
from pos.wording.say import table

_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """What stands on the paper beside the takings. `number` is that of a closing, None on an X; `counted` is not booked yet."""

    place: str
    takings: Takings
    at: datetime
    operator: str = ""
    number: int | None = None
    copy: bool = False
    counted: Money | None = None


def of_closing(closing: Closing, place: str, *, copy: bool) -> DayReport:
    """A Z as it was kept; every printing but the first is a copy."""
    return DayReport(place=place, takings=closing.takings, at=closing.at, operator=closing.operator, number=closing.number, copy=copy)


def day_paper(report: DayReport, lang: Lang, width: int = WIDE, *, training: bool) -> str:
    """The whole report, lines no wider than `width` cells, ended by a newline."""
    return "".join(f"{line}\n" for line in _Paper(report, SlipPaper(lang, width), training).lines())


def event_word(lang: Lang, event: str) -> str:
    """Of a settlement or movement; one that has no word yet is called by its own name."""
    found = next((key for key in (f"event.{event}", f"movement.{event}", f"closing.event-{event}") if key in table()), None)
    word = clean(event, _NAME) if found is None else say(lang, found)
    return word[:1].upper() + word[1:]


@dataclass(frozen=True, slots=True)
class _Paper:
    report: DayReport
    paper: SlipPaper
    training: bool

    def lines(self) -> Iterator[str]:
        report, rule = self.report, self.paper.rule()
        number = "x" if report.number is None else "z"
        yield from self.paper.no_receipt(training=self.training)
        yield self.paper.middle(report.place)
        yield self.paper.middle(self._say(f"closing.title-{number}", number=report.number))
        if report.copy:
            yield self.paper.middle(self._say("receipt.copy"))
        yield rule
        yield from self._head()
        yield rule
        yield from self._taken(report.takings)
        yield rule
        yield from self._drawer(report.takings)
        if report.takings.operators:
            yield rule
            yield from self._operators(report.takings)
        if report.takings.elsewhere:
            yield rule
            yield from self._elsewhere(report.takings)
        yield rule
        yield from self.paper.wrapped(self._say("receipt.simulation"))
        yield from self.paper.no_receipt(training=self.training)

    def _head(self) -> Iterator[str]:
        report, takings = self.report, self.report.takings
        yield from self._row(self._say("closing.at"), f"{report.at:%Y-%m-%d %H:%M:%S}")
        since = self._say("closing.first") if takings.since is None else f"{takings.since:%Y-%m-%d %H:%M:%S}"
        yield from self._row(self._say("closing.since"), since)
        yield from self._row(self._say("closing.entries"), f"{takings.after + 1}-{takings.upto}")
        yield from self._row(self._say("closing.operator"), clean(report.operator, _NAME) or self._say("closing.nobody"))

    def _taken(self, takings: Takings) -> Iterator[str]:
        if not takings.taken:
            yield from self.paper.wrapped(self._say("closing.no-settlement"))
        for each in takings.taken:
            yield from self._row(self._counted(event_word(self.paper.lang, each.event), each.count), str(each.total))
        net = takings.net
        if takings.taken:
            yield from self._row(self._counted(self._say("closing.net"), net.count), str(net.total))
            for name in PAYERS[1:]:
                if name != "wallet" or net.wallet:
                    yield from self._row("  " + self._say(f"closing.payer-{name}"), str(getattr(net, name)))
        if takings.average is not None:
            yield from self._row(self._say("closing.average"), str(takings.average))
        if takings.private:
            count = sum(flow.count for flow in takings.private)
            yield from self._row(self._counted(self._say("closing.private"), count), str(takings.private_cash))

    def _drawer(self, takings: Takings) -> Iterator[str]:
        yield from self._row(self._say("closing.opening"), str(takings.opening))
        for flow in takings.drawer:
            yield from self._row("  " + self._counted(self._flow(flow), flow.count), str(flow.net))
        yield from self._row(self._say("closing.cash-in"), str(takings.cash_in))
        yield from self._row(self._say("closing.cash-out"), str(takings.cash_out))
        yield from self._row(self._say("closing.expected"), str(takings.expected))
        if self.report.counted is not None:
            yield from self._row(self._say("closing.counted-now"), str(self.report.counted))
            yield from self._row(self._say("closing.difference"), str(self.report.counted - takings.expected))
        elif takings.counted is None or takings.counted_at is None:
            yield from self.paper.wrapped(self._say("closing.not-counted"))
        else:
            yield from self._row(self._say("closing.counted", at=f"{takings.counted_at:%H:%M}"), str(takings.counted))

    def _flow(self, flow: Flow) -> str:
        return self._say("closing.miscounted") if flow.event == MoneyEvent.COUNT else event_word(self.paper.lang, flow.event)

    def _operators(self, takings: Takings) -> Iterator[str]:
        yield from self.paper.wrapped(self._say("closing.operators"))
        for share in takings.operators:
            name = clean(share.operator, _NAME) or self._say("closing.nobody")
            yield from self._row("  " + self._counted(name, share.count), str(share.total))
            yield from self._row("    " + self._say("closing.payer-cash"), str(share.cash))

    def _elsewhere(self, takings: Takings) -> Iterator[str]:
        yield from self.paper.wrapped(self._say("closing.elsewhere"))
        for flow in takings.elsewhere:
            yield from self._row("  " + self._counted(event_word(self.paper.lang, flow.event), flow.count), str(flow.net))

    def _counted(self, word: str, count: int) -> str:
        return self._say("closing.row", word=word, count=count)

    def _row(self, label: str, amount: str) -> Iterator[str]:
        return self.paper.row(label, amount)

    def _say(self, key: str, **facts: object) -> str:
        return say(self.paper.lang, key, **facts)
