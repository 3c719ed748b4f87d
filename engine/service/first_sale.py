"""The moment by whose edition, year and periods a sale is judged."""

from datetime import datetime

from engine.ledger.store import Reading
from engine.model.settlement import Settlement


def judged_at(books: Reading, record: Settlement) -> datetime:
    """Its own; of what remains after returns, however many, that of the first sale of the chain. It ends on tampered books, too."""
    seen: set[str] = set()
    while record.replaces is not None and record.replaces not in seen:
        seen.add(record.replaces)
        replaced = books.settlement(record.replaces)
        if replaced is None:
            break
        record = replaced
    return record.at
