"""What the books show to those who ask: reads only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.movement import Movement
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.settlement import Settlement
from engine.model.year import Counted
from engine.policy.edition import Edition
from engine.service.context import Context, institution_of, person_of


class Views:
    """The engine's reads; part of `engine.service.engine.Engine`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.books = context.books

    def people(self) -> Sequence[Person]:
        """Everybody, in listing order."""
        with self._context.read() as (books, _at):
            return books.people()

    def person(self, person: str) -> Person:
        """Raises BadInput `unknown-person`."""
        with self._context.books.read() as books:
            return person_of(books, person)

    def institutions(self) -> Sequence[Institution]:
        """All of them, in listing order."""
        with self._context.books.read() as books:
            return books.institutions()

    def institution(self, institution: str) -> Institution:
        """Raises BadInput `unknown-institution`."""
        with self._context.books.read() as books:
            return institution_of(books, institution)

    def items(self) -> Sequence[Item]:
        """The catalogue, in listing order."""
        with self._context.books.read() as books:
            return books.items()

    def balances(self) -> Mapping[str, Balance]:
        """Personal accounts by person."""
        with self._context.read() as (books, _at):
            return books.balances()

    def counted(self, person: str) -> Counted:
        """Deductible borne and fund used this calendar year, all benefit groups together."""
        with self._context.read() as (books, at):
            return books.counted_in_year(person, str(at.year))

    def settlement(self, settlement: str) -> Settlement | None:
        """A record by its number."""
        with self._context.books.read() as books:
            return books.settlement(settlement)

    def movement(self, movement: str) -> Movement | None:
        """A money event that is no settlement, by its number."""
        with self._context.books.read() as books:
            return books.movement(movement)

    def undone_by(self, settlement: str) -> Settlement | None:
        """The refund or reversal of a record."""
        with self._context.books.read() as books:
            return books.undone_by(settlement)

    def journal(self, newest: int) -> Sequence[Settlement]:
        """The newest records, newest first."""
        with self._context.books.read() as books:
            return books.settlements(newest=newest)

    def record_count(self) -> int:
        """How many settlements, refunds, reversals and premiums the books hold."""
        with self._context.books.read() as books:
            return books.settlement_count()

    def edition_for(self, person: Person) -> Edition | None:
        """The edition that a sale to this person uses today."""
        return self._context.policies.in_force(person.region, self._context.now().date())

    def now(self) -> datetime:
        """The engine's clock, in China time, as the last look into the books found it; asks no database."""
        return self._context.now()
