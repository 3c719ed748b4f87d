"""Partial return 部分退: the settlement is refunded whole, and what stays with the patient is settled anew, in one transaction.

What remains is judged by the edition, the year and the periods of the first sale's day, without a code and without asking again who is
insured: that was judged when it was sold. It is paid from the purses as they are now, so a grant that was revoked meanwhile pays no more.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.booking import entry_of
from engine.ledger.store import Reading, Writing
from engine.model.bill import Bill, Line
from engine.model.codes import Event, Fault, Insurance
from engine.model.returned import GivenBack, Returned
from engine.model.settlement import LineSplit, Settlement
from engine.model.step import Step
from engine.service.context import Context, institution_of, person_of
from engine.service.faults import writing
from engine.service.first_sale import judged_at
from engine.service.pre_settle import judge_basket, split
from engine.service.private_booking import Act, as_returned, book_return, private_left
from engine.service.remains import Rest, remains, return_hash
from engine.service.settle import record_of
from engine.service.trace_codes import judge_traces
from engine.service.undo import refuse_undone, sold, undo
from engine.service.visit_follows import follow


def give_back(
    context: Context,
    settlement: str,
    lines: Sequence[Returned],
    *,
    privately: Sequence[Returned] = (),
    key: str | None = None,
    fault: Fault = Fault.NONE,
) -> GivenBack:
    """`privately`: goods that were bought privately with it and come back in the same transaction.

    Raises Refusal, the first of: `key-conflict`, `unknown-settlement`, `already-refunded`, `already-reversed`.

    Then `nothing-returned`, `not-in-sale`, `more-than-sold`, `trace-code-mismatch`, and what a basket or its trace codes may be refused
    with. BadInput `bad-quantity`, `unknown-item` (not in the register). The same key and content again gives the first result.
    """
    with writing(context, fault) as (books, at):
        content = None if key is None else return_hash(settlement, lines, privately)
        first = None if key is None else books.by_key(key)
        if first is None:
            given_back = _give_back(context, books, sold(books, settlement), lines, key, content, at)
            return _with_private(books, settlement, given_back, privately)
        if first.settlement is None or first.content != content:
            raise Refusal(RefusalCode.KEY_CONFLICT, key=str(key)[:80], settlement=first.number)
        return _as_before(books, first.settlement)


def _with_private(books: Writing, settlement: str, given_back: GivenBack, privately: Sequence[Returned]) -> GivenBack:
    if not privately:
        return given_back
    sale = private_left(books, settlement)
    if sale is None:
        raise Refusal(RefusalCode.NOT_IN_SALE, settlement=settlement[:80], item=privately[0].item[:80])
    refund = given_back.refund
    return replace(given_back, private=book_return(books, sale, privately, Act(at=refund.at, beside=refund.id)))


def _as_before(books: Reading, record: Settlement) -> GivenBack:
    """The key stands at what remains, or at the refund where nothing did."""
    refund = books.undone_by(record.replaces) if record.replaces is not None else None
    back = books.private_beside((refund or record).id)
    private = None if back is None else as_returned(books, back)
    if refund is None:
        return GivenBack(refund=record, remaining=None, private=private)
    return GivenBack(refund=refund, remaining=record, private=private)


def _give_back(  # noqa: PLR0917 - private, called once
    context: Context, books: Writing, original: Settlement, lines: Sequence[Returned], key: str | None, content: bytes | None, at: datetime
) -> GivenBack:
    books.lock(
        sorted(
            {
                original.holder,
                *(draw.authoriser for draw in original.draws),
                *(grant.authoriser for grant in books.grants_to(original.holder)),
            }
        )
    )
    refuse_undone(books, original)
    rests = remains(original, lines)
    if not rests:
        given_back = GivenBack(refund=undo(books, original, Event.REFUND, at, key, content), remaining=None)
    else:
        refund = undo(books, original, Event.REFUND, at)
        given_back = GivenBack(refund=refund, remaining=_settle_anew(context, books, original, rests, key, content, at))
    follow(books, original, given_back.refund, given_back.remaining, at)
    return given_back


def _settle_anew(  # noqa: PLR0917 - private, called once
    context: Context,
    books: Writing,
    original: Settlement,
    rests: Sequence[Rest[LineSplit]],
    key: str | None,
    content: bytes | None,
    at: datetime,
) -> Settlement:
    first = judged_at(books, original)
    institution = institution_of(books, str(original.institution))
    holder = replace(person_of(books, original.holder), region=original.region, insurance=Insurance(original.insurance))
    bill = Bill(
        at=institution.id,
        care=original.care,
        prescription=original.prescription,
        account=original.account,
        wallet=bool(original.wallet),
        lines=tuple(_as_sold(books, rest, first) for rest in rests),
    )
    judge_basket(bill)
    edition = context.edition(holder.region, first)
    judge_traces(books, bill.lines, (), required_from=edition.trace_codes_required_from, day=first.date())
    quote = split(books, bill, holder, original.shown_by, institution=institution, edition=edition, at=first)
    record = record_of(quote, holder, key=key, number=books.next_settlement_id(at.date()))
    step = Step(rule="remaining", amount=quote.figures.total, facts={"settlement": original.id, "at": first.isoformat()})
    record = replace(record, at=at, steps=(step, *record.steps), replaces=original.id)
    books.post(record, entry_of(record), content=content)
    return record


def _as_sold(books: Reading, rest: Rest[LineSplit], first: datetime) -> Line:
    """Price and class as they were sold; price limit and first share as the register had them then."""
    item = books.item_as_of(rest.line.code, first)
    if item is None:
        raise BadInput("unknown-item", item=rest.line.code[:80])
    return Line(item=replace(item, price=rest.line.price, item_class=rest.line.item_class), quantity=rest.quantity, trace=rest.trace)
