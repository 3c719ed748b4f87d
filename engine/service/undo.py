"""Refund 退费 and reversal 冲正: a new record with every amount negative.

Each fen goes back to the account that paid it, also when the grant is gone.
"""

from dataclasses import replace
from datetime import datetime

from engine.errors import Refusal, RefusalCode
from engine.ledger.booking import entry_of
from engine.ledger.store import Reading, Writing
from engine.model.codes import Event, Fault
from engine.model.outcome import Outcome
from engine.model.private import PrivateEvent
from engine.model.purse import NO_BALANCE
from engine.model.settlement import Settlement
from engine.model.step import Step
from engine.service.context import Context
from engine.service.faults import writing
from engine.service.private_booking import undo_beside
from engine.service.visit_follows import follow

_ALREADY = {Event.REFUND: RefusalCode.ALREADY_REFUNDED, Event.REVERSAL: RefusalCode.ALREADY_REVERSED}


def refund(context: Context, settlement: str, fault: Fault = Fault.NONE, *, privately: bool = False) -> Settlement:
    """Give a settlement back; with `privately`, what was bought privately with it and has not come back yet, in the same transaction.

    Raises Refusal `unknown-settlement`, `already-refunded`, `already-reversed`, `outcome-unknown`; of a hospital's visit also
    `medicines-handed-out`, `visit-seen`.
    """
    with writing(context, fault) as (books, at):
        record = _whole(books, sold(books, settlement), Event.REFUND, at)
        if privately:
            undo_beside(books, record, PrivateEvent.REFUND)
        return record


def _whole(books: Writing, original: Settlement, event: Event, at: datetime) -> Settlement:
    """And what follows for a hospital's visit."""
    record = undo(books, original, event, at)
    follow(books, original, record, None, at)
    return record


def sold(books: Reading, settlement: str) -> Settlement:
    """A settlement that may be given back. Raises Refusal `unknown-settlement`."""
    original = books.settlement(settlement)
    if original is None or original.event not in {Event.SALE, Event.PREMIUM}:
        raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, settlement=settlement[:80])
    return original


def reverse(context: Context, key: str, fault: Fault = Fault.NONE) -> Settlement:
    """Undo the sale behind a key whose outcome is unknown to the caller, with what was bought privately in the same act.

    Raises as `refund` does, and `return-is-final`. A private sale that stands alone under its key is no settlement.
    """
    with writing(context, fault) as (books, at):
        first = books.by_key(key)
        if first is None or first.settlement is None:
            raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, key=key[:80])
        if first.settlement.undoes is not None or first.settlement.replaces is not None:
            raise Refusal(RefusalCode.RETURN_IS_FINAL, key=key[:80], settlement=first.settlement.id)
        record = _whole(books, first.settlement, Event.REVERSAL, at)
        undo_beside(books, record, PrivateEvent.REVERSAL)
        return record


def query(context: Context, key: str) -> Outcome:
    """What the books hold under a key; changes nothing."""
    with context.read() as (books, _at):
        first = books.by_key(key)
        if first is None:
            return Outcome(settlement=None, undone_by=None)
        settlement, private = first.settlement, first.private
        if settlement is not None:
            private = books.private_beside(settlement.id)
        return Outcome(
            settlement=settlement,
            undone_by=None if settlement is None else books.undone_by(settlement.id),
            private=private,
            private_undone_by=None if private is None else books.private_undone_by(private.id),
        )


def refuse_undone(books: Reading, original: Settlement) -> None:
    """Raises Refusal `already-refunded`, `already-reversed`."""
    earlier = books.undone_by(original.id)
    if earlier is not None:
        raise Refusal(_ALREADY[earlier.event], settlement=original.id, by=earlier.id)


def undo(  # noqa: PLR0917 - all of them plain
    books: Writing, original: Settlement, event: Event, at: datetime, key: str | None = None, content: bytes | None = None
) -> Settlement:
    """The mirror of a settlement, booked. Raises Refusal `already-refunded`, `already-reversed`."""
    refuse_undone(books, original)
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
        key=key,
        undoes=original.id,
        replaces=None,
        wallet=-original.wallet,
    )
    books.post(record, entry_of(record), content=content)
    return record
