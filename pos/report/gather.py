"""What the report tells, from the books and from the refusals beside them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from engine.model.institution import Institution
from engine.model.settlement import Settlement
from engine.money import Money
from engine.service.engine import Engine
from engine.service.reporting import DeductibleSoFar
from pos.masking import masked
from pos.refusals_met import file_beside, read
from pos.report.period import Period

#: Who pays, in the order they are drawn.
PAYERS = ("fund", "own_account", "mutual_aid", "wallet", "cash", "private")


@dataclass(slots=True)
class Paid:
    """Net of what was given back, in fen by payer; `count` are sales, what undid them taken off."""

    fen: Counter[str] = field(default_factory=Counter)
    count: int = 0

    def add(self, record: Settlement) -> None:
        """One settlement, refund or reversal."""
        figures = record.figures
        self.count += -1 if record.undoes else 1
        amounts = (figures.fund, figures.own_account, figures.mutual_aid, record.wallet, record.coins)
        self.fen.update({payer: amount.fen for payer, amount in zip(PAYERS, amounts, strict=False)})

    def by(self, payer: str) -> Money:
        """What one of them paid."""
        return Money(self.fen[payer])

    @property
    def whole(self) -> Money:
        """All of them together."""
        return Money(sum(self.fen.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDraws:
    """What one account paid for one relative; names as they may be shown."""

    authoriser: str
    beneficiary: str
    count: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedOften:
    """In the days of the report, and in the year up to its last day."""

    code: str
    days: int
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`place` None: every institution of the books. `level_of` is the institution that deductibles are told for."""

    period: Period
    made: datetime
    place: Institution | None
    level_of: Institution
    days: dict[date, Paid]
    months: dict[str, Paid]
    families: tuple[FamilyDraws, ...]
    deductibles: tuple[DeductibleSoFar, ...]
    refusals: tuple[RefusedOften, ...]

    @property
    def last_day(self) -> Paid:
        """The day that the report ends with."""
        return self.days[self.period.last]

    @property
    def year(self) -> Paid:
        """All months."""
        whole = Paid()
        for month in self.months.values():
            whole.fen.update(month.fen)
            whole.count += month.count
        return whole


@dataclass(slots=True)
class _Sums:
    """Filled record by record, so that no more than the sums is kept."""

    period: Period
    place: Institution | None
    days: dict[date, Paid]
    months: dict[str, Paid]
    draws: Counter[tuple[str, str]] = field(default_factory=Counter)
    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    holders: dict[str, None] = field(default_factory=dict)

    def here(self, institution: str | None) -> bool:
        """Whether it is told of at all."""
        return self.place is None or self.place.id == institution

    def at(self, day: date) -> Iterator[Paid]:
        """The sums that a day counts in."""
        if day in self.days:
            yield self.days[day]
        if day >= self.period.new_year:
            yield self.months[f"{day:%Y-%m}"]

    def take(self, record: Settlement) -> None:
        """A premium is a draw, paid for a relative, and sold nowhere."""
        day = record.at.date()
        if not self.here(record.institution):
            return
        if day >= self.period.new_year:
            for draw in record.draws:
                self.draws[draw.authoriser, record.holder] += draw.amount.fen
                self.times[draw.authoriser, record.holder] += -1 if record.undoes else 1
        if record.institution is not None:
            for paid in self.at(day):
                paid.add(record)
            self.holders[record.holder] = None

    def families(self, names: Mapping[str, str]) -> tuple[FamilyDraws, ...]:
        """The largest first; those that came back wholly are left out."""
        found = [
            FamilyDraws(authoriser=names[giver], beneficiary=names[taker], count=self.times[giver, taker], amount=Money(fen))
            for (giver, taker), fen in self.draws.items()
            if fen
        ]
        return tuple(sorted(found, key=lambda family: -family.amount.fen))


def gather(engine: Engine, period: Period, *, place: Institution | None, own: Institution) -> Report:
    """Reads each record of the time once. Raises EngineError."""
    sums = _Sums(
        period=period,
        place=place,
        days={day: Paid() for day in _days(period.first, period.last)},
        months={f"{period.last.year}-{month:02d}": Paid() for month in range(1, period.last.month + 1)},
    )
    begin = min(period.first, period.new_year)
    engine.reporting.settlements(begin, period.last, sums.take)
    for institution, day, amount in engine.reporting.private_cash(begin, period.last):
        for paid in sums.at(day) if sums.here(institution) else ():
            paid.fen["private"] += amount.fen
    level_of = place or own
    return Report(
        period=period,
        made=engine.now(),
        place=place,
        level_of=level_of,
        days=sums.days,
        months=sums.months,
        families=sums.families({person.id: masked(person.name) for person in engine.people()}),
        deductibles=tuple(engine.reporting.deductibles(sums.holders, level_of.id, period.last)),
        refusals=_refused(engine, period, place),
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _refused(engine: Engine, period: Period, place: Institution | None) -> tuple[RefusedOften, ...]:
    days: Counter[str] = Counter()
    year: Counter[str] = Counter()
    for met in read(file_beside(engine.books.url)):
        if place is not None and met.institution not in {place.id, ""}:
            continue
        day = met.at.date()
        days[met.code.value] += period.first <= day <= period.last
        year[met.code.value] += period.new_year <= day <= period.last
    told = [RefusedOften(code=code, days=days[code], year=year[code]) for code in year if days[code] or year[code]]
    return tuple(sorted(told, key=lambda each: (-each.year, -each.days, each.code)))
