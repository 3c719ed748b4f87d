"""What remains after a partial return: it replaces a refunded sale of the same person and place, and holds no more."""

from collections.abc import Iterator
from decimal import Decimal

from engine.ledger.store import Reading
from engine.model.codes import Event
from engine.model.settlement import Settlement


class ReturnCheck:
    """Fed with the settlements one at a time; keeps only the numbers of those that were replaced."""

    def __init__(self, books: Reading) -> None:
        self._books = books
        self._replaced: set[str] = set()

    def of(self, record: Settlement) -> Iterator[str]:
        """One English sentence a breach."""
        if record.replaces is None or record.event is not Event.SALE:
            if record.replaces is not None:
                yield f"settlement {record.id}: not what remains of {record.replaces}"
            return
        original, undone = self._books.settlement(record.replaces), self._books.undone_by(record.replaces)
        if original is None or not _part_of(record, original):
            yield f"settlement {record.id}: not what remains of {record.replaces}"
        elif undone is None or undone.event is not Event.REFUND or record.replaces in self._replaced:
            yield f"settlement {record.id}: {record.replaces} was not refunded, or is replaced twice"
        self._replaced.add(record.replaces)


def _part_of(record: Settlement, original: Settlement) -> bool:
    same = ("holder", "institution", "care", "prescription", "account", "shown_by", "region", "insurance")
    sold = _quantities(original)
    return all(getattr(record, name) == getattr(original, name) for name in same) and all(
        quantity <= sold.get(code, Decimal(0)) for code, quantity in _quantities(record).items()
    )


def _quantities(record: Settlement) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in record.lines:
        found[line.code] = found.get(line.code, Decimal(0)) + abs(line.quantity)
    return found
