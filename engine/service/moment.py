"""What a burden was shared on: read from the books as they are, or brought back from what a record and the books still tell."""

from dataclasses import replace

from engine.allocate.sharing import Sharing
from engine.ledger.store import Reading
from engine.model.codes import AccountUse, Why
from engine.model.purse import NO_BALANCE, Balance, Pool
from engine.model.settlement import Draw, PassedOver, Quote, Settlement
from engine.model.step import Step
from engine.money import Money
from engine.policy.edition import Edition, Trigger
from engine.service.context import institution_of, person_of
from engine.service.first_sale import judged_at

#: Judged before the authoriser's own insurance is: these reasons do not tell whether that was in force.
_BEFORE_INSURANCE = frozenset({Why.ACCOUNT_OFF, Why.NOT_ASKED, Why.NOT_COVERED})


def as_it_is(books: Reading, quote: Quote, edition: Edition) -> Sharing:
    """Of a quote that was made just now."""
    holder = person_of(books, quote.holder)
    return Sharing(
        burden=quote.figures.burden,
        off_catalogue=quote.figures.off_catalogue,
        edition=edition,
        care=quote.bill.care,
        use=quote.bill.account,
        holder=holder,
        institution=institution_of(books, quote.bill.at),
        own=books.balance(holder.id) or NO_BALANCE,
        pools=tuple(books.pools_to(holder.id, str(quote.at.year))),
        year=str(quote.at.year),
    )


def as_it_was(books: Reading, record: Settlement, edition: Edition) -> Sharing | None:
    """Of a sale. None where the books do not tell any more whose it was, or where."""
    holder, institution = books.person_at(record.holder, record.at), books.institution(record.institution or "")
    entries: list[Draw | PassedOver] = [*record.draws, *record.passed_over]
    pools = [_pool_as_it_was(books, record, entry) for entry in sorted(entries, key=lambda entry: entry.grant)]
    known = tuple(pool for pool in pools if pool is not None)
    if holder is None or institution is None or len(known) != len(pools):
        return None
    own = next((_fen(step, "balance_fen") for step in record.steps if step.rule in {"own-account", "account-off"}), Money.ZERO)
    return Sharing(
        burden=record.figures.burden,
        off_catalogue=record.figures.off_catalogue,
        edition=edition,
        care=record.care,
        use=_use(record, edition),
        holder=holder,
        institution=institution,
        own=Balance(all=own, prior_year=min(own, record.own_prior_year)),
        pools=known,
        year=str(judged_at(books, record).year),
    )


def _use(record: Settlement, edition: Edition) -> AccountUse:
    """Its steps tell whether the account was off; its pools, where mutual aid must be asked for, whether it was."""
    if any(step.rule == "account-off" for step in record.steps):
        return AccountUse.OFF
    asked = edition.mutual_aid.trigger is Trigger.ASKED and all(over.why is not Why.NOT_ASKED for over in record.passed_over)
    return AccountUse.ASK_MUTUAL_AID if asked else AccountUse.USE


def _pool_as_it_was(books: Reading, record: Settlement, entry: Draw | PassedOver) -> Pool | None:
    grant, authoriser = books.grant_before(entry.grant, record.id), books.person_at(entry.authoriser, record.at)
    step = next((step for step in record.steps if step.facts.get("authoriser") == entry.authoriser), None)
    if grant is None or authoriser is None or step is None:
        return None
    why = entry.why if isinstance(entry, PassedOver) else None
    if why not in _BEFORE_INSURANCE:  # a second may hold the sale and a suspension: the record knows which came first
        authoriser = replace(authoriser, insured=why is not Why.AUTHORISER_SUSPENDED)
    return Pool(
        grant=grant,
        authoriser=authoriser,
        balance=books.balance_before(authoriser.id, record.id),
        used=_fen(step, "used_fen"),
    )


def _fen(step: Step, fact: str) -> Money:
    return Money(int(step.facts.get(fact, 0)))
