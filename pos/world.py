"""World files: people, institutions, items and families from TOML (contract section 3) into what the engine founds its books with."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import TypeVar

from msgspec import Struct, ValidationError, convert, field

from engine.errors import BadInput
from engine.model.codes import Care, CredentialState, Insurance, ItemClass, Kind, Level, Relation, Status
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.year import Counted
from engine.money import Money
from engine.policy.load import money_from_text
from engine.service.found import Enrolment, World

_BIRTHDAY = date(1980, 1, 1)
_FILED = date(2025, 1, 1)


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

    def enrolment(self) -> Enrolment:
        """Raises ValueError when the prior-year part is no part of the account."""
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
        """A pharmacy's level is `pharmacy` unless said otherwise, a hospital's primary."""
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
            people=tuple(person.enrolment() for person in self.people),
            institutions=tuple(institution.institution() for institution in self.institutions),
            items=tuple(item.item() for item in self.items),
            bindings=tuple(binding.binding() for binding in self.family_accounts),
            grants=tuple(grant.grant() for grant in self.grants),
        )


def _once(table: str, keys: Iterable[object]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            msg = f"{table}: {key} is listed twice"
            raise ValueError(msg)


Shape = TypeVar("Shape", bound=WorldFile)


def read_toml(path: Path, shape: type[Shape], *, code: str) -> Shape:
    """Raises BadInput `no-such-file`, `unreadable`, or `code` with the key that breaks the format."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadInput("no-such-file", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("unreadable", file=str(path), detail=str(error)[:200]) from error
    return parse_toml(text, shape, code=code, file=str(path))


def parse_toml(text: str, shape: type[Shape], *, code: str, file: str) -> Shape:
    """Raises BadInput `code`, naming the file and the key."""
    try:
        parsed = convert(loads(text, parse_float=Decimal), shape, dec_hook=money_from_text)
        parsed.world()
    except (TOMLDecodeError, ValidationError, ValueError, RecursionError) as error:
        raise BadInput(code, file=file, detail=str(error)[:300]) from error
    return parsed


def read_world(path: Path) -> World:
    """A file that holds a world, perhaps a scenario's.

    Steps in it are left alone. Raises BadInput `bad-world`, `no-such-file`, `unreadable`.
    """
    from pos.scenario import ScenarioFile

    return read_toml(path, ScenarioFile, code="bad-world").world()
