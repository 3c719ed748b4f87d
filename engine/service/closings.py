"""The end of a day at an institution: what it took so far (X), the closing (Z), and what was closed before."""

from collections.abc import Sequence

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.private import PrivateSale
from engine.model.settlement import Settlement
from engine.model.takings import Closing, OperatorShare, Takings, taken_of
from engine.model.till import standing
from engine.money import Money, total
from engine.service.context import Context, institution_of
from engine.service.drawer import book_count


class Closings:
    """Reached as `Engine.closings`. Each verb raises BadInput `unknown-institution`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def x(self, institution: str) -> Takings:
        """Since the last closing; writes nothing."""
        with self._context.read() as (books, _at):
            return takings_now(books, institution_of(books, institution).id)

    def z(self, institution: str, *, counted: Money | None = None, operator: str = "") -> Closing:
        """Close: the takings get the next number and are kept. With `counted` the drawer's count is booked first; both happen, or neither.

        `operator`, where it is empty, is who is signed in. Raises Refusal `nothing-to-close`, BadInput `bad-amount`.
        """
        with self._context.write() as (books, at):
            place, session = institution_of(books, institution).id, books.till_session(institution)
            who = operator or (str(session.operator) if session is not None else "")
            if counted is not None:
                book_count(books, at, place, counted, who)
            last, takings = books.closing(place), takings_now(books, place)
            if takings.is_empty:
                raise Refusal(RefusalCode.NOTHING_TO_CLOSE, institution=place, number=0 if last is None else last.number)
            number = 1 if last is None else last.number + 1
            closing = Closing(institution=place, number=number, at=at, operator=who, takings=takings)
            books.add_closing(closing)
            return closing

    def last_number(self, institution: str) -> int:
        """Of the last closing; 0 where there is none."""
        with self._context.read() as (books, _at):
            last = books.closing(institution_of(books, institution).id)
        return 0 if last is None else last.number

    def show(self, institution: str, number: int | None = None) -> Closing:
        """As it was kept; the last one without a number. Raises BadInput `unknown-closing`."""
        with self._context.read() as (books, _at):
            place = institution_of(books, institution).id
            found, last = books.closing(place, number), books.closing(place)
        if found is None:
            raise BadInput("unknown-closing", institution=place, number=number or 0, last=0 if last is None else last.number)
        return found


def takings_now(books: Reading, institution: str) -> Takings:
    """From behind the last closing to the last entry."""
    last = books.closing(institution)
    return takings_in(books, institution, last, books.last_entry())


def takings_in(books: Reading, institution: str, last: Closing | None, upto: int) -> Takings:
    """From behind the closing `last` to entry `upto`."""
    after = 0 if last is None else last.takings.upto
    records = list(books.settlements_in(institution, after, upto))
    count = books.last_count(institution, after, upto)
    return Takings(
        institution=institution,
        after=after,
        upto=upto,
        since=None if last is None else last.at,
        taken=taken_of(records),
        operators=_shares(_named(books, institution, records), books.private_in(institution, after, upto)),
        opening=Money.ZERO if last is None else last.takings.expected,
        drawer=tuple(books.cash_in(institution, after, upto)),
        counted=None if count is None else count.counted,
        counted_at=None if count is None else count.at,
        elsewhere=tuple(books.personal_in(after, upto)),
    )


def _named(books: Reading, institution: str, records: list[Settlement]) -> list[tuple[str, Settlement]]:
    """Each with the operator under whom the till noted it."""
    if not records:
        return []
    rows = books.notes_between(institution, min(record.id for record in records), max(record.id for record in records))
    noted = {row.settlement: row.operator or "" for row in standing(rows) if row.note is not None}
    return [(noted.get(record.id, ""), record) for record in records]


def _shares(settled: list[tuple[str, Settlement]], private: Sequence[PrivateSale]) -> tuple[OperatorShare, ...]:
    """In the order of each operator's first record: the two kinds are numbered in one row. A private sale is cash, all of it."""
    rows = [(record.id, who, record.figures.total, record.coins) for who, record in settled]
    rows += [(sale.id, sale.operator, sale.total, sale.total) for sale in private]
    by_operator: dict[str, list[tuple[Money, Money]]] = {}
    for _number, who, amount, cash in sorted(rows, key=lambda row: row[0]):
        by_operator.setdefault(who, []).append((amount, cash))
    return tuple(_share(operator, theirs) for operator, theirs in by_operator.items())


def _share(operator: str, theirs: list[tuple[Money, Money]]) -> OperatorShare:
    amounts, cash = zip(*theirs, strict=True)
    return OperatorShare(operator=operator, count=len(theirs), total=total(amounts), cash=total(cash))
