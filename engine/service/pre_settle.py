"""Pre-settlement 预结算: verify the code, judge the basket, find the edition, read the year and the purses, split. Writes nothing."""

from collections.abc import Sequence
from datetime import datetime

from engine.adjudicate.adjudication import Adjudication, adjudicate, counting_period
from engine.adjudicate.deductible import calendar_year
from engine.allocate.purses import allocate
from engine.allocate.wallet import pay_from_wallet
from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.bill import Bill, Line
from engine.model.institution import Institution
from engine.model.person import Person
from engine.model.purse import NO_BALANCE
from engine.model.settlement import Figures, Quote, make_quote
from engine.money import Money, total
from engine.policy.edition import Edition
from engine.service.context import Context, institution_of
from engine.service.credentials import Presented, present
from engine.service.trace_codes import judge_traces


def pre_settle(context: Context, bill: Bill, code: str) -> Quote:
    """What would be paid now. Raises Refusal by the contract's order of checks, BadInput `unknown-institution`."""
    with context.read() as (books, at):
        institution = institution_of(books, bill.at)
        return assess(context, books, bill, present(context, books, code, at), institution=institution, at=at)


def assess(context: Context, books: Reading, bill: Bill, presented: Presented, *, institution: Institution, at: datetime) -> Quote:
    """The quote on this view of the books, for whoever presented a code at this institution."""
    if not institution.designated:
        raise Refusal(RefusalCode.INSTITUTION_NOT_DESIGNATED, institution=institution.id)
    judge_basket(bill)
    edition = context.edition(presented.holder.region, at)
    judge_traces(books, bill.lines, bill.private, required_from=edition.trace_codes_required_from, day=at.date())
    return split(books, bill, presented.holder, presented.shown_by, institution=institution, edition=edition, at=at)


def judge_basket(bill: Bill) -> None:
    """Raises Refusal `empty-basket`, `non-medical-item`, `zero-line` or `amount-too-large`, for the first line that is at fault."""
    if not bill.lines:
        raise Refusal(RefusalCode.EMPTY_BASKET)
    judge_lines(bill.lines, bill.private)


def judge_lines(insured: Sequence[Line], private: Sequence[Line]) -> None:
    """As `judge_basket`, of lines: the private ones are counted on behind the insured, and need not be medical."""
    so_far = Money.ZERO
    for number, line in enumerate((*insured, *private), start=1):
        if number <= len(insured) and not line.item.medical:
            raise Refusal(RefusalCode.NON_MEDICAL_ITEM, **_which(number, line))
        amount = line.amount
        if amount <= Money.ZERO:
            raise Refusal(RefusalCode.ZERO_LINE, **_which(number, line))
        so_far += amount
        if so_far > Money.LARGEST:
            raise Refusal(RefusalCode.AMOUNT_TOO_LARGE, **_which(number, line), largest_fen=Money.LARGEST.fen)


def _which(number: int, line: Line) -> dict[str, str | int]:
    return {"line": number, "item": line.item.code, "name": line.item.name}


def split(
    books: Reading, bill: Bill, holder: Person, shown_by: str | None, *, institution: Institution, edition: Edition, at: datetime
) -> Quote:
    """Who pays a bill that is in order, by the rules, the year and the periods of `at` and the purses as they are now."""
    day = at.date()
    year, group = calendar_year(day), bill.care.group
    own = books.balance(holder.id) or NO_BALANCE
    period = counting_period(bill, holder, edition, day)
    so_far = books.counted(holder.id, group, year)
    adjudication = adjudicate(
        bill,
        person=holder,
        institution=institution,
        edition=edition,
        day=day,
        year=so_far,
        counted=so_far if period == year else books.counted(holder.id, group, period),
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
        pools=books.pools_to(holder.id, year),
        year=year,
    )
    tender = [pay_from_wallet(allocation.cash, books.wallet(holder.id) or Money.ZERO)] if bill.wallet else []
    return make_quote(
        bill=bill,
        holder=holder.id,
        shown_by=shown_by,
        at=at,
        edition=edition.name,
        figures=_figures(
            adjudication, own=allocation.own, mutual_aid=total([draw.amount for draw in allocation.draws]), cash=allocation.cash
        ),
        lines=adjudication.lines,
        draws=allocation.draws,
        passed_over=allocation.passed_over,
        steps=adjudication.steps + allocation.steps + tuple(tender),
        own_prior_year=allocation.own_prior_year,
        own_before=own.all,
        accruals=adjudication.accruals,
        wallet=tender[0].amount if tender else Money.ZERO,
    )


def _figures(adjudication: Adjudication, *, own: Money, mutual_aid: Money, cash: Money) -> Figures:
    lines = adjudication.lines
    return Figures(
        total=adjudication.amount,
        off_catalogue=adjudication.off_catalogue,
        over_limit=total([line.over_limit for line in lines]),
        first_share=total([line.first_share for line in lines]),
        in_scope=adjudication.in_scope,
        deductible=adjudication.deductible,
        fund=adjudication.fund,
        burden=adjudication.amount - adjudication.fund,
        own_account=own,
        mutual_aid=mutual_aid,
        cash=cash,
    )
