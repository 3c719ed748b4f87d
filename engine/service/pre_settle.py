"""Pre-settlement 预结算: verify the code, judge the basket, find the edition, read the year and the purses, split. Writes nothing."""

from datetime import datetime

from engine.adjudicate.adjudication import Adjudication, adjudicate, counting_period
from engine.adjudicate.coverage import line_amount
from engine.adjudicate.deductible import calendar_year
from engine.allocate.purses import allocate
from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.bill import Bill
from engine.model.institution import Institution
from engine.model.person import Person
from engine.model.purse import NO_BALANCE, Pool
from engine.model.settlement import Figures, Quote
from engine.money import Money, total
from engine.policy.edition import Edition
from engine.service.context import Context, institution_of, person_of
from engine.service.credentials import Presented, present
from engine.service.trace_codes import judge_traces


def pre_settle(context: Context, bill: Bill, code: str) -> Quote:
    """What would be paid now. Raises Refusal by the contract's order of checks, BadInput `unknown-institution`."""
    with context.books.read() as books:
        return assess(context, books, bill, code, context.now())[0]


def assess(context: Context, books: Reading, bill: Bill, code: str, at: datetime) -> tuple[Quote, Presented]:
    """The quote on this view of the books, and who presented the code."""
    institution = institution_of(books, bill.at)
    presented = present(context, books, code, at)
    if not institution.designated:
        raise Refusal(RefusalCode.INSTITUTION_NOT_DESIGNATED, institution=institution.id)
    judge_basket(bill)
    edition = context.edition(presented.holder.region, at)
    judge_traces(books, bill, required_from=edition.trace_codes_required_from, day=at.date())
    return split(books, bill, presented.holder, presented.shown_by, institution=institution, edition=edition, at=at), presented


def judge_basket(bill: Bill) -> None:
    """Raises Refusal `empty-basket`, `non-medical-item`, `zero-line` or `amount-too-large`, for the first line that is at fault."""
    if not bill.lines:
        raise Refusal(RefusalCode.EMPTY_BASKET)
    so_far = Money.ZERO
    for number, line in enumerate(bill.lines, start=1):
        facts: dict[str, str | int] = {"line": number, "item": line.item.code, "name": line.item.name}
        if not line.item.medical:
            raise Refusal(RefusalCode.NON_MEDICAL_ITEM, **facts)
        amount = line_amount(line)
        if amount <= Money.ZERO:
            raise Refusal(RefusalCode.ZERO_LINE, **facts)
        so_far += amount
        if so_far > Money.LARGEST:
            facts["largest_fen"] = Money.LARGEST.fen
            raise Refusal(RefusalCode.AMOUNT_TOO_LARGE, **facts)


def pools_of(books: Reading, holder: Person, year: str) -> list[Pool]:
    """The holder's grants in force, in listing order, each with its authoriser's balance and what it has paid this year."""
    return [
        Pool(
            grant=grant,
            authoriser=person_of(books, grant.authoriser),
            balance=books.balance(grant.authoriser),
            used=books.grant_used(grant.id, year),
        )
        for grant in books.grants_to(holder.id)
    ]


def split(
    books: Reading, bill: Bill, holder: Person, shown_by: str | None, *, institution: Institution, edition: Edition, at: datetime
) -> Quote:
    """Who pays a bill that is in order, by the rules, the year and the periods of `at` and the purses as they are now."""
    day = at.date()
    year, group = calendar_year(day), bill.care.group
    own = books.balance(holder.id) or NO_BALANCE
    adjudication = adjudicate(
        bill,
        person=holder,
        institution=institution,
        edition=edition,
        day=day,
        year=books.counted(holder.id, group, year),
        counted=books.counted(holder.id, group, counting_period(bill, holder, edition, day)),
        own=own,
    )
    allocation = allocate(
        adjudication.amount - adjudication.fund,
        off_catalogue=adjudication.off_catalogue,
        edition=edition,
        care=bill.care,
        use=bill.account,
        holder=holder,
        institution=institution,
        own=own,
        pools=pools_of(books, holder, year),
        year=year,
    )
    return Quote(
        bill=bill,
        holder=holder.id,
        shown_by=shown_by,
        at=at,
        edition=edition.name,
        figures=_figures(
            adjudication, own=allocation.own, mutual_aid=total(draw.amount for draw in allocation.draws), cash=allocation.cash
        ),
        lines=adjudication.lines,
        draws=allocation.draws,
        passed_over=allocation.passed_over,
        steps=adjudication.steps + allocation.steps,
        own_prior_year=allocation.own_prior_year,
        own_before=own.all,
        accruals=adjudication.accruals,
    )


def _figures(adjudication: Adjudication, *, own: Money, mutual_aid: Money, cash: Money) -> Figures:
    lines = adjudication.lines
    return Figures(
        total=adjudication.amount,
        off_catalogue=adjudication.off_catalogue,
        over_limit=total(line.over_limit for line in lines),
        first_share=total(line.first_share for line in lines),
        in_scope=total(line.in_scope for line in lines),
        deductible=adjudication.deductible,
        fund=adjudication.fund,
        burden=adjudication.amount - adjudication.fund,
        own_account=own,
        mutual_aid=mutual_aid,
        cash=cash,
    )
