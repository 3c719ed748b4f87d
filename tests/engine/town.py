"""A small invented town that the engine's tests happen in. Plain values with defaults; a test names only what it is about.

Regions: 990100 is home, 990200 another city of the same province, 880100 another province.
"""

# A builder hands any field of a value on.

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from engine.errors import Refusal, RefusalCode
from engine.ledger.open import open_books
from engine.ledger.store import Books
from engine.model.bill import Bill, Line
from engine.model.codes import Care, Insurance, ItemClass, Kind, Level, Relation, Status
from engine.model.family import Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from engine.policy.book import PolicyBook
from engine.policy.edition import (
    AccountRules,
    Benefit,
    Counting,
    CredentialRules,
    Edition,
    MutualAidRules,
    Order,
    PerSettlement,
    Scope,
    Shareable,
    Sources,
    Trigger,
    WireRules,
)
from engine.service.context import CHINA, Context
from engine.service.engine import Engine
from engine.service.found import Enrolment, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from engine.model.credential import Credential
    from engine.model.family import Binding
    from engine.model.settlement import Settlement

HOME, NEXT_CITY, FAR_AWAY = "990100", "990200", "880100"
MORNING = datetime(2025, 6, 16, 9, 0, tzinfo=CHINA)
SECRET = b"a secret of thirty-two bytes....."


def yuan(text: str) -> Money:
    return Money.yuan(text)


# the nouns


def employee(who: str, /, **changes: Any) -> Person:
    person = Person(id=who, name=who, region=HOME, insurance=Insurance.EMPLOYEE, status=Status.IN_SERVICE, born=date(1980, 1, 1))
    return replace(person, **changes)


def resident(who: str, /, **changes: Any) -> Person:
    return employee(who, **({"insurance": Insurance.RESIDENT, "status": Status.RESIDENT} | changes))


def hospital(which: str = "clinic", /, **changes: Any) -> Institution:
    return replace(Institution(id=which, name=which, kind=Kind.HOSPITAL, level=Level.PRIMARY, region=HOME), **changes)


def pharmacy(which: str = "pharmacy", /, **changes: Any) -> Institution:
    return hospital(which, **({"kind": Kind.PHARMACY, "level": Level.PHARMACY} | changes))


def item(code: str, price: str, item_class: str = "A", *, limit: str | None = None, share: str = "0") -> Item:
    most = None if limit is None else Decimal(limit)
    return Item(code=code, name=code, item_class=ItemClass(item_class), price=Decimal(price), limit=most, first_share=Decimal(share))


def line(price: str, quantity: str = "1", item_class: str = "A", *, limit: str | None = None, share: str = "0") -> Line:
    return Line(item=item(f"{item_class}-{price}", price, item_class, limit=limit, share=share), quantity=Decimal(quantity))


def a_bill(*lines: Line, **changes: Any) -> Bill:
    return replace(Bill(at="clinic", care=Care.OUTPATIENT, lines=lines), **changes)


def counter_sale(*lines: Line) -> Bill:
    """At the pharmacy, without a prescription: no fund, only purses and cash."""
    return a_bill(*lines, at="pharmacy", care=Care.PHARMACY)


def a_grant(authoriser: str, beneficiary: str, **changes: Any) -> Grant:
    grant = Grant(authoriser=authoriser, beneficiary=beneficiary, relation=Relation.PARENT, filed=date(2025, 1, 1))
    return replace(grant, **changes)


def balance(everything: str, prior_year: str = "0") -> Balance:
    return Balance(all=yuan(everything), prior_year=yuan(prior_year))


# the rules

ALL_LEVELS: Mapping[Level, Decimal] = {
    Level.PRIMARY: Decimal("0.80"),
    Level.SECONDARY: Decimal("0.70"),
    Level.TERTIARY: Decimal("0.60"),
    Level.PHARMACY: Decimal("0.80"),
}
DEDUCTIBLES: Mapping[Level, Money] = {
    Level.PRIMARY: yuan("200"),
    Level.SECONDARY: yuan("400"),
    Level.TERTIARY: yuan("800"),
    Level.PHARMACY: yuan("200"),
}


def a_benefit(**changes: Any) -> Benefit:
    """80 / 70 / 60 % above 200 / 400 / 800 a year, at most 6000 a year."""
    usual = Benefit(
        insurance=Insurance.EMPLOYEE,
        care=Care.OUTPATIENT,
        counting=Counting.ANNUAL,
        unfiled_minus=Decimal("0.10"),
        deductible=DEDUCTIBLES,
        ratio={Status.IN_SERVICE: ALL_LEVELS, Status.RETIRED: ALL_LEVELS},
        tiers=(),
        ceiling={Status.IN_SERVICE: yuan("6000")},
        sources=Sources(),
    )
    return replace(usual, **changes)


def aid(**changes: Any) -> MutualAidRules:
    usual = MutualAidRules(
        relations=frozenset(Relation),
        scope=Scope.PROVINCE,
        order=Order.FILING,
        per_settlement=PerSettlement.ALL,
        authorisers_per_beneficiary=0,
        beneficiaries_per_authoriser=0,
        reserve=Money.ZERO,
        shareable=Shareable.ALL,
        covers=frozenset(Care),
        trigger=Trigger.AUTOMATIC,
        mutual_binding=False,
        sources=Sources(),
    )
    return replace(usual, **changes)


def account(*, pays_off_catalogue: bool = True, account_first: bool = False) -> AccountRules:
    return AccountRules(pays_off_catalogue=pays_off_catalogue, account_first=account_first, sources=Sources())


def an_edition(**changes: Any) -> Edition:
    usual = Edition(
        region=HOME,
        zh="本地",
        en="Home",
        effective=date(2020, 1, 1),
        until=None,
        note="for tests",
        sources=(),
        benefits=(a_benefit(), a_benefit(care=Care.PHARMACY)),
        account=account(),
        mutual_aid=aid(),
        credential=CredentialRules(),
        trace_codes_required_from=None,
        premium={"adult": yuan("440"), "minor": yuan("390")},
        wire=WireRules(mulaid_in_acct_pay=True, fund_sum_includes_acct=False),
    )
    return replace(usual, **changes)


def the_shared_edition() -> Edition:
    """What tills in processes of their own sell by: 80 % without a deductible, at most 1000 a year."""
    return an_edition(benefits=(a_benefit(counting=Counting.NONE, ceiling={Status.IN_SERVICE: yuan("1000")}),))


def refusal(doing: Callable[[], object]) -> RefusalCode:
    """The code of the business rule that says no."""
    with pytest.raises(Refusal) as refused:
        doing()
    return refused.value.code


# the town itself


@dataclass
class Clock:
    """Stands still until a test moves it."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **step: int) -> None:
        self.now += timedelta(**step)


@dataclass
class Town:
    """An engine on its books, and the clock it looks at."""

    engine: Engine
    books: Books
    clock: Clock
    items: dict[str, Item] = field(default_factory=dict)

    def settle(self, bill: Bill, holder: str, *, shown_by: str | None = None, **how: Any) -> Settlement:
        """With a fresh code."""
        return self.engine.settle(bill, self.code(holder, shown_by), **how)

    def code(self, holder: str, shown_by: str | None = None) -> str:
        credential: Credential = self.engine.issue(holder, shown_by)
        return credential.digits

    def balance(self, person: str) -> Money:
        return self.engine.balances()[person].all


def an_engine(books: Books, *, editions: Iterable[Edition] = (), clock: Clock | None = None, seed: int = 1) -> Engine:
    book = PolicyBook.of(editions or [an_edition()])
    chance = Random(seed)  # noqa: S311 - a test is to run the same again
    return Engine(Context(books=books, policies=book, clock=clock or Clock(), random=chance, secret=SECRET))


def a_town(
    *people: tuple[Person, str] | Person,
    url: str = "memory:",
    editions: Iterable[Edition] = (),
    grants: Iterable[Grant] = (),
    bindings: Iterable[Binding] = (),
    institutions: Iterable[Institution] = (),
    counted: Mapping[str, Counted] | None = None,
    pins: Mapping[str, str] | None = None,
    seed: int = 1,
) -> Town:
    """People come with their opening balance in yuan ("all", or "all/prior-year"), or without an account."""
    books, clock = open_books(url), Clock()
    engine = an_engine(books, editions=editions, clock=clock, seed=seed)
    engine.found(
        World(
            people=tuple(_enrolled(entry, counted or {}, pins or {}) for entry in people),
            institutions=(hospital(), pharmacy(), *institutions),
            bindings=tuple(bindings),
            grants=tuple(grants),
        )
    )
    return Town(engine=engine, books=books, clock=clock)


def _enrolled(entry: tuple[Person, str] | Person, counted: Mapping[str, Counted], pins: Mapping[str, str]) -> Enrolment:
    person, has = entry if isinstance(entry, tuple) else (entry, None)
    opening = None if has is None else balance(*has.split("/"))
    return Enrolment(person=person, balance=opening, counted=counted.get(person.id, Counted()), pin=pins.get(person.id, ""))
