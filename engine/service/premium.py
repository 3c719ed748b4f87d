"""A relative pays a resident's yearly premium 居民医保费 from the pool: all of it or nothing; no fund, no cash mixed in."""

from engine.allocate.orders import in_order
from engine.allocate.room import room
from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.booking import entry_of
from engine.model.codes import Care, Event, Insurance
from engine.model.purse import NO_BALANCE, Pool
from engine.model.settlement import Draw, Figures, Settlement
from engine.model.step import Step
from engine.money import Money
from engine.policy.edition import Edition
from engine.service.context import Context, person_of


def pay_premium(context: Context, *, authoriser: str, beneficiary: str, kind: str) -> Settlement:
    """`kind` names an amount of the beneficiary's edition: adult, minor, student.

    Raises Refusal `not-resident-insured`, `no-edition`, `no-grant`, `insufficient-account`; BadInput `unknown-person`, `unknown-premium`.
    """
    with context.write() as (books, at):
        year = str(at.year)
        payer, person = person_of(books, authoriser), person_of(books, beneficiary)
        if person.insurance is not Insurance.RESIDENT:
            raise Refusal(RefusalCode.NOT_RESIDENT_INSURED, person=person.id)
        edition = context.edition(person.region, at)
        if kind not in edition.premium:
            raise BadInput("unknown-premium", kind=kind[:40], known=", ".join(edition.premium), edition=edition.name)
        books.lock(sorted({payer.id, person.id}))
        pool = next(
            (pool for pool in in_order(books.pools_to(person.id, year), edition.mutual_aid) if _pays(pool, payer.id, edition)), None
        )
        if pool is None or pool.balance is None:
            raise Refusal(RefusalCode.NO_GRANT, authoriser=payer.id, beneficiary=person.id)
        amount, (most, _why) = edition.premium[kind], room(pool, edition.mutual_aid)
        if most < amount:
            raise Refusal(RefusalCode.INSUFFICIENT_ACCOUNT, authoriser=payer.id, premium_fen=amount.fen, room_fen=most.fen)
        draw = Draw(authoriser=payer.id, grant=pool.grant.id, amount=amount, prior_year=pool.balance.prior_part_of(amount), year=year)
        record = Settlement(
            id=books.next_settlement_id(at.date()),
            event=Event.PREMIUM,
            at=at,
            institution=None,
            care=Care.PREMIUM,
            prescription=False,
            holder=person.id,
            shown_by=None,
            edition=edition.name,
            figures=_figures(amount),
            lines=(),
            draws=(draw,),
            passed_over=(),
            steps=(
                Step(
                    rule="premium",
                    amount=amount,
                    facts={"kind": kind, "authoriser": payer.id, "name": payer.name, "balance_fen": pool.balance.all.fen},
                ),
            ),
            own_prior_year=Money.ZERO,
            own_after=(books.balance(person.id) or NO_BALANCE).all,
            accruals=(),
            region=person.region,
            insurance=person.insurance.value,
        )
        books.post(record, entry_of(record), content=None)
        return record


def _pays(pool: Pool, authoriser: str, edition: Edition) -> bool:
    return (
        pool.authoriser.id == authoriser
        and pool.authoriser.insured
        and pool.authoriser.may_authorise
        and pool.balance is not None
        and Care.PREMIUM in edition.mutual_aid.covers
        and (pool.grant.covers is None or Care.PREMIUM in pool.grant.covers)
    )


def _figures(amount: Money) -> Figures:
    nothing = Money.ZERO
    return Figures(
        total=amount,
        off_catalogue=amount,
        over_limit=nothing,
        first_share=nothing,
        in_scope=nothing,
        deductible=nothing,
        fund=nothing,
        burden=amount,
        own_account=nothing,
        mutual_aid=amount,
        cash=nothing,
    )
