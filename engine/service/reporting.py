"""What a report over days and months asks of the books; writes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from engine.adjudicate.deductible import period_of
from engine.model.person import Person
from engine.model.settlement import Settlement
from engine.money import Money
from engine.policy.edition import Counting
from engine.service.context import Context, institution_of

#: Counted over some time, so that there is progress to tell.
_OVER_TIME = frozenset(Counting) - {Counting.NONE, Counting.PER_VISIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductibleSoFar:
    """What a person has borne in the period that the edition counts by; `whole` is the edition's, at the level of the institution."""

    person: Person
    borne: Money
    whole: Money


class Reporting:
    """Reached as `Engine.reporting`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def settlements(self, first: date, last: date, take: Callable[[Settlement], None]) -> None:
        """Hand each record of these China days to `take`, in the order they were booked; none is kept here."""
        with self._context.read() as (books, _at):
            for record in books.settlements_between(first, last):
                take(record)

    def private_cash(self, first: date, last: date) -> list[tuple[str, date, Money]]:
        """By institution and day: cash beside the insurance."""
        with self._context.read() as (books, _at):
            return list(books.private_cash_between(first, last))

    def deductibles(self, people: Iterable[str], institution: str, day: date) -> list[DeductibleSoFar]:
        """Of those whose edition of that day counts a deductible over time for the institution's usual care."""
        found = []
        with self._context.read() as (books, _at):
            place = institution_of(books, institution)
            for name in people:
                person = books.person(name)
                edition = None if person is None else self._context.policies.in_force(person.region, day)
                benefit = None if person is None or edition is None else edition.benefit(person.insurance, place.usual_care)
                if person is None or benefit is None or benefit.counting not in _OVER_TIME or not benefit.deductible.get(place.level):
                    continue
                borne = books.counted(name, place.usual_care.group, period_of(benefit, day, place.id)).deductible
                found.append(DeductibleSoFar(person=person, borne=borne, whole=benefit.deductible[place.level]))
        return found
