"""The simulator's clock: the machine's, plus what it was put on by in these books. It never goes back."""

from datetime import datetime, timedelta

from engine.errors import BadInput
from engine.service.context import Context

#: No simulator's clock stands later: rules that add a span to a moment keep within the calendar.
LAST_YEAR = 9000


class SimulatedClock:
    """The clock's verb and view, reached as `Engine.clock`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def now(self) -> datetime:
        """The books' own time, in China."""
        with self._context.books.read() as books:
            return self._context.moment(books)

    def shift(self) -> timedelta:
        """How far it runs ahead of the machine's."""
        with self._context.books.read() as books:
            return timedelta(seconds=books.clock_shift())

    def advance(self, span: timedelta) -> datetime:
        """Put it on, for every till on these books, and book what falls due by then. Returns the time it is then.

        Raises BadInput `clock-in-memory`, `bad-span` (not above zero, not whole seconds, or past the calendar).
        """
        if self._context.books.url == "memory:":
            raise BadInput("clock-in-memory")
        seconds = span // timedelta(seconds=1)
        if seconds < 1 or span != timedelta(seconds=seconds):
            raise BadInput("bad-span", span=str(span)[:40])
        with self._context.write() as (books, at):
            try:
                past = (at + span).year > LAST_YEAR
            except OverflowError:
                past = True
            if past:
                raise BadInput("bad-span", span=str(span)[:40])
            books.advance_clock(books.clock_shift() + seconds, at)
        with self._context.read() as (_books, later):
            return later
