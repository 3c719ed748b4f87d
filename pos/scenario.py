"""Scenario files: a world and the steps that are played in it (contract section 3)."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, field

from engine.model.codes import AccountUse, Care, Fault, Relation
from engine.money import Money
from engine.service.context import CHINA
from pos.day_steps import AnyDayStep, Query
from pos.money_steps import MoneyStep
from pos.private_steps import PrivateStep
from pos.step import LessonTable, LineTable, Step
from pos.visit_steps import AnyVisitStep
from pos.world import WorldFile

_CLOCK = datetime(2025, 1, 1, 9, tzinfo=CHINA)
_FIRST_YEAR, _LAST_YEAR = 1900, 9000
Span = Annotated[int, Meta(ge=0, le=100_000_000)]


def within_the_calendar(moment: datetime) -> bool:
    """Whether a scenario's clock may stand there, with room for every span that rules add."""
    return _FIRST_YEAR <= moment.year <= _LAST_YEAR


class Quote(Step, tag="quote"):
    """Like a sale, writes nothing, so its `key` is not kept. `code` names an issued code; `digits` says what none was issued for.

    `split`: what is not medical is bought privately in the same act.
    """

    at: str | None = None
    holder: str | None = None
    shown_by: str | None = None
    care: Care | None = None
    prescription: bool = False
    account: AccountUse = AccountUse.USE
    wallet: bool = False
    split: bool = False
    lines: list[LineTable] = field(default_factory=list)
    code: str | None = None
    digits: str | None = None
    key: str | None = None

    def __post_init__(self) -> None:
        if self.holder is None and self.code is None and self.digits is None:
            raise ValueError("a sale needs a `holder`, an issued `code` or `digits`")
        if self.care is Care.PREMIUM:
            raise ValueError("a premium is no care that is billed: use a step of do = `premium`")


class Sale(Quote, tag="sale"):
    """`agreed` names a quote whose figures were agreed to; `visit` whose bill it pays, as ordered where no lines are given."""

    pin: str | None = None
    fault: Fault = Fault.NONE
    agreed: str | None = None
    visit: str | None = None


class Issue(Step, tag="issue"):
    """Issue a code and keep it under its name."""

    holder: str
    shown_by: str | None = None


class Refund(Step, tag="refund"):
    """`sale` names the result to give back; `lines` what of it, or all. A partial one names what remains, and may have a `key`.

    `private`: of what was bought privately with it, as well - all of it, or those of the `lines` that are not in the settlement.
    """

    sale: str
    lines: list[LineTable] | None = None
    private: bool = False
    key: str | None = None
    fault: Fault = Fault.NONE

    def __post_init__(self) -> None:
        if self.key is not None and self.lines is None:
            raise ValueError("a refund without `lines` needs no `key`: it happens once")


class Reverse(Step, tag="reverse"):
    """By the key of a sale whose outcome is unknown."""

    key: str
    fault: Fault = Fault.NONE


class GrantStep(Step, tag="grant"):
    """家庭共济."""

    authoriser: str
    beneficiary: str
    relation: Relation
    limit: Money | None = None
    rank: int | None = None
    covers: list[Care] | None = None


class Revoke(Step, tag="revoke"):
    """End a grant; relation and limit may be repeated, they change nothing."""

    authoriser: str
    beneficiary: str
    relation: Relation | None = None
    limit: Money | None = None


class Reorder(Step, tag="reorder"):
    """Set the order in which authorisers pay; whoever is not named keeps the place behind."""

    beneficiary: str
    authorisers: list[str]


class Bind(Step, tag="bind"):
    """亲情账户."""

    owner: str
    member: str
    relation: Relation


class Unbind(Step, tag="unbind"):
    """End a binding."""

    owner: str
    member: str
    relation: Relation | None = None


class Premium(Step, tag="premium"):
    """A relative pays a resident's premium."""

    authoriser: str
    beneficiary: str
    kind: str


class Advance(Step, tag="advance"):
    """Move the clock on."""

    seconds: Span = 0
    minutes: Span = 0
    hours: Span = 0
    days: Span = 0


class Suspend(Step, tag="suspend"):
    """A person's insurance or an institution's agreement."""

    person: str | None = None
    institution: str | None = None

    def __post_init__(self) -> None:
        if (self.person is None) == (self.institution is None):
            raise ValueError("name a `person` or an `institution`")


class Restore(Suspend, tag="restore"):
    """The opposite."""


class Check(Step, tag="check"):
    """Expectations of the world, in yuan by person; `drawer` by institution."""

    accounts: dict[str, Money] = field(default_factory=dict)
    deductible_paid: dict[str, Money] = field(default_factory=dict)
    fund_used: dict[str, Money] = field(default_factory=dict)
    wallets: dict[str, Money] = field(default_factory=dict)
    drawer: dict[str, Money] = field(default_factory=dict)


AnyStep = (
    Sale
    | Quote
    | Issue
    | Refund
    | Reverse
    | GrantStep
    | Revoke
    | Reorder
    | Bind
    | Unbind
    | Premium
    | Advance
    | Suspend
    | Restore
    | MoneyStep
    | Check
    | Query
    | AnyDayStep
    | PrivateStep
    | AnyVisitStep
)


class ScenarioFile(WorldFile, kw_only=True, forbid_unknown_fields=True):
    """One scenario: `clock` without an offset is China time, `editions` are files beside it; a lesson is one with a `[lesson]` table."""

    title: str = ""
    lesson: LessonTable | None = None
    clock: datetime = _CLOCK
    seed: int = 0
    editions: list[str] = field(default_factory=list)
    steps: list[AnyStep] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not within_the_calendar(self.clock):
            raise ValueError(f"clock: {self.clock} is outside the years {_FIRST_YEAR} to {_LAST_YEAR}")

    @property
    def begins(self) -> datetime:
        """The clock at the first step."""
        return self.clock if self.clock.tzinfo else self.clock.replace(tzinfo=CHINA)
