"""What remains after a partial return: it replaces a refunded sale of the same person and place, and holds no more."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from engine.model.codes import Event
from engine.model.settlement import Settlement


def return_breaches(by_id: Mapping[str, Settlement]) -> Iterator[str]:
    """One English sentence a breach."""
    refunded = {record.undoes for record in by_id.values() if record.event is Event.REFUND}
    replaced = Counter(record.replaces for record in by_id.values() if record.replaces is not None)
    for record in by_id.values():
        if record.replaces is None:
            continue
        original = by_id.get(record.replaces)
        if original is None or record.event is not Event.SALE or not _part_of(record, original):
            yield f"settlement {record.id}: not what remains of {record.replaces}"
        elif record.replaces not in refunded or replaced[record.replaces] > 1:
            yield f"settlement {record.id}: {record.replaces} was not refunded, or is replaced twice"


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
