"""One scenario under two policy editions: what each person's side pays more or less.

The two stand in for the rules of one region: that of the first where somebody in the scenario is insured there, else that of the second,
else the only one there is. For the play an edition takes that region's code and holds from the first day to the last. All other regions
keep their editions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.model.person import Person
from engine.money import Money
from engine.policy.edition import Edition
from engine.service.context import CHINA
from pos.play import Player, read_scenario
from pos.scenario import ScenarioFile
from pos.wording.explain import refusal
from pos.wording.say import Lang

Sums = Mapping[str, Money]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Net of refunds. `mutual_aid` is what the person's pool paid for others; the rest is of the person's own settlements.

    Over all people the four add up to all that was billed.
    """

    fund: Money = Money.ZERO
    own_account: Money = Money.ZERO
    mutual_aid: Money = Money.ZERO
    cash: Money = Money.ZERO

    def by_name(self) -> dict[str, Money]:
        """Each figure by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def plus(self, other: "Paid") -> "Paid":
        """The sum, figure by figure."""
        return Paid(**{name: amount + other.by_name()[name] for name, amount in self.by_name().items()})

    def less(self, other: "Paid") -> "Paid":
        """The difference, figure by figure."""
        return Paid(**{name: amount - other.by_name()[name] for name, amount in self.by_name().items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same under `a` and under `b`."""

    a: Paid = Paid()
    b: Paid = Paid()

    @property
    def difference(self) -> Paid:
        """What `b` adds to `a`."""
        return self.b.less(self.a)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A step that one edition let through and the other (`side`, a or b) refused."""

    step: int
    do: str
    side: str
    refused: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`people` in listing order, each with the pair of what was paid; `reported` what the bureau's sums come to under A and under B."""

    title: str
    region: str
    reported: tuple[Sums, Sums]
    people: tuple[tuple[Person, Pair], ...]
    parted: tuple[Parted, ...]

    @property
    def total(self) -> Pair:
        """All people together."""
        whole = Pair()
        for _person, pair in self.people:
            whole = Pair(a=whole.a.plus(pair.a), b=whole.b.plus(pair.b))
        return whole


def compare(a: Edition, b: Edition, path: Path, *, lang: Lang) -> Comparison:
    """Play twice. What the scenario expects is not asked.

    Raises BadInput as a play does, and `nobody-insured-there`.
    """
    file = read_scenario(path)
    region, first_day = _region(file, a, b, path), file.begins.astimezone(CHINA).date()
    plays = [_Play(path, lang=lang, passes=str, editions=[_standing_in(edition, region, first_day)]) for edition in (a, b)]
    steps = [list(play.lines())[:-1] for play in plays]
    paid = [_paid(play) for play in plays]
    return Comparison(
        title=file.title,
        region=region,
        reported=(_reported(plays[0]), _reported(plays[1])),
        people=tuple((person, Pair(a=paid[0][person.id], b=paid[1][person.id])) for person in plays[0].engine.people()),
        parted=tuple(_parted(steps[0], steps[1])),
    )


class _Play(Player):
    """Goes on past a step that depends on one that this edition refused, or on a premium that it does not have."""

    def _unplayable(self, number: int, error: BadInput) -> dict[str, Any]:
        earlier = {step.as_ for step in self.file.steps[: number - 1]}
        if error.code == "unknown-premium" or (error.code == "unknown-name" and error.facts["name"] in earlier):
            return {"ok": False, "refused": error.code, "message": refusal(self._lang, error)}
        return super()._unplayable(number, error)


def _region(file: ScenarioFile, a: Edition, b: Edition, path: Path) -> str:
    insured = {person.region for person in file.people}
    for region in (a.region, b.region):
        if region in insured:
            return region
    if len(insured) != 1:
        told = ", ".join(sorted(insured))[:200] or "-"
        raise BadInput("nobody-insured-there", file=str(path), first=a.region, second=b.region, regions=told)
    return insured.pop()


def _standing_in(edition: Edition, region: str, first_day: date) -> Edition:
    return replace(edition, region=region, effective=min(edition.effective, first_day), until=None)


def _paid(play: Player) -> dict[str, Paid]:
    paid = {person.id: Paid() for person in play.engine.people()}
    for record in play.engine.journal(play.engine.record_count()):
        figures = record.figures
        paid[record.holder] = paid[record.holder].plus(Paid(fund=figures.fund, own_account=figures.own_account, cash=figures.cash))
        for draw in record.draws:
            paid[draw.authoriser] = paid[draw.authoriser].plus(Paid(mutual_aid=draw.amount))
    return paid


def _reported(play: Player) -> Sums:
    """Added up over all records of which the edition is known: those of this play all are."""
    sums: dict[str, Money] = {}
    for record in play.engine.journal(play.engine.record_count()):
        found = play.engine.explaining.of_record(record).reported
        for name, amount in (found.by_name() if found else {}).items():
            sums[name] = sums.get(name, Money.ZERO) + amount
    return sums


def _parted(under_a: list[dict[str, Any]], under_b: list[dict[str, Any]]) -> Iterator[Parted]:
    for one, other in zip(under_a, under_b, strict=True):
        if one["ok"] != other["ok"]:
            side, refused = ("b", other) if one["ok"] else ("a", one)
            yield Parted(step=one["step"], do=one["do"], side=side, refused=refused["refused"], message=refused["message"])
