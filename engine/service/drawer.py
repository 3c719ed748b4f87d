"""The cash drawer of an institution: change money put in, and the cash in it counted."""

from datetime import datetime

from engine.errors import BadInput
from engine.ledger import accounts
from engine.ledger.store import Writing
from engine.model.movement import MoneyEvent, Movement
from engine.model.step import Step
from engine.money import Money
from engine.service.context import Context, institution_of


class Drawer:
    """The drawer's verbs and views, reached as `Engine.drawer`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def float_in(self, institution: str, amount: Money, operator: str = "") -> Movement:
        """From the safe into the drawer. Raises BadInput `unknown-institution`, `bad-amount`."""
        if not Money.ZERO < amount <= Money.LARGEST:
            raise BadInput("bad-amount", amount=str(amount))
        with self._context.write() as (books, at):
            place, number = institution_of(books, institution), books.next_settlement_id(at.date())
            movement = Movement(
                id=number,
                event=MoneyEvent.FLOAT,
                at=at,
                holder=place.id,
                amount=amount,
                steps=(Step(rule="float", amount=amount, facts={"operator": operator or "-"}),),
                occasion=f"float {number}",
                operator=operator,
            )
            books.record(movement)
            return movement

    def count(self, institution: str, counted: Money, operator: str = "") -> Movement:
        """Hold what was counted against the books, and book the difference. Raises BadInput `unknown-institution`, `bad-amount`."""
        with self._context.write() as (books, at):
            return book_count(books, at, institution_of(books, institution).id, counted, operator)

    def balance(self, institution: str) -> Money:
        """What the books say is in the drawer. Raises BadInput `unknown-institution`."""
        with self._context.read() as (books, _at):
            return books.account_balance(accounts.drawer(institution_of(books, institution).id))


def book_count(books: Writing, at: datetime, institution: str, counted: Money, operator: str) -> Movement:
    """In a transaction that is open. Raises BadInput `bad-amount`."""
    if not Money.ZERO <= counted <= Money.LARGEST:
        raise BadInput("bad-amount", amount=str(counted))
    number = books.next_settlement_id(at.date())
    booked = books.account_balance(accounts.drawer(institution))
    difference = counted - booked
    facts: dict[str, str | int] = {"booked_fen": booked.fen, "counted_fen": counted.fen, "operator": operator or "-"}
    movement = Movement(
        id=number,
        event=MoneyEvent.COUNT,
        at=at,
        holder=institution,
        amount=difference,
        steps=(Step(rule="count", amount=difference, facts=facts),),
        occasion=f"count {number}",
        counted=counted,
        operator=operator,
    )
    books.record(movement)
    return movement
