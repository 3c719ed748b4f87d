"""What the service asks of a database for the tills' own records: part of `engine.ledger.store`."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from engine.model.settlement import Settlement
from engine.model.till import TillRow


class TillRows(Protocol):
    """Read; part of `Reading`."""

    def settlements_on(self, day: date) -> Sequence[Settlement]:
        """Of all institutions, booked on this China day, in the order they were booked."""

    def till_rows(self, institution: str, day: date) -> Sequence[TillRow]:
        """A till's own record of a day, in its order, struck rows included."""

    def till_rows_of(self, institution: str, settlement: str) -> Sequence[TillRow]:
        """Notes of a settlement, and their strikes."""

    def till_session(self, institution: str) -> TillRow | None:
        """The sign-in that still lasts."""


class TillRowsAdded(Protocol):
    """Added; part of `Writing`."""

    def add_till_row(self, row: TillRow) -> None:
        """Its number is given by the books."""
