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
from engine.policy.book import PolicyBook
from engine.service.context import CHINA, Context
from engine.service.engine import Engine
from engine.service.found import Enrolment, World
from tests.engine.rules import HOME, an_edition, yuan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from engine.model.credential import Credential
    from engine.model.family import Binding
    from engine.model.settlement import Settlement
    from engine.money import Money
    from engine.policy.edition import Edition

NEXT_CITY, FAR_AWAY = "990200", "880100"
MORNING = datetime(2025, 6, 16, 9, 0, tzinfo=CHINA)
SECRET = b"a secret of thirty-two bytes....."


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
