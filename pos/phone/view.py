"""What the pages show, as plain values: the code, the account, the family. Reads the engine; knows no web."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.family import Binding, Grant
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.settlement import Settlement
from engine.model.year import Counted
from engine.money import Money
from engine.service.engine import Engine
from pos.shown_code import ShownCode, fresh_code

#: Of the newest records so many are looked through, and of those that concern the person so many shown.
_LOOKED, _SHOWN = 400, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """A fresh code of `shown.holder`; `members` are whose codes this phone may show, its owner first; `picture` is a data URL."""

    owner: Person
    members: Sequence[Person]
    shown: ShownCode
    picture: str
    seconds: int


def code_page(engine: Engine, owner: str, holder: str) -> CodePage:
    """Issues a code. Raises BadInput `unknown-person`, BooksError; a holder who is not bound is judged as a till would."""
    from scanner.encode import png_bytes

    shown = fresh_code(engine, holder, None if holder == owner else owner)
    credential = shown.credential
    person = engine.person(owner)
    members = [engine.person(binding.member) for binding in engine.family_of(owner).shows]
    return CodePage(
        owner=person,
        members=(person, *members),
        shown=shown,
        picture="data:image/png;base64," + b64encode(png_bytes(credential.digits)).decode(),
        seconds=int((credential.refresh_at - credential.issued_at).total_seconds()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One record that concerns a person: as the patient, or as the authoriser whose pool paid `drawn` for somebody else."""

    record: Settlement
    holder: Person
    place: str
    drawn: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """`balance` is None without a personal account."""

    owner: Person
    balance: Balance | None
    counted: Counted
    payments: Sequence[Payment]


def account_page(engine: Engine, owner: str) -> AccountPage:
    """Raises BadInput `unknown-person`, BooksError."""
    people = {person.id: person for person in engine.people()}
    places = {institution.id: institution.name for institution in engine.institutions()}
    payments = []
    for record in engine.journal(_LOOKED):
        drawn = sum((draw.amount for draw in record.draws if draw.authoriser == owner), Money.ZERO)
        if record.holder == owner or drawn:
            place = places.get(record.institution or "", "")
            share = None if record.holder == owner else drawn
            payments.append(Payment(record=record, holder=people[record.holder], place=place, drawn=share))
    return AccountPage(
        owner=engine.person(owner),
        balance=engine.balances().get(owner),
        counted=engine.counted(owner),
        payments=payments[:_SHOWN],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A family account: the relative on the other side of it."""

    binding: Binding
    relative: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A grant: the relative on the other side of it, what it has paid this year, what its authoriser's account holds."""

    grant: Grant
    relative: Person
    used: Money
    balance: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """Two things never mixed: codes shown, and money granted."""

    owner: Person
    others: Sequence[Person]
    shows: Sequence[Bound]
    shown_by: Sequence[Bound]
    given: Sequence[Granted]
    received: Sequence[Granted]


def family_page(engine: Engine, owner: str) -> FamilyPage:
    """Raises BadInput `unknown-person`, BooksError."""
    people = {person.id: person for person in engine.people()}
    family, balances = engine.family_of(owner), engine.balances()

    def granted(grant: Grant, relative: str) -> Granted:
        held = balances.get(grant.authoriser)
        return Granted(grant=grant, relative=people[relative], used=family.used[grant.id], balance=held.all if held else Money.ZERO)

    return FamilyPage(
        owner=engine.person(owner),
        others=[person for person in people.values() if person.id != owner],
        shows=[Bound(binding=binding, relative=people[binding.member]) for binding in family.shows],
        shown_by=[Bound(binding=binding, relative=people[binding.owner]) for binding in family.shown_by],
        given=[granted(grant, grant.beneficiary) for grant in family.given],
        received=[granted(grant, grant.authoriser) for grant in family.received],
    )
