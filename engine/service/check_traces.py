"""No trace code sold twice, judged from the settlements themselves, and the register of codes is that of their lines."""

from collections.abc import Iterator, Mapping

from engine.ledger.store import Reading
from engine.model.settlement import Settlement
from engine.model.trace import ONE_PACK, portions


def trace_breaches(books: Reading, by_id: Mapping[str, Settlement]) -> Iterator[str]:
    """One English sentence a breach."""
    registered = books.trace_uses()
    for number in sorted(registered.keys() - by_id.keys()):
        yield f"trace codes of settlement {number}, which is not there"
    sold: dict[str, int] = {}
    sales: dict[str, list[str]] = {}
    for settlement in by_id.values():
        named = portions((line.quantity, line.trace) for line in settlement.lines)
        if named != registered.get(settlement.id, {}):
            yield f"settlement {settlement.id}: its trace codes are not those of its lines"
        for code, portion in named.items():
            sold[code] = sold.get(code, 0) + portion
            if portion > 0:
                sales.setdefault(code, []).append(settlement.id)
    for code, portion in sold.items():
        if not 0 <= portion <= ONE_PACK:
            yield f"trace code {code} was sold twice: by {', '.join(sales.get(code, []))}"
