"""What every verb works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from random import Random

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Books, Reading
from engine.model.institution import Institution
from engine.model.person import Person
from engine.policy.book import PolicyBook
from engine.policy.edition import Edition

#: China keeps one time; the day and the year of a sale are its.
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`clock` gives an aware time; `random` draws the digits of codes (SystemRandom outside of tests and scenarios).

    `secret` keys their hash.
    """

    books: Books
    policies: PolicyBook
    clock: Callable[[], datetime]
    random: Random
    secret: bytes

    def now(self) -> datetime:
        """China time, to the second."""
        return self.clock().astimezone(CHINA).replace(microsecond=0)

    def edition(self, region: str, at: datetime) -> Edition:
        """Raises Refusal `no-edition`."""
        edition = self.policies.in_force(region, at.date())
        if edition is None:
            raise Refusal(RefusalCode.NO_EDITION, region=region, day=at.date().isoformat())
        return edition


def person_of(books: Reading, person: str) -> Person:
    """Raises BadInput `unknown-person`."""
    found = books.person(person)
    if found is None:
        raise BadInput("unknown-person", person=person[:80])
    return found


def institution_of(books: Reading, institution: str) -> Institution:
    """Raises BadInput `unknown-institution`."""
    found = books.institution(institution)
    if found is None:
        raise BadInput("unknown-institution", institution=institution[:80])
    return found
