"""What the service asks of a database for closings and reports: part of `engine.ledger.store`. Entries are named by their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from engine.model.movement import Movement
from engine.model.settlement import Settlement
from engine.model.takings import Closing, Flow
from engine.model.till import TillRow
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClosing:
    """A closing as the books keep it; `columns` are institution, number, after, upto, at."""

    columns: tuple[object, ...]
    closing: Closing


class ClosingRows(Protocol):
    """Read; part of `Reading`. A span of entries begins behind `after` and ends with `upto`."""

    def last_entry(self) -> int:
        """Its number; 0 where nothing was booked yet."""

    def closing(self, institution: str, number: int | None = None) -> Closing | None:
        """That one, or the last one."""

    def closings(self) -> Iterator[KeptClosing]:
        """All of them, in the order they were made; read as they are asked for."""

    def settlements_in(self, institution: str, after: int, upto: int) -> Iterator[Settlement]:
        """Of an institution, in the order they were booked; read as they are asked for."""

    def cash_in(self, institution: str, after: int, upto: int) -> Sequence[Flow]:
        """What moved its drawer, by event; counts that found no difference too."""

    def last_count(self, institution: str, after: int, upto: int) -> Movement | None:
        """Of its drawer."""

    def personal_in(self, after: int, upto: int) -> Sequence[Flow]:
        """Money events of people, which are no institution's."""

    def notes_between(self, institution: str, first: str, last: str) -> Sequence[TillRow]:
        """Notes and strikes of a till that name settlements from `first` to `last`."""

    def settlements_between(self, first: date, last: date) -> Iterator[Settlement]:
        """Of everybody, booked on these China days, in the order they were booked; read as they are asked for."""

    def private_cash_between(self, first: date, last: date) -> Iterator[tuple[str, date, Money]]:
        """By institution and day: cash that moved its drawer, but for settlements, change money and counts."""


class ClosingRowsAdded(Protocol):
    """Added; part of `Writing`."""

    def add_closing(self, closing: Closing) -> None:
        """Sealed, behind the one before it."""
