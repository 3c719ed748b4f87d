"""Settlement 结算: recompute under the lock, compare with what was agreed, append the entry.

The same key and content again: the first result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import JSONEncoder
from typing import Protocol

from engine.errors import Refusal, RefusalCode
from engine.ledger.booking import entry_of
from engine.ledger.store import IssuedCredential, Reading, Writing
from engine.model.bill import Bill, Line
from engine.model.codes import Event, Fault
from engine.model.institution import Institution
from engine.model.maker import maker
from engine.model.person import Person
from engine.model.settlement import Quote, Settlement, make_settlement
from engine.service.context import Context, institution_of
from engine.service.credentials import Presented, find, judge, judge_pin
from engine.service.faults import UNHEARD
from engine.service.pre_settle import assess
from engine.service.private_booking import Act, book_sale

_CANONICAL = JSONEncoder(ensure_ascii=False, check_circular=False)


class Tie(Protocol):
    """What else a settlement means, judged before it is split and written in its transaction; `content` adds to what its key stands for."""

    @property
    def content(self) -> Mapping[str, object]: ...
    def judge(self, books: Reading, bill: Bill, presented: Presented) -> None:
        """Raises Refusal."""

    def book(self, books: Writing, settlement: Settlement) -> None:
        """The settlement is in the books."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A sale as it was asked for, with what the books know of its place and its code. `content` is what its key stands for."""

    bill: Bill
    institution: Institution
    code: str
    issued: IssuedCredential | None
    key: str | None
    content: bytes | None
    pin: str | None
    agreed: Quote | None
    fault: Fault
    tie: Tie | None


make_attempt = maker(Attempt)


class FiguresChanged(Refusal):
    """The quote that was agreed no longer holds; `quote` is the one that does now."""

    def __init__(self, quote: Quote, agreed: Quote) -> None:
        super().__init__(RefusalCode.FIGURES_CHANGED, agreed_cash_fen=agreed.coins.fen, cash_fen=quote.coins.fen)
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
    tie: Tie | None = None,
) -> Settlement:
    """Raises Refusal: `key-conflict`, then what `pre_settle` raises, `wrong-pin`, `figures-changed`, what `tie` raises after the code.

    `outcome-unknown` where the fault breaks the line.
    """
    with context.write() as (books, at):
        issued = find(context, books, code)
        asked = make_attempt(
            bill=bill,
            institution=institution_of(books, bill.at),
            code=code,
            issued=issued,
            key=key,
            content=None if key is None else content_hash(bill, issued, {} if tie is None else tie.content),
            pin=pin,
            agreed=agreed,
            fault=fault,
            tie=tie,
        )
        settlement = None if key is None else _answered(books, key, asked.content)
        if settlement is None:
            settlement = _append(context, books, asked, at)
        elif fault is Fault.BEFORE_COMMIT:
            raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
    if fault in UNHEARD:
        raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
    return settlement


def content_hash(bill: Bill, issued: IssuedCredential | None, more: Mapping[str, object]) -> bytes:
    """What a key stands for: who buys what, where and how, and `more`. Not the digits: a code rotates while a till tries again."""
    content = {
        "holder": issued.person if issued else None,
        "shown_by": issued.shown_by if issued else None,
        "at": bill.at,
        "care": bill.care,
        "prescription": bill.prescription,
        "account": bill.account,
        **({"wallet": True} if bill.wallet else {}),
        "lines": _told(bill.lines),
        **({"private": _told(bill.private)} if bill.private else {}),
        **more,
    }
    return sha256(_CANONICAL.encode(content).encode()).digest()


def _told(lines: Sequence[Line]) -> list[list[str]]:
    return [[line.item.code, format(line.quantity.normalize(), "f"), *line.trace] for line in lines]


def _answered(books: Reading, key: str, content: bytes | None) -> Settlement | None:
    first = books.by_key(key)
    if first is None:
        return None
    if first.settlement is None or first.content != content:
        raise Refusal(RefusalCode.KEY_CONFLICT, key=key[:80], settlement=first.number)
    return first.settlement


def _append(context: Context, books: Writing, asked: Attempt, at: datetime) -> Settlement:
    if asked.issued is not None:
        books.lock_purses_of(asked.issued.person)
    presented = judge(context, books, asked.code, asked.issued, at)
    if asked.tie is not None:
        asked.tie.judge(books, asked.bill, presented)
    quote = assess(context, books, asked.bill, presented, institution=asked.institution, at=at)
    judge_pin(context, presented.holder, asked.institution, asked.pin)
    if asked.agreed is not None and _what_was_agreed(asked.agreed) != _what_was_agreed(quote):
        raise FiguresChanged(quote, asked.agreed)
    if asked.fault is Fault.BEFORE_COMMIT:
        raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
    settlement = record_of(quote, presented.holder, key=asked.key, number=books.next_settlement_id(at.date()))
    books.use_credential(presented.hash, settlement.id)
    books.post(settlement, entry_of(settlement), content=asked.content)
    if asked.bill.private:
        book_sale(books, asked.institution.id, asked.bill.private, Act(at=at, beside=settlement.id))
    if asked.tie is not None:
        asked.tie.book(books, settlement)
    return settlement


def _what_was_agreed(quote: Quote) -> tuple[object, ...]:
    return quote.bill, quote.holder, quote.figures, quote.draws, quote.wallet


def record_of(quote: Quote, holder: Person, *, key: str | None, number: str) -> Settlement:
    """A quote that came true, as the books keep it."""
    return make_settlement(
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
        undoes=None,
        replaces=None,
        account=quote.bill.account,
        wallet=quote.wallet,
    )
