"""Books full of people, and one durable settlement after another: what `ledger.py` and `million.py` measure.

A basket of three lines (classes A, B and C). The holder's own account is empty: the fund pays, a relative's account, and cash for what the
account may not pay, which makes 5 postings. Every sale has a key of its own and a code that was issued before.
"""

from collections import deque
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import apsw
from filling import fill

from engine.ledger.body import encode
from engine.ledger.sqlite import SqliteBooks
from engine.ledger.store import IssuedCredential
from engine.model.bill import Bill, Line
from engine.model.codes import Care, Insurance, ItemClass, Kind, Level, Relation, Status
from engine.model.family import Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.settlement import Settlement
from engine.model.year import Counted
from engine.money import Money
from engine.policy.book import PolicyBook
from engine.policy.load import shipped
from engine.service.context import CHINA, Context
from engine.service.credentials import keyed_hash
from engine.service.engine import Engine
from engine.service.found import Enrolment, World

_NOW = datetime(2025, 11, 21, 9, 0, tzinfo=CHINA)
_REGION = "370100"
_BASKET = (
    Item(code="a", name="阿莫西林胶囊", item_class=ItemClass.A, price=Decimal("12.50")),
    Item(code="b", name="布洛芬缓释片", item_class=ItemClass.B, price=Decimal("36.80"), first_share=Decimal("0.10")),
    Item(code="c", name="维生素 C 片", item_class=ItemClass.C, price=Decimal("59.90")),
)
_BILL = Bill(at="clinic", care=Care.OUTPATIENT, lines=tuple(Line(item=item, quantity=Decimal(1)) for item in _BASKET))
_CLINIC = Institution(id="clinic", name="社区卫生服务中心", kind=Kind.HOSPITAL, level=Level.PRIMARY, region=_REGION)
#: From one sale's holder to the next: far from one another in the file, and everybody's turn comes once a round.
_STRIDE = 7919


class Settling:
    """Books with so many people: half of them holders, the other half a relative each."""

    def __init__(self, file: Path, *, people: int) -> None:
        edition = next(edition for edition in shipped().editions if edition.region == _REGION)
        policies = PolicyBook.of([replace(edition, account=replace(edition.account, pays_off_catalogue=False))])
        self._books = SqliteBooks(file)
        self._context = Context(books=self._books, policies=policies, clock=lambda: _NOW, random=Random(7), secret=b"x" * 32)  # noqa: S311
        self._engine = Engine(self._context)
        self._engine.found(_world(people))
        self._holders, self._issued = people // 2, 0
        self._codes: deque[str] = deque()

    @property
    def connection(self) -> apsw.Connection:
        """For its settings, and to see what it is asked."""
        return self._books._connection  # noqa: SLF001 - looked at, not used

    def issue(self, codes: int) -> None:
        """Have at least so many codes ready, written in one transaction."""
        with self._books.write() as books:
            while len(self._codes) < codes:
                digits = self._next()
                books.add_credential(self._credential(digits))
                self._codes.append(digits)

    def _credential(self, digits: str) -> IssuedCredential:
        holder = f"holder-{int(digits[:20]) * _STRIDE % self._holders}"
        return IssuedCredential(hash=keyed_hash(self._context, digits), person=holder, shown_by=None, issued_at=_NOW)

    def once(self) -> Settlement:
        """One durable settlement of a code that is ready."""
        digits = self._codes.popleft()
        return self._engine.settle(_BILL, digits, key=f"key {digits}")

    def fill(self, settlements: int) -> None:
        """As many more as if each had been settled: the rows of a real one, with other people in them, and the sums they add up to.

        Ten times as fast as settling, and as good: `check` proves every row of it.
        """
        self.issue(1)
        model = self.once()
        with self._books.write():
            fill(self.connection, model, [self._credential(self._next()) for _ in range(settlements)])

    def _next(self) -> str:
        self._issued += 1
        return f"{self._issued - 1:020d}01{_REGION}"

    def check(self) -> list[str]:
        """What `gongji books check` finds."""
        return self._engine.check()

    def size(self) -> int:
        """Bytes of the file."""
        return Path(self._books.url.removeprefix("sqlite:///")).stat().st_size


def body_of(record: Settlement) -> bytes:
    """What its row keeps of it."""
    return encode(record)


def statements(settling: Settling) -> int:
    """How many statements one settlement runs; a posting is one of them."""
    asked: list[str] = []

    def note(_cursor: object, sql: str, _values: object) -> bool:
        asked.append(sql)
        return True

    settling.issue(1)
    settling.connection.exec_trace = note
    settling.once()
    settling.connection.exec_trace = None
    return len(asked)


def _world(people: int) -> World:
    """Holders have borne their deductible already; each relative has filed a grant with a limit that is never reached."""
    nothing, plenty = Balance(all=Money.ZERO, prior_year=Money.ZERO), Balance(all=Money(10**12), prior_year=Money.ZERO)
    borne = Counted(deductible=Money.yuan("200"))
    pairs = range(people // 2)
    return World(
        people=(
            *(Enrolment(person=_person(f"holder-{number}"), balance=nothing, counted=borne) for number in pairs),
            *(Enrolment(person=_person(f"relative-{number}"), balance=plenty, counted=Counted()) for number in pairs),
        ),
        institutions=(_CLINIC,),
        grants=tuple(
            Grant(
                authoriser=f"relative-{number}",
                beneficiary=f"holder-{number}",
                relation=Relation.PARENT,
                filed=date(2025, 1, 1),
                limit=Money(10**12),
            )
            for number in pairs
        ),
    )


def _person(person: str) -> Person:
    return Person(id=person, name="某人", region=_REGION, insurance=Insurance.EMPLOYEE, status=Status.IN_SERVICE, born=date(1980, 1, 1))
