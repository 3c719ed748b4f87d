"""Bindings (亲情账户, show a code) and grants (家庭共济, move money): made, judged, ended. Two tables, two sets of verbs, never mixed."""

from dataclasses import dataclass

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.codes import Care, Relation
from engine.model.family import FAMILY_MEMBERS_AT_MOST, Binding, Grant
from engine.model.person import Person
from engine.money import Money
from engine.policy.edition import MutualAidRules
from engine.service.context import Context, person_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What is in force around one person, in listing order; `used` is what each grant has paid this calendar year, by the grant's id."""

    shows: tuple[Binding, ...]
    shown_by: tuple[Binding, ...]
    given: tuple[Grant, ...]
    received: tuple[Grant, ...]
    used: dict[int, Money]


def family_of(context: Context, person: str) -> Family:
    """Raises BadInput `unknown-person`."""
    with context.read() as (books, at):
        year = str(at.year)
        person_of(books, person)
        given, received = tuple(books.grants_by(person)), tuple(books.grants_to(person))
        return Family(
            shows=tuple(books.bindings_of(person)),
            shown_by=tuple(books.bindings_to(person)),
            given=given,
            received=received,
            used={grant.id: books.grant_used(grant.id, year) for grant in (*given, *received)},
        )


def bind(context: Context, *, owner: str, member: str, relation: Relation) -> Binding:
    """The owner's phone may show the member's code.

    Already bound: nothing happens. Raises Refusal `relation-not-allowed` (oneself), `family-limit`.
    """
    with context.write() as (books, at):
        person_of(books, owner), person_of(books, member)
        if owner == member:
            raise Refusal(RefusalCode.RELATION_NOT_ALLOWED, authoriser=owner, beneficiary=member, relation="self")
        bindings = books.bindings_of(owner)
        for binding in bindings:
            if binding.member == member:
                return binding
        if len(bindings) >= FAMILY_MEMBERS_AT_MOST:
            raise Refusal(RefusalCode.FAMILY_LIMIT, owner=owner, most=FAMILY_MEMBERS_AT_MOST)
        binding = Binding(owner=owner, member=member, relation=relation)
        books.add_binding(binding, at)
        return binding


def unbind(context: Context, *, owner: str, member: str) -> Binding:
    """Raises Refusal `not-bound`."""
    with context.write() as (books, at):
        for binding in books.bindings_of(owner):
            if binding.member == member:
                books.remove_binding(binding, at)
                return binding
        raise Refusal(RefusalCode.NOT_BOUND, owner=owner, member=member)


def grant(
    context: Context,
    *,
    authoriser: str,
    beneficiary: str,
    relation: Relation,
    limit: Money | None = None,
    rank: int | None = None,
    covers: frozenset[Care] | None = None,
) -> Grant:
    """Let the beneficiary spend the authoriser's account from now on, its limit full.

    Judged by the authoriser's edition, in the contract's order; raises the Refusal of the first rule that fails.
    """
    with context.write() as (books, at):
        giver, taker = person_of(books, authoriser), person_of(books, beneficiary)
        if not giver.may_authorise:
            raise Refusal(RefusalCode.AUTHORISER_HAS_NO_ACCOUNT, authoriser=giver.id)
        judge(books, giver, taker, relation, context.edition(giver.region, at).mutual_aid)
        if limit is not None and limit < Money.ZERO:
            raise BadInput("bad-limit", limit_fen=limit.fen)
        filed = Grant(authoriser=giver.id, beneficiary=taker.id, relation=relation, filed=at.date(), limit=limit, rank=rank, covers=covers)
        return books.add_grant(filed, at)


def judge(books: Reading, giver: Person, taker: Person, relation: Relation, rules: MutualAidRules) -> None:
    """Whether this grant could be filed; raises the Refusal of the first rule that fails."""
    facts = {"authoriser": giver.id, "beneficiary": taker.id}
    given, received = books.grants_by(giver.id), books.grants_to(taker.id)
    if relation not in rules.relations or giver.id == taker.id:
        raise Refusal(RefusalCode.RELATION_NOT_ALLOWED, relation=relation.value, **facts)
    if any(grant.beneficiary == taker.id for grant in given):
        raise Refusal(RefusalCode.GRANT_EXISTS, **facts)
    if not rules.mutual_binding and any(grant.beneficiary == giver.id for grant in books.grants_by(taker.id)):
        raise Refusal(RefusalCode.MUTUAL_BINDING, **facts)
    if 0 < rules.authorisers_per_beneficiary <= len(received):
        raise Refusal(RefusalCode.SINGLE_AUTHORISER, most=rules.authorisers_per_beneficiary, **facts)
    if 0 < rules.beneficiaries_per_authoriser <= len(given):
        raise Refusal(RefusalCode.GRANT_LIMIT_REACHED, most=rules.beneficiaries_per_authoriser, **facts)


def revoke(context: Context, *, authoriser: str, beneficiary: str) -> Grant:
    """Ends a grant at once; what was paid stays paid. Raises Refusal `no-grant`."""
    with context.write() as (books, at):
        for grant in books.grants_by(authoriser):
            if grant.beneficiary == beneficiary:
                books.revoke_grant(grant, at)
                return grant
        raise Refusal(RefusalCode.NO_GRANT, authoriser=authoriser, beneficiary=beneficiary)
