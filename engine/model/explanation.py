"""Why every fen went where it went, as values: the figure a step decided, its sources, and what would have let a pool pay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.model.codes import Why
from engine.model.reported import Reported
from engine.model.step import Step
from engine.money import Money, total

#: Rule -> the figures of the split that its amount is part of, and its sign there. What is not listed decides no amount: it says why
#: there is none, or (`off-catalogue-cash`, `account-first`) which part of another step's amount a rule has fixed beforehand.
FIGURES_OF: Mapping[str, Mapping[str, int]] = {
    "off-catalogue": {"off_catalogue": 1},
    "over-limit": {"over_limit": 1},
    "first-share": {"first_share": 1},
    "in-scope": {"in_scope": 1},
    "deductible": {"deductible": 1},
    "fund-ratio": {"fund": 1},
    "fund-tiers": {"fund": 1},
    "fund-tiers-whole": {"fund": 1},
    "ceiling": {"fund": -1},
    "own-account": {"own_account": 1},
    "mutual-aid": {"mutual_aid": 1},
    "cash": {"cash": 1},
    "premium": {"off_catalogue": 1, "mutual_aid": 1},
}

#: A figure that no step decides -> those that it is the sum of.
SUMS: Mapping[str, tuple[str, ...]] = {
    "total": ("off_catalogue", "over_limit", "first_share", "in_scope"),
    "burden": ("own_account", "mutual_aid", "cash"),
}


def explained(steps: Iterable[Step]) -> dict[str, Money]:
    """Every figure that the steps of a sale or premium decide, as the sum of their amounts, and the sums of those."""
    found = dict.fromkeys({figure for figures in FIGURES_OF.values() for figure in figures}, Money.ZERO)
    for step in steps:
        for figure, sign in FIGURES_OF.get(step.rule, {}).items():
            found[figure] += step.amount if sign > 0 else -step.amount
    return found | {whole: total(found[part] for part in parts) for whole, parts in SUMS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a step rests on: a figure of the edition, or (`figure` empty) a general rule; its source's key, title and mark."""

    figure: str
    key: str
    title: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDrawn:
    """A pool that paid nothing: why, and what taking that one obstacle away would have changed.

    `would_have_paid` is what this pool would have paid then, `cash_then` the cash that would have been left; None where no change of
    one thing lets it pay. It is zero where another rule would still have kept it out: `still`. `at_least` is the limit or balance that
    would have been enough, `since` the day on which it comes by itself, `refused` the code of the refusal that the grant would meet.
    """

    authoriser: str
    grant: int | None
    why: Why
    facts: Mapping[str, str | int]
    cash: Money
    would_have_paid: Money | None = None
    cash_then: Money | None = None
    still: Why | None = None
    at_least: Money | None = None
    since: date | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step with what it rests on; `not_drawn` where it passes a pool over."""

    step: Step
    grounds: tuple[Ground, ...] = ()
    not_drawn: NotDrawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The steps of a quote or record in their order, with relatives who have granted nothing before the cash.

    `reported` is None where the edition is not known here.
    """

    reasons: tuple[Reason, ...]
    reported: Reported | None = None

    @property
    def sources(self) -> tuple[Ground, ...]:
        """What all steps rest on, each source once, in the order in which it comes up."""
        return tuple({ground.key: ground for reason in self.reasons for ground in reason.grounds}.values())

    @property
    def not_drawn(self) -> tuple[NotDrawn, ...]:
        """Every pool that paid nothing."""
        return tuple(reason.not_drawn for reason in self.reasons if reason.not_drawn is not None)
