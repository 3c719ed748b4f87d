"""The books as a few dictionaries: an independent, small model of what the engine's verbs do to balances, counters, limits, fund and cash.

It covers what the state machine and the tills of the tests sell: in-scope lines at one hospital (80 % above an annual deductible of 200,
at most 1000 a year) and pharmacy sales without a prescription. Written from the handbook's formulas, with none of the engine's functions.
All amounts are fen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

DEDUCTIBLE, CEILING = 20_000, 100_000


@dataclass
class Purse:
    all: int
    prior: int


@dataclass
class ModelGrant:
    authoriser: str
    limit: int | None


@dataclass(frozen=True)
class Goods:
    """So many tenths of a pack at a price, at the clinic or over the counter; `off`: the own account and the pools are left out."""

    price: int
    tenths: int
    benefit: bool
    off: bool

    @property
    def amount(self) -> int:
        """Rounded half-up."""
        return (self.price * self.tenths + 5) // 10


@dataclass
class Sold:
    """What one sale did, so that it can be undone. A premium is without goods."""

    holder: str
    year: int
    deductible: int
    fund: int
    own: int
    own_prior: int
    draws: list[tuple[int, str, int, int]]  # (number of the grant, authoriser, amount, prior-year part)
    cash: int
    goods: Goods | None = None
    undone: str = ""

    @property
    def agreed(self) -> tuple[object, ...]:
        """What the payer agrees to."""
        return self.deductible, self.fund, self.own, self.draws, self.cash


@dataclass(frozen=True)
class Issued:
    """A code and its story."""

    digits: str
    holder: str
    shown_by: str | None
    at: datetime


@dataclass
class Model:
    employees: dict[str, Purse]
    residents: list[str]
    yearly_deductible: int = DEDUCTIBLE
    suspended: set[str] = field(default_factory=set)
    grants: dict[str, dict[int, ModelGrant]] = field(default_factory=dict)  # by beneficiary, by number, in listing order
    numbers: int = 0
    used: dict[tuple[int, int], int] = field(default_factory=dict)  # (grant, year)
    deductible: dict[tuple[str, int], int] = field(default_factory=dict)  # (person, year)
    fund: dict[tuple[str, int], int] = field(default_factory=dict)
    sales: dict[str, Sold] = field(default_factory=dict)  # by number
    keyed: dict[str, tuple[object, str]] = field(default_factory=dict)  # by key: what was asked, and the number it got
    cash: int = 0
    bindings: set[tuple[str, str]] = field(default_factory=set)  # (owner, member)
    used_codes: set[str] = field(default_factory=set)
    clinic_open: bool = True

    def presented(self, issued: Issued, now: datetime, *, benefit: bool) -> str:
        """Why this code cannot pay, or an empty text. A code is valid for two minutes, and five seconds of a wrong watch."""
        rules = {
            "credential-expired": now - issued.at > timedelta(seconds=125),
            "credential-used": issued.digits in self.used_codes,
            "not-bound": issued.shown_by is not None and (issued.shown_by, issued.holder) not in self.bindings,
            "person-suspended": issued.holder in self.suspended,
            "institution-not-designated": benefit and not self.clinic_open,
        }
        return next((code for code, broken in rules.items() if broken), "")

    def split(self, holder: str, amount: int, year: int, *, benefit: bool, off: bool) -> Sold:
        """What a sale of one pack would do now."""
        return self.split_goods(holder, Goods(amount, 10, benefit, off), year)

    def split_goods(self, holder: str, goods: Goods, year: int) -> Sold:
        """What a sale of that year would do, from the purses as they are now."""
        deductible = fund = 0
        amount = goods.amount
        if goods.benefit and holder in self.employees:
            deductible = min(amount, max(0, self.yearly_deductible - self.deductible.get((holder, year), 0)))
            fund = min(((amount - deductible) * 8 + 5) // 10, max(0, CEILING - self.fund.get((holder, year), 0)))
        rest = amount - fund
        purse = self.employees.get(holder, Purse(0, 0))
        own = 0 if goods.off else min(rest, purse.all)
        rest -= own
        draws = []
        for number, grant in () if goods.off else self.grants.get(holder, {}).items():
            pool = self.employees[grant.authoriser]
            left = pool.all if grant.limit is None else min(pool.all, grant.limit - self.used.get((number, year), 0))
            take = 0 if grant.authoriser in self.suspended else max(0, min(rest, left))
            if take:
                draws.append((number, grant.authoriser, take, min(take, pool.prior)))
                rest -= take
        return Sold(holder, year, deductible, fund, own, min(own, purse.prior), draws, rest, goods)

    def returned(self, number: str, tenths: int) -> tuple[str, Goods | None]:
        """Of a sale, so much of whose pack comes back: the refusal, or what stays with the patient, None where nothing does."""
        sold = self.sales[number]
        goods = sold.goods
        if sold.undone or goods is None:
            return sold.undone or "not-in-sale", None
        rest = replace(goods, tenths=goods.tenths - tenths)
        if rest.tenths < 0:
            return "more-than-sold", None
        return "zero-line" if rest.tenths and not rest.amount else "", rest if rest.tenths else None

    def new_year(self) -> None:
        """On 1 January what was gained in the year before becomes prior-year."""
        for purse in self.employees.values():
            purse.prior = purse.all

    def book(self, number: str, sold: Sold, sign: int = 1) -> None:
        """Do it, or with sign -1 undo it: back to the very purses, limits and years."""
        if sold.own:
            purse = self.employees[sold.holder]
            purse.all, purse.prior = purse.all - sign * sold.own, purse.prior - sign * sold.own_prior
        for grant, authoriser, amount, prior in sold.draws:
            pool = self.employees[authoriser]
            pool.all, pool.prior = pool.all - sign * amount, pool.prior - sign * prior
            self.used[grant, sold.year] = self.used.get((grant, sold.year), 0) + sign * amount
        spot = (sold.holder, sold.year)
        self.deductible[spot] = self.deductible.get(spot, 0) + sign * sold.deductible
        self.fund[spot] = self.fund.get(spot, 0) + sign * sold.fund
        self.cash += sign * sold.cash
        self.sales[number] = sold

    def grant(self, authoriser: str, beneficiary: str, limit: int | None) -> str:
        """The refusal, or an empty text when it was granted. Here two may authorise one, and one two, but nobody each other."""
        received = self.grants.get(beneficiary, {})
        given = [grant for grants in self.grants.values() for grant in grants.values() if grant.authoriser == authoriser]
        rules = {
            "authoriser-has-no-account": authoriser not in self.employees,
            "relation-not-allowed": authoriser == beneficiary,
            "grant-exists": any(grant.authoriser == authoriser for grant in received.values()),
            "mutual-binding": any(grant.authoriser == beneficiary for grant in self.grants.get(authoriser, {}).values()),
            "single-authoriser": len(received) >= 2,
            "grant-limit-reached": len(given) >= 2,
        }
        refusal = next((code for code, broken in rules.items() if broken), "")
        if not refusal:
            self.numbers += 1
            self.grants.setdefault(beneficiary, {})[self.numbers] = ModelGrant(authoriser, limit)
        return refusal

    def revoke(self, authoriser: str, beneficiary: str) -> str:
        received = self.grants.get(beneficiary, {})
        for number, grant in received.items():
            if grant.authoriser == authoriser:
                del received[number]
                return ""
        return "no-grant"

    def premium(self, authoriser: str, beneficiary: str, amount: int, year: int) -> tuple[str, Sold | None]:
        """The refusal, or what it did."""
        if beneficiary not in self.residents:
            return "not-resident-insured", None
        for number, grant in self.grants.get(beneficiary, {}).items():
            if grant.authoriser == authoriser and authoriser not in self.suspended:
                pool = self.employees[authoriser]
                left = pool.all if grant.limit is None else min(pool.all, grant.limit - self.used.get((number, year), 0))
                if left < amount:
                    return "insufficient-account", None
                return "", Sold(beneficiary, year, 0, 0, 0, 0, [(number, authoriser, amount, min(amount, pool.prior))], 0)
        return "no-grant", None
