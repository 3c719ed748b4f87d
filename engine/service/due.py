"""What time brings: at a month's first moment the credits, on 1 January the roll before them; transfers that nobody accepted go back.

All of it is booked in the order it fell due, with the moment it fell due, however late somebody looks.
"""

from datetime import datetime, tzinfo

from engine.ledger.store import Reading, Writing
from engine.model.movement import MoneyEvent, Movement, Transfer
from engine.model.step import Step
from engine.policy.book import PolicyBook
from engine.service.credits import credit_accounts, roll_accounts

_DECEMBER = 12


def month_of(moment: datetime) -> str:
    """2026-01."""
    return f"{moment:%Y-%m}"


def is_due(books: Reading, at: datetime) -> bool:
    """Whether something has fallen due by `at` and is not booked."""
    due = _next_due(books, books.last_month_begun(), at.tzinfo)
    return due is not None and due <= at


def book_due(policies: PolicyBook, books: Writing, at: datetime) -> bool:
    """Book all that fell due by `at`; False when there was nothing. New books begin their calendar with the month of `at`."""
    begun = books.last_month_begun()
    if begun is None:
        books.begin_month(month_of(at), at)
        return True
    booked = False
    while (moment := _next_due(books, begun, at.tzinfo)) is not None and moment <= at:
        if month_of(moment) > begun:
            begun = month_of(moment)
            _begin_month(policies, books, moment)
        for transfer in books.transfers_waiting(due=moment):
            _give_back(books, transfer, moment)
        booked = True
    return booked


def _next_due(books: Reading, begun: str | None, zone: tzinfo | None) -> datetime | None:
    back = books.next_return()
    moments = [] if begun is None else [_first_moment_after(begun, zone)]
    return min([*moments, *([] if back is None else [back])], default=None)


def _first_moment_after(month: str, zone: tzinfo | None) -> datetime:
    year, number = (int(part) for part in month.split("-"))
    return datetime(year + number // _DECEMBER, number % _DECEMBER + 1, 1, tzinfo=zone)


def _begin_month(policies: PolicyBook, books: Writing, moment: datetime) -> None:
    if moment.month == 1:
        roll_accounts(books, moment)
    credit_accounts(policies, books, moment)
    books.begin_month(month_of(moment), moment)


def _give_back(books: Writing, transfer: Transfer, moment: datetime) -> None:
    """To the account it came from, prior-year part as such; all of what was sent in an earlier year, for there it would have rolled."""
    sent = transfer.sent
    rolled = moment.year > sent.at.year
    facts: dict[str, str | int] = {"transfer": sent.id, "recipient": sent.other, "sent": f"{sent.at:%Y-%m-%d %H:%M}"}
    books.record(
        Movement(
            id=books.next_settlement_id(moment.date()),
            event=MoneyEvent.WALLET_RETURNED,
            at=moment,
            holder=sent.holder,
            amount=sent.amount,
            prior_year=sent.amount if rolled else sent.prior_year,
            steps=(Step(rule="wallet-returned", amount=sent.amount, facts=facts),),
            occasion=f"wallet-ended {sent.id}",
            other=sent.other,
            ends=sent.id,
        )
    )
