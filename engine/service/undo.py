"""Refund 退费 and reversal 冲正: a new record with every amount negative.

Each fen goes back to the account that paid it, also when the grant is gone.
"""

from dataclasses import replace
from datetime import datetime

from engine.errors import Refusal, RefusalCode
from engine.ledger.booking import entry_of
from engine.ledger.store import Writing
from engine.model.codes import Event
from engine.model.purse import NO_BALANCE
from engine.model.settlement import Settlement
from engine.model.step import Step
from engine.service.context import Context

_ALREADY = {Event.REFUND: RefusalCode.ALREADY_REFUNDED, Event.REVERSAL: RefusalCode.ALREADY_REVERSED}


def refund(context: Context, settlement: str) -> Settlement:
    """Give a settlement back. Raises Refusal `unknown-settlement`, `already-refunded`, `already-reversed`."""
    with context.write() as (books, at):
        original = books.settlement(settlement)
        if original is None or original.event not in {Event.SALE, Event.PREMIUM}:
            raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, settlement=settlement[:80])
        return _undo(books, original, Event.REFUND, at)


def reverse(context: Context, key: str) -> Settlement:
    """Undo the sale behind a key whose outcome is unknown to the caller. Raises as `refund` does."""
    with context.write() as (books, at):
        first = books.by_key(key)
        if first is None:
            raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, key=key[:80])
        return _undo(books, first.settlement, Event.REVERSAL, at)


def _undo(books: Writing, original: Settlement, event: Event, at: datetime) -> Settlement:
    earlier = books.undone_by(original.id)
    if earlier is not None:
        raise Refusal(_ALREADY[earlier.event], settlement=original.id, by=earlier.id)
    books.lock(sorted({original.holder, *(draw.authoriser for draw in original.draws)}))
    balance = books.balance(original.holder) or NO_BALANCE
    record = replace(
        original,
        id=books.next_settlement_id(at.date()),
        event=event,
        at=at,
        figures=original.figures.negated(),
        lines=tuple(line.negated() for line in original.lines),
        draws=tuple(draw.negated() for draw in original.draws),
        passed_over=(),
        steps=(Step(rule=event.value, amount=-original.figures.total, facts={"settlement": original.id, "at": original.at.isoformat()}),),
        own_prior_year=-original.own_prior_year,
        own_after=balance.all + original.figures.own_account,
        accruals=tuple(accrual.negated() for accrual in original.accruals),
        key=None,
        undoes=original.id,
        wallet=-original.wallet,
    )
    books.post(record, entry_of(record), content=None)
    return record
