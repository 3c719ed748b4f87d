"""World files: people, institutions, items and families from TOML (contract section 3) into what the engine founds its books with."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from engine.model.codes import Care, CredentialState, Insurance, ItemClass, Kind, Level, Relation, Status
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from engine.service.found import Enrolment, World
from pos.toml_file import read_toml

_BIRTHDAY = date(1980, 1, 1)
_FILED = date(2025, 1, 1)
_REGION_DIGITS = 6


class PersonTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[people]]; `account` absent: an employee's is empty, a resident has none."""

    id: str
    region: str
    insurance: Insurance
    name: str = ""
    status: Status | None = None
    born: date = _BIRTHDAY
    account: Money | None = None
    account_prior_year: Money | None = None
    deductible_paid: Money = Money.ZERO
    fund_used: Money = Money.ZERO
    insured: bool = True
    credential: CredentialState = CredentialState.ACTIVE
    filed_in: list[str] = []
    pin: str = ""
    contribution_base: Money | None = None
    credited: bool = False

    def enrolment(self) -> Enrolment:
        """Raises ValueError when the prior-year part is no part of the account, or the region no region's code."""
        _region(self.region)
        usual = Status.IN_SERVICE if self.insurance is Insurance.EMPLOYEE else Status.RESIDENT
        person = Person(
            id=self.id,
            name=self.name or self.id,
            region=self.region,
            insurance=self.insurance,
            status=self.status or usual,
            born=self.born,
            insured=self.insured,
            credential=self.credential,
            filed_in=frozenset(self.filed_in),
            contribution_base=self.contribution_base,
            credited=self.credited,
        )
        balance = None
        if self.account or self.insurance is Insurance.EMPLOYEE:
            whole = self.account or Money.ZERO
            balance = Balance(all=whole, prior_year=whole if self.account_prior_year is None else self.account_prior_year)
        return Enrolment(
            person=person, balance=balance, counted=Counted(deductible=self.deductible_paid, fund=self.fund_used), pin=self.pin
        )


class InstitutionTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[institutions]]."""

    id: str
    kind: Kind
    region: str
    name: str = ""
    level: Level | None = None
    designated: bool = True
    asks_pin: bool = False
    english: str = ""

    def institution(self) -> Institution:
        """A pharmacy's level is `pharmacy` unless said otherwise, a hospital's primary. Raises ValueError as a person's does."""
        _region(self.region)
        usual = Level.PHARMACY if self.kind is Kind.PHARMACY else Level.PRIMARY
        return Institution(
            id=self.id,
            name=self.name or self.id,
            kind=self.kind,
            level=self.level or usual,
            region=self.region,
            designated=self.designated,
            asks_pin=self.asks_pin,
            english=self.english,
        )


class ItemTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[items]]; prices are yuan."""

    code: str
    item_class: ItemClass = field(name="class")
    price: Decimal
    name: str = ""
    limit: Decimal | None = None
    first_share: Decimal = Decimal(0)
    traced: bool = False
    english: str = ""
    spec: str = ""
    unit: str = ""
    approval: str = ""
    national_code: str = ""
    ean: str = ""
    service: bool = False

    def item(self) -> Item:
        """Raises ValueError for a figure out of range."""
        return Item(
            code=self.code,
            name=self.name or self.code,
            item_class=self.item_class,
            price=self.price,
            limit=self.limit,
            first_share=self.first_share,
            traced=self.traced,
            english=self.english,
            spec=self.spec,
            unit=self.unit,
            approval=self.approval,
            national_code=self.national_code,
            ean=self.ean,
            service=self.service,
        )


class BindingTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[family_accounts]]."""

    owner: str
    member: str
    relation: Relation

    def binding(self) -> Binding:
        """As it stands."""
        return Binding(owner=self.owner, member=self.member, relation=self.relation)


class GrantTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[grants]]."""

    authoriser: str
    beneficiary: str
    relation: Relation
    filed: date = _FILED
    limit: Money | None = None
    rank: int | None = None
    covers: list[Care] | None = None

    def grant(self) -> Grant:
        """As it stands."""
        return Grant(
            authoriser=self.authoriser,
            beneficiary=self.beneficiary,
            relation=self.relation,
            filed=self.filed,
            limit=self.limit,
            rank=self.rank,
            covers=None if self.covers is None else frozenset(self.covers),
        )


class WorldFile(Struct, kw_only=True, forbid_unknown_fields=True):
    """The tables of a world; a scenario has them too."""

    people: list[PersonTable] = []
    institutions: list[InstitutionTable] = []
    items: list[ItemTable] = []
    family_accounts: list[BindingTable] = []
    grants: list[GrantTable] = []

    def world(self) -> World:
        """Raises ValueError for what makes no sense: an id listed twice, a figure out of range."""
        _once("people", [person.id for person in self.people])
        _once("institutions", [institution.id for institution in self.institutions])
        _once("items", [item.code for item in self.items])
        _once("family_accounts", [(binding.owner, binding.member) for binding in self.family_accounts])
        _once("grants", [(grant.authoriser, grant.beneficiary) for grant in self.grants])
        return World(
            people=tuple(_each("people", self.people, PersonTable.enrolment)),
            institutions=tuple(_each("institutions", self.institutions, InstitutionTable.institution)),
            items=tuple(_each("items", self.items, ItemTable.item)),
            bindings=tuple(binding.binding() for binding in self.family_accounts),
            grants=tuple(grant.grant() for grant in self.grants),
        )


Table = TypeVar("Table")
Noun = TypeVar("Noun")


def _each(table: str, entries: Sequence[Table], noun: Callable[[Table], Noun]) -> Iterator[Noun]:
    for number, entry in enumerate(entries):
        try:
            yield noun(entry)
        except ValueError as error:
            msg = f"{error} - at `$.{table}[{number}]`"
            raise ValueError(msg) from error


def _region(code: str) -> None:
    if not (len(code) == _REGION_DIGITS and code.isascii() and code.isdigit()):
        msg = f"region {code[:40]!r} is no code of {_REGION_DIGITS} digits"
        raise ValueError(msg)


def _once(table: str, keys: Iterable[object]) -> None:
    for key, times in Counter(keys).items():
        if key == "":
            msg = f"{table}: an id may not be empty"
            raise ValueError(msg)
        if times > 1:
            msg = f"{table}: {key} is listed twice"
            raise ValueError(msg)


def read_world(path: Path) -> World:
    """A file that holds a world, perhaps a scenario's.

    Steps in it are left alone. Raises BadInput `bad-world`, `no-such-file`, `unreadable`.
    """
    from pos.scenario import ScenarioFile

    return read_toml(path, ScenarioFile, code="bad-world").world()
