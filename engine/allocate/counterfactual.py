"""What would have let a pool pay: the burden shared once more by the same `allocate`, with the one obstacle taken away.

Pure, and run only when somebody asks for reasons. There is no second formula here: an amount is what `allocate` draws from the pool then.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.allocate.purses import Allocation
from engine.allocate.sharing import Sharing
from engine.model.codes import AccountUse, Care, Why
from engine.model.explanation import NotDrawn
from engine.model.purse import NO_BALANCE, Balance, Pool
from engine.model.settlement import PassedOver
from engine.model.step import Step
from engine.money import Money
from engine.policy.edition import PerSettlement, Trigger

#: On 1 January a limit is whole again, and what is left of the year's balance is of an earlier year.
_COMES_BY_ITSELF = frozenset({Why.LIMIT_USED_UP, Why.NO_PRIOR_YEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A relative without a grant: the pool that a grant would make of the account, how a family account binds the two, who would refuse it.

    `bound` is `presenter` (showed this very code), `owner` (may show it) or `member` (may be shown by the holder); `refused` a refusal's
    code, or empty.
    """

    pool: Pool
    bound: str
    refused: str = ""


def not_drawn(sharing: Sharing, strangers: Sequence[Stranger] = ()) -> tuple[NotDrawn, ...]:
    """Every pool that was passed over, in that order, then relatives who could have paid what was left in cash had they granted it."""
    found = sharing.shared()
    return (*_passed_over(sharing, found), *_without_grant(sharing, found, strangers))


def _passed_over(sharing: Sharing, found: Allocation) -> Iterator[NotDrawn]:
    pools = {pool.grant.id: pool for pool in sharing.pools}
    told = plainly(found.passed_over, found.steps, care=sharing.care, cash=found.cash, year=sharing.year)
    for over, plain in zip(found.passed_over, told, strict=True):
        remove, pool = _REMOVED.get(over.why), pools[over.grant]
        yield plain if remove is None else _outcome(plain, remove(sharing, pool), pool, sharing)


def plainly(over: Iterable[PassedOver], steps: Iterable[Step], *, care: Care, cash: Money, year: str) -> Iterator[NotDrawn]:
    """Why each was passed over, without what might have been; `steps` are those of the same split, `cash` what it left."""
    facts = {step.facts["authoriser"]: dict(step.facts) for step in steps if "authoriser" in step.facts}
    for pool in over:
        yield NotDrawn(
            authoriser=pool.authoriser,
            grant=pool.grant,
            why=pool.why,
            facts=facts.get(pool.authoriser, {}) | {"care": care.value},
            cash=cash,
            since=date(int(year) + 1, 1, 1) if pool.why in _COMES_BY_ITSELF else None,
        )


def _outcome(plain: NotDrawn, then: Sharing, pool: Pool, sharing: Sharing) -> NotDrawn:
    shared = then.shared()
    paid = _paid(shared, pool)
    still = next((over.why for over in shared.passed_over if over.grant == pool.grant.id), None)
    told = replace(plain, would_have_paid=paid, cash_then=shared.cash, still=still)
    if plain.why is Why.LIMIT_USED_UP and paid:
        return replace(told, at_least=pool.used + paid)
    if plain.why in {Why.RESERVE, Why.NO_BALANCE} and paid:
        return replace(told, at_least=_enough(sharing, pool, paid))
    return told


def _paid(shared: Allocation, pool: Pool) -> Money:
    return next((draw.amount for draw in shared.draws if draw.grant == pool.grant.id), Money.ZERO)


def _without_grant(sharing: Sharing, found: Allocation, strangers: Sequence[Stranger]) -> Iterator[NotDrawn]:
    if not found.cash or sharing.use is AccountUse.OFF:
        return
    for stranger in strangers:
        pool = stranger.pool
        facts: dict[str, str | int] = {
            "authoriser": pool.authoriser.id,
            "name": pool.authoriser.name,
            "relation": pool.grant.relation.value,
            "bound": stranger.bound,
            "balance_fen": (pool.balance or NO_BALANCE).all.fen,
        }
        plain = NotDrawn(
            authoriser=pool.authoriser.id, grant=None, why=Why.NO_GRANT, facts=facts, cash=found.cash, refused=stranger.refused
        )
        if stranger.refused:
            yield plain
        else:
            told = _outcome(plain, replace(sharing, pools=(*sharing.pools, pool)), pool, sharing)
            yield replace(told, at_least=told.would_have_paid or None)


# One obstacle away, all else as it was.


def _asked(sharing: Sharing, _pool: Pool) -> Sharing:
    return replace(sharing, use=AccountUse.ASK_MUTUAL_AID)


def _switched_on(sharing: Sharing, _pool: Pool) -> Sharing:
    asked = sharing.edition.mutual_aid.trigger is Trigger.ASKED
    return replace(sharing, use=AccountUse.ASK_MUTUAL_AID if asked else AccountUse.USE)


def _covered(sharing: Sharing, pool: Pool) -> Sharing:
    rules = sharing.edition.mutual_aid
    wider = replace(sharing.edition, mutual_aid=replace(rules, covers=rules.covers | {sharing.care}))
    return replace(sharing, edition=wider).with_pool(replace(pool, grant=replace(pool.grant, covers=None)))


def _insured(sharing: Sharing, pool: Pool) -> Sharing:
    return sharing.with_pool(replace(pool, authoriser=replace(pool.authoriser, insured=True)))


def _near(sharing: Sharing, pool: Pool) -> Sharing:
    """All three in the holder's region."""
    home = sharing.holder.region
    moved = replace(pool.authoriser, region=home)
    return replace(sharing, institution=replace(sharing.institution, region=home)).with_pool(replace(pool, authoriser=moved))


def _unlimited(sharing: Sharing, pool: Pool) -> Sharing:
    return sharing.with_pool(replace(pool, grant=replace(pool.grant, limit=None)))


def _filled(sharing: Sharing, pool: Pool) -> Sharing:
    """With enough for the whole burden beside the reserve."""
    return _holding(sharing, pool, sharing.edition.mutual_aid.reserve + sharing.burden)


def _holding(sharing: Sharing, pool: Pool, amount: Money) -> Sharing:
    return sharing.with_pool(replace(pool, balance=Balance(all=amount, prior_year=amount)))


def _enough(sharing: Sharing, pool: Pool, paid: Money) -> Money:
    """The balance with which it pays `paid`: no more than that beside the reserve, unless its place in the order needs more."""
    reserve = sharing.edition.mutual_aid.reserve
    tight = _holding(sharing, pool, reserve + paid)
    return reserve + (paid if _paid(tight.shared(), pool) == paid else sharing.burden)


def _rolled(sharing: Sharing, pool: Pool) -> Sharing:
    """After 1 January all that is there is of earlier years."""
    return _holding(sharing, pool, (pool.balance or NO_BALANCE).all)


def _several(sharing: Sharing, _pool: Pool) -> Sharing:
    rules = replace(sharing.edition.mutual_aid, per_settlement=PerSettlement.ALL)
    return replace(sharing, edition=replace(sharing.edition, mutual_aid=rules))


_REMOVED: Mapping[Why, Callable[[Sharing, Pool], Sharing]] = {
    Why.NOT_ASKED: _asked,
    Why.ACCOUNT_OFF: _switched_on,
    Why.NOT_COVERED: _covered,
    Why.AUTHORISER_SUSPENDED: _insured,
    Why.OTHER_REGION: _near,
    Why.OTHER_PROVINCE: _near,
    Why.LIMIT_USED_UP: _unlimited,
    Why.RESERVE: _filled,
    Why.NO_BALANCE: _filled,
    Why.NO_PRIOR_YEAR: _rolled,
    Why.OTHER_AUTHORISER: _several,
}
