"""What the service asks of a database for private sales: part of `engine.ledger.store`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from engine.model.private import PrivateSale


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPrivate:
    """A private sale as the books keep it: the entry's number, what its columns say beside the record, and its postings, sorted.

    Columns: event, at, key, holder, undoes, occasion.
    """

    entry: int
    columns: tuple[object, ...]
    postings: tuple[tuple[str, int, int], ...]
    record: PrivateSale


class PrivateRows(Protocol):
    """Read; part of `Reading`."""

    def private_sale(self, number: str) -> PrivateSale | None: ...
    def private_beside(self, settlement: str) -> PrivateSale | None:
        """What was booked in the transaction of this sale, refund or reversal."""

    def private_undone_by(self, number: str) -> PrivateSale | None: ...
    def private_rest_of(self, number: str) -> PrivateSale | None:
        """What remains of a sale after a partial return."""

    def private_newest(self, most: int) -> Sequence[PrivateSale]:
        """Newest first."""

    def private_on(self, institution: str, day: date) -> Sequence[PrivateSale]:
        """Of one institution, booked on this China day, in the order they were booked."""

    def private_in(self, institution: str, after: int, upto: int) -> Sequence[PrivateSale]:
        """Of one institution, behind entry `after` up to entry `upto`, in the order they were booked."""

    def private_trace_sale(self, code: str) -> PrivateSale | None:
        """The first private sale of a pack that was not undone."""

    def private_records(self) -> Iterator[KeptPrivate]:
        """All of them, in the order they were booked; read as they are asked for."""


class PrivateRowsAdded(Protocol):
    """Added; part of `Writing`."""

    def post_private(self, record: PrivateSale, *, content: bytes | None) -> None:
        """Book it, with the trace codes of its packs. Raises BooksError `trace-code-oversold`."""
