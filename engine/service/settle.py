"""Settlement 结算: recompute under the lock, compare with what was agreed, append the entry.

The same key and content again: the first result.
"""

from hashlib import sha256
from json import dumps

from engine.errors import Refusal, RefusalCode
from engine.ledger.booking import entry_of
from engine.ledger.store import Reading, Writing
from engine.model.bill import Bill
from engine.model.codes import Event, Fault
from engine.model.institution import Institution
from engine.model.person import Person
from engine.model.settlement import Quote, Settlement
from engine.service.context import Context, institution_of
from engine.service.credentials import find, judge_pin
from engine.service.faults import UNHEARD
from engine.service.pre_settle import assess


class FiguresChanged(Refusal):
    """The quote that was agreed no longer holds; `quote` is the one that does now."""

    def __init__(self, quote: Quote, agreed: Quote) -> None:
        super().__init__(RefusalCode.FIGURES_CHANGED, agreed_cash_fen=agreed.figures.cash.fen, cash_fen=quote.figures.cash.fen)
        self.quote = quote


def settle(
    context: Context,
    bill: Bill,
    code: str,
    *,
    key: str | None = None,
    pin: str | None = None,
    agreed: Quote | None = None,
    fault: Fault = Fault.NONE,
) -> Settlement:
    """Raises Refusal: `key-conflict`, then what `pre_settle` raises, `wrong-pin`, `figures-changed`.

    `outcome-unknown` where the fault breaks the line.
    """
    with context.books.write() as books:
        institution = institution_of(books, bill.at)
        content = None if key is None else content_hash(context, books, bill, code)
        settlement = None if key is None else _answered(books, key, content)
        if settlement is None:
            settlement = _append(context, books, bill, code, institution, key, pin, content, agreed, fault)
        elif fault is Fault.BEFORE_COMMIT:
            raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
    if fault in UNHEARD:
        raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
    return settlement


def content_hash(context: Context, books: Reading, bill: Bill, code: str) -> bytes:
    """What a key stands for: who buys what, where and how. Not the digits: a code rotates while a till tries again."""
    issued = find(context, books, code)
    content = {
        "holder": issued.person if issued else None,
        "shown_by": issued.shown_by if issued else None,
        "at": bill.at,
        "care": bill.care,
        "prescription": bill.prescription,
        "account": bill.account,
        "lines": [[line.item.code, format(line.quantity.normalize(), "f"), *line.trace] for line in bill.lines],
    }
    return sha256(dumps(content, ensure_ascii=False).encode()).digest()


def _answered(books: Reading, key: str, content: bytes | None) -> Settlement | None:
    first = books.by_key(key)
    if first is None:
        return None
    if first.content != content:
        raise Refusal(RefusalCode.KEY_CONFLICT, key=key[:80], settlement=first.settlement.id)
    return first.settlement


def _append(  # noqa: PLR0917 - private, called once
    context: Context,
    books: Writing,
    bill: Bill,
    code: str,
    institution: Institution,
    key: str | None,
    pin: str | None,
    content: bytes | None,
    agreed: Quote | None,
    fault: Fault,
) -> Settlement:
    at = context.now()
    issued = find(context, books, code)
    if issued is not None:
        books.lock(sorted({issued.person, *(grant.authoriser for grant in books.grants_to(issued.person))}))
    quote, presented = assess(context, books, bill, code, at)
    judge_pin(context, presented.holder, institution, pin)
    if agreed is not None and _what_was_agreed(agreed) != _what_was_agreed(quote):
        raise FiguresChanged(quote, agreed)
    if fault is Fault.BEFORE_COMMIT:
        raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
    settlement = record_of(quote, presented.holder, key=key, number=books.next_settlement_id(at.date()))
    books.use_credential(presented.hash, settlement.id)
    books.post(settlement, entry_of(settlement), content=content)
    return settlement


def _what_was_agreed(quote: Quote) -> tuple[object, ...]:
    return quote.bill, quote.holder, quote.figures, quote.draws


def record_of(quote: Quote, holder: Person, *, key: str | None, number: str) -> Settlement:
    """A quote that came true, as the books keep it."""
    return Settlement(
        id=number,
        event=Event.SALE,
        at=quote.at,
        institution=quote.bill.at,
        care=quote.bill.care,
        prescription=quote.bill.prescription,
        holder=quote.holder,
        shown_by=quote.shown_by,
        edition=quote.edition,
        figures=quote.figures,
        lines=quote.lines,
        draws=quote.draws,
        passed_over=quote.passed_over,
        steps=quote.steps,
        own_prior_year=quote.own_prior_year,
        own_after=quote.own_before - quote.figures.own_account,
        accruals=quote.accruals,
        region=holder.region,
        insurance=holder.insurance.value,
        key=key,
        account=quote.bill.account,
    )
