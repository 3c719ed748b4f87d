"""Codes: issued, hashed, presented."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from hmac import HMAC, compare_digest, new

from engine.errors import Refusal, RefusalCode
from engine.ledger.store import IssuedCredential, Reading
from engine.model.codes import CredentialState
from engine.model.credential import Credential, is_credential_shaped
from engine.model.institution import Institution
from engine.model.maker import maker
from engine.model.person import Person, province
from engine.policy.edition import CredentialRules
from engine.service.context import Context, person_of

_UNPREDICTABLE = 20
_OWN_CHANNEL, _FAMILY_CHANNEL = "01", "02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """A code that names somebody who may settle. `single_use` as the holder's edition has it."""

    hash: bytes
    holder: Person
    shown_by: str | None
    single_use: bool


make_presented = maker(Presented)


def issue(context: Context, person: str, shown_by: str | None = None) -> Credential:
    """A fresh code of `person`, on the own phone or on `shown_by`'s. Whether it may be settled with is judged when it is presented.

    20 unpredictable digits, 2-digit channel, 6-digit region of insurance (handbook section 4, layout mark A). Raises BadInput
    `unknown-person`.
    """
    with context.write() as (books, at):
        holder = person_of(books, person)
        shown_by = None if shown_by == person else shown_by  # one's own phone needs no binding
        if shown_by is not None:
            person_of(books, shown_by)
        rules = rules_for(context, holder, at)
        digits = _fresh(context, books, f"{_FAMILY_CHANNEL if shown_by else _OWN_CHANNEL}{holder.region}")
        books.add_credential(IssuedCredential(hash=keyed_hash(context, digits), person=person, shown_by=shown_by, issued_at=at))
    return Credential(
        digits=digits,
        holder=person,
        shown_by=shown_by,
        issued_at=at,
        refresh_at=at + timedelta(seconds=rules.refresh_seconds),
        expires_at=at + timedelta(seconds=rules.valid_seconds),
    )


def _fresh(context: Context, books: Reading, ending: str) -> str:
    """Digits that were never issued: random ones do not meet, those of a seed that is used again do."""
    while True:
        digits = f"{context.random.randrange(10**_UNPREDICTABLE):0{_UNPREDICTABLE}d}{ending}"
        if books.credential(keyed_hash(context, digits)) is None:
            return digits


def keyed_hash(context: Context, digits: str) -> bytes:
    """What the books know a code by."""
    keyed = _keyed(context.secret).copy()
    keyed.update(digits.encode())
    return keyed.digest()


@lru_cache(maxsize=8)
def _keyed(secret: bytes) -> HMAC:
    """To be copied: setting a key up costs more than all the rest."""
    return new(secret, digestmod=sha256)


def pin_hash(context: Context, person: str, pin: str) -> str:
    """What the books know a PIN by."""
    return keyed_hash(context, f"pin {person} {pin}").hex()


def asks_pin(holder: Person, institution: Institution) -> bool:
    """Where the institution asks and a PIN was set; never of somebody insured in another province (handbook section 4, mark S)."""
    return institution.asks_pin and bool(holder.pin_hash) and province(holder.region) == province(institution.region)


def judge_pin(context: Context, holder: Person, institution: Institution, pin: str | None) -> None:
    """Raises Refusal `wrong-pin`, also where none was given."""
    if asks_pin(holder, institution) and not compare_digest(holder.pin_hash, pin_hash(context, holder.id, pin or "")):
        raise Refusal(RefusalCode.WRONG_PIN, person=holder.id)


def rules_for(context: Context, holder: Person, at: datetime) -> CredentialRules:
    """The holder's region's; the usual ones where it has no edition."""
    edition = context.policies.in_force(holder.region, at.date())
    return edition.credential if edition else CredentialRules()


def find(context: Context, books: Reading, code: str) -> IssuedCredential | None:
    """Who a code was issued to, whatever its state."""
    return books.credential(keyed_hash(context, code)) if is_credential_shaped(code) else None


def present(context: Context, books: Reading, code: str, at: datetime) -> Presented:
    """Find a code and judge it. Raises as `judge` does."""
    return judge(context, books, code, find(context, books, code), at)


def judge(context: Context, books: Reading, code: str, issued: IssuedCredential | None, at: datetime) -> Presented:
    """The checks of a code in the contract's order (section 5), up to the insurance of the person.

    Raises the Refusal of the first that fails.
    """
    if not is_credential_shaped(code):
        raise Refusal(RefusalCode.NOT_A_CREDENTIAL, length=len(code))
    if issued is None:
        raise Refusal(RefusalCode.CREDENTIAL_UNKNOWN)
    holder = person_of(books, issued.person)
    rules = rules_for(context, holder, at)
    age = (at - issued.issued_at).total_seconds()
    if not -rules.skew_seconds <= age <= rules.valid_seconds + rules.skew_seconds:
        raise Refusal(RefusalCode.CREDENTIAL_EXPIRED, age_seconds=int(age), valid_seconds=rules.valid_seconds)
    if rules.single_use and issued.used:
        raise Refusal(RefusalCode.CREDENTIAL_USED)
    if issued.shown_by is not None and all(binding.member != holder.id for binding in books.bindings_of(issued.shown_by)):
        raise Refusal(RefusalCode.NOT_BOUND, owner=issued.shown_by, member=holder.id)
    if holder.credential is CredentialState.INACTIVE:
        raise Refusal(RefusalCode.CREDENTIAL_INACTIVE, person=holder.id)
    if holder.credential is CredentialState.FROZEN:
        raise Refusal(RefusalCode.CREDENTIAL_FROZEN, person=holder.id)
    if not holder.insured:
        raise Refusal(RefusalCode.PERSON_SUSPENDED, person=holder.id)
    return make_presented(hash=issued.hash, holder=holder, shown_by=issued.shown_by, single_use=rules.single_use)
