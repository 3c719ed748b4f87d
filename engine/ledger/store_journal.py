"""What the service asks of a database for the journal: part of `engine.ledger.store`."""

from typing import Protocol

from engine.model.sought import Page, Sought


class JournalRows(Protocol):
    """Read; part of `Reading`."""

    def find(self, sought: Sought, *, before: int | None, most: int) -> Page:
        """The newest `most` records that are sought, or those older than the mark `before` of an earlier page.

        One look goes back over a limited number of entries, so that it takes no longer in large books than in small ones.
        """
