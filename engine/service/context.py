"""What every verb works with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from random import Random

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Books, Reading, Writing
from engine.model.institution import Institution
from engine.model.person import Person
from engine.policy.book import PolicyBook
from engine.policy.edition import Edition
from engine.service.due import book_due, is_due

#: China keeps one time; the day and the year of a sale are its.
CHINA = timezone(timedelta(hours=8))


@dataclass(slots=True)
class Seen:
    """What the transactions so far have seen of the books' time: the shift of their clock, and until when nothing falls due."""

    shift: timedelta = timedelta()
    quiet_until: datetime = datetime(1, 1, 2, tzinfo=CHINA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`clock` gives an aware time, the only one there is; `random` draws the digits of codes (SystemRandom outside of tests and scenarios).

    `secret` keys their hash.
    """

    books: Books
    policies: PolicyBook
    clock: Callable[[], datetime]
    random: Random
    secret: bytes
    seen: Seen = field(default_factory=Seen, repr=False)

    def now(self) -> datetime:
        """The books' time in China, to the second, by the shift that the last transaction saw; a transaction has a moment of its own."""
        return (self.clock().astimezone(CHINA) + self.seen.shift).replace(microsecond=0)

    @contextmanager
    def write(self) -> Iterator[tuple[Writing, datetime]]:
        """A transaction and its moment. What time brought before it is booked first, in a transaction of its own, and so stays."""
        while True:
            with self.books.write() as books:
                at = self.moment(books)
                if not self._quiet(at):
                    if book_due(self.policies, books, at):
                        continue
                    self._nothing_due(at)
                yield books, at
                return

    @contextmanager
    def read(self) -> Iterator[tuple[Reading, datetime]]:
        """A view and its moment, on books that hold what time brought before it."""
        while True:
            with self.books.read() as books:
                at = self.moment(books)
                if self._quiet(at) or not is_due(books, at):
                    yield books, at
                    return
            with self.write():
                pass

    def moment(self, books: Reading) -> datetime:
        """The books' time in China, as this transaction finds it."""
        self.seen.shift = timedelta(seconds=books.clock_shift())
        return self.now()

    def _quiet(self, at: datetime) -> bool:
        return at < self.seen.quiet_until

    def _nothing_due(self, at: datetime) -> None:
        """And nothing will be in this minute: what falls due does so at a whole minute, later than it was made.

        Only a write may say so: a look at new books finds no calendar yet.
        """
        self.seen.quiet_until = max(self.seen.quiet_until, at.replace(second=0) + timedelta(minutes=1))

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
