"""What the service asks of a database for visits: part of `engine.ledger.store`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from engine.ledger.visit_columns import KeptVisit
    from engine.model.visit import Registration
    from engine.model.visit_event import VisitRow


class VisitRows(Protocol):
    """Read; part of `Reading`."""

    def visit_rows(self, visit: str) -> Sequence[VisitRow]:
        """What happened to a visit, in its order; empty for one that is not there."""

    def visits_at(self, institution: str, *, person: str | None, newest: int) -> Sequence[str]:
        """The newest registrations of a place, of one person or of all, oldest first."""

    def visit_of_settlement(self, settlement: str) -> str | None:
        """The visit that a settlement, or what undid one, belongs to."""

    def visit_by_key(self, key: str) -> str | None:
        """Registered under this key."""

    def visits_on(self, day: date) -> int:
        """How many were registered on a China day, in all the books."""

    def queue(self, institution: str, department: str, day: date) -> int:
        """How many were registered for a department on a day."""

    def all_visits(self) -> Iterator[KeptVisit]:
        """Read as they are asked for."""


class VisitRowsAdded(Protocol):
    """Added; part of `Writing`."""

    def add_visit_row(self, row: VisitRow, registration: Registration) -> None:
        """`registration` is that of the visit."""
