"""What follows for a hospital's visit when its settlement is undone or reduced. Visits are read for a settlement that has one."""

from datetime import datetime

from engine.ledger.store import Writing
from engine.model.settlement import Settlement


def follow(books: Writing, original: Settlement, undo: Settlement, remaining: Settlement | None, at: datetime) -> None:
    """A settlement was undone, and what remains of it settled anew: its visit, if it has one, goes with it in the same transaction.

    Raises Refusal `medicines-handed-out`, `visit-seen`, `registration-whole`.
    """
    number = books.visit_of_settlement(original.id)
    if number is not None:
        from engine.service.visit_rows import go_with  # noqa: PLC0415 - as in `Engine.visits`

        go_with(books, number, original, undo, remaining, at)
