"""A policy edition as values. Every figure knows the source it came from and how good that source is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from engine.model.codes import Care, Insurance, Level, Relation, Status
from engine.money import Money
from engine.policy.source import Mark, Source, Sources


class Counting(StrEnum):
    """How a deductible 起付标准 is counted."""

    NONE = "none"
    PER_VISIT = "per-visit"
    ANNUAL = "annual"
    ANNUAL_TOP_UP = "annual-top-up"
    PER_INSTITUTION_YEAR = "per-institution-year"
    QUARTER = "quarter"
    MONTH = "month"


class Scope(StrEnum):
    """How far mutual aid reaches."""

    REGION = "region"
    PROVINCE = "province"


class Order(StrEnum):
    """Which authoriser pays first."""

    FILING = "filing"
    RANK = "rank"
    LARGEST_BALANCE = "largest-balance"
    LAST_BOUND = "last-bound"


class PerSettlement(StrEnum):
    """How many authorisers one settlement may draw on."""

    ALL = "all"
    ONE = "one"


class Shareable(StrEnum):
    """Which part of the authoriser's balance may be drawn."""

    ALL = "all"
    PRIOR_YEAR = "prior-year"


class Trigger(StrEnum):
    """Whether mutual aid follows by itself, or only when asked for by name."""

    AUTOMATIC = "automatic"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """The rates of the in-scope amount up to `upto` (None: no end); measured above the deductible, unless the benefit includes it."""

    upto: Money | None
    ratio: Mapping[Status, Mapping[Level, Decimal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What the fund pays for one insurance and care. A level missing in `ratio` has no benefit; missing in `deductible`, no deductible."""

    insurance: Insurance
    care: Care
    counting: Counting
    unfiled_minus: Decimal
    deductible: Mapping[Level, Money]
    ratio: Mapping[Status, Mapping[Level, Decimal]]
    tiers: tuple[Tier, ...]
    ceiling: Mapping[Status, Money]
    sources: Sources
    #: Tiers are measured on the whole in-scope amount, of which the deductible takes the lowest part.
    tiers_include_deductible: bool = False

    def tiers_for(self, status: Status, level: Level) -> tuple[tuple[Money | None, Decimal], ...]:
        """(up to, rate) rising; one open tier where the edition has a single ratio; empty where it has none for this person and level.

        A tier that does not name them, among others that do, pays nothing.
        """
        if self.tiers:
            rates = tuple((tier.upto, tier.ratio.get(status, {}).get(level)) for tier in self.tiers)
            named = any(rate is not None for _upto, rate in rates)
            return tuple((upto, rate or Decimal(0)) for upto, rate in rates) if named else ()
        rate = self.ratio.get(status, {}).get(level)
        return () if rate is None else ((None, rate),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeStep:
    """A retired person's monthly sum from an age on."""

    age: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRules:
    """What a month brings a personal account: in service a share of the own contribution base, in retirement a sum, rising by age."""

    in_service: Decimal
    retired: Money
    retired_from_age: tuple[AgeStep, ...]
    sources: Sources

    def for_age(self, age: int) -> Money:
        """The sum of the last step that this age has reached."""
        return next((step.amount for step in reversed(self.retired_from_age) if step.age <= age), self.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRules:
    """What the personal account may pay, and when; `credit` None: what a month brings is not known here."""

    pays_off_catalogue: bool
    account_first: bool
    sources: Sources
    credit: CreditRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualAidRules:
    """家庭共济. 0 in a count means unlimited; `reserve` stays with the authoriser.

    `reorderable`: the order of filing may be set anew by the user; a rank always may.
    """

    relations: frozenset[Relation]
    scope: Scope
    order: Order
    per_settlement: PerSettlement
    authorisers_per_beneficiary: int
    beneficiaries_per_authoriser: int
    reserve: Money
    shareable: Shareable
    covers: frozenset[Care]
    trigger: Trigger
    mutual_binding: bool
    sources: Sources
    reorderable: bool = False


_WALLET_MOST = Money(2000_00)
_WALLET = Sources(table=Source(key="wallet", title="医保钱包全国口径 / The national rules of the wallet", mark=Mark.SOURCED))


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletRules:
    """医保钱包: how often and how much one person may send, and the hours of China in which nothing is sent.

    What still waits when they end goes back.
    """

    transfers_a_day: int = 3
    most: Money = _WALLET_MOST
    closed_from: time = time(22)
    closed_until: time = time(6)
    sources: Sources = _WALLET


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRules:
    """Life of a code in seconds. `skew_seconds` is how far the phone's clock may differ, at both ends of the life."""

    refresh_seconds: int = 60
    valid_seconds: int = 120
    single_use: bool = True
    skew_seconds: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRules:
    """How the national interface carries the sums here."""

    mulaid_in_acct_pay: bool
    fund_sum_includes_acct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One region's rules from `effective` to `until` (None: until the next edition)."""

    region: str
    zh: str
    en: str
    effective: date
    until: date | None
    note: str
    sources: tuple[Source, ...]
    benefits: tuple[Benefit, ...]
    account: AccountRules
    mutual_aid: MutualAidRules
    credential: CredentialRules
    trace_codes_required_from: date | None
    premium: Mapping[str, Money]
    wire: WireRules
    wallet: WalletRules = WalletRules()
    #: Of the tables whose values stand above as they are: credential, trace_codes, premium, wire.
    table_sources: Mapping[str, Sources] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """REGION/EFFECTIVE, how records and commands refer to it."""
        return f"{self.region}/{self.effective.isoformat()}"

    def benefit(self, insurance: Insurance, care: Care) -> Benefit | None:
        """The row for this insurance and care, if there is one."""
        for row in self.benefits:
            if row.care is care and row.insurance is insurance:
                return row
        return None
