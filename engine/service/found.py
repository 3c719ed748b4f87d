"""Founding: a world's people, institutions, items, families and opening balances brought into the books.

Facts; nothing is judged but their sense.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.errors import BadInput
from engine.ledger.booking import opening_entry
from engine.ledger.store import Writing
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.year import Accrual, Counted
from engine.service.context import Context
from engine.service.credentials import pin_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A person with an opening balance (None.

    No personal account), what the year so far has counted in the outpatient group, and the credential's PIN.
    """

    person: Person
    balance: Balance | None
    counted: Counted
    pin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that is there before the first sale."""

    people: tuple[Enrolment, ...] = ()
    institutions: tuple[Institution, ...] = ()
    items: tuple[Item, ...] = ()
    bindings: tuple[Binding, ...] = ()
    grants: tuple[Grant, ...] = ()


def found(context: Context, world: World) -> None:
    """Add what the books do not know yet, by id.

    What they know stays as it is. Raises BadInput `unknown-person` for a binding or grant of nobody.
    """
    with context.write() as (books, at):
        newcomers: set[str] = set()
        for entry in world.people:
            if books.person(entry.person.id) is not None:
                continue
            newcomers.add(entry.person.id)
            hashed = pin_hash(context, entry.person.id, entry.pin) if entry.pin else ""
            books.put_person(replace(entry.person, pin_hash=hashed), at)
            if entry.balance is not None:
                books.open_account(entry.person.id, opening_entry(entry.person.id, entry.balance), at)
            if entry.counted != Counted():
                accrual = Accrual(group="outpatient", period=str(at.year), deductible=entry.counted.deductible, fund=entry.counted.fund)
                books.open_counter(entry.person.id, [accrual], at)
        for institution in world.institutions:
            if books.institution(institution.id) is None:
                books.put_institution(institution, at)
        for item in world.items:
            if books.item(item.code) is None:
                books.put_item(item, at)
        _found_families(books, world, newcomers, at)


def _found_families(books: Writing, world: World, newcomers: set[str], at: datetime) -> None:
    _pairs("family-account", [(binding.owner, binding.member) for binding in world.bindings])
    _pairs("grant", [(grant.authoriser, grant.beneficiary) for grant in world.grants])
    for binding in world.bindings:
        _both_known(books, binding.owner, binding.member)
        if {binding.owner, binding.member} & newcomers:
            books.add_binding(binding, at)
    for grant in world.grants:
        _both_known(books, grant.authoriser, grant.beneficiary)
        if {grant.authoriser, grant.beneficiary} & newcomers:
            books.add_grant(grant, at)


def _pairs(what: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Raises BadInput `bad-pair`: with oneself, or the same pair twice."""
    for (one, other), times in Counter(pairs).items():
        if one == other or times > 1:
            raise BadInput("bad-pair", what=what, one=one[:80], other=other[:80])


def _both_known(books: Writing, *people: str) -> None:
    for person in people:
        if books.person(person) is None:
            raise BadInput("unknown-person", person=person[:80])
