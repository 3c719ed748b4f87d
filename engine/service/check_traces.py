"""No trace code sold twice, judged from the settlements themselves, and the register of codes is that of their lines."""

from collections.abc import Iterator

from engine.ledger.store import Reading
from engine.model.settlement import Settlement
from engine.model.trace import ONE_PACK, portions


class TraceCheck:
    """Told of every settlement in turn; holds the codes of packs, and no settlement. One English sentence a breach."""

    def __init__(self, books: Reading) -> None:
        self._registered = dict(books.trace_uses())
        self._sold: dict[str, int] = {}
        self._sales: dict[str, list[str]] = {}

    def of(self, settlement: Settlement) -> Iterator[str]:
        """Whether the register holds what its lines name."""
        named = portions((line.quantity, line.trace) for line in settlement.lines if line.trace)
        if named != self._registered.pop(settlement.id, {}):
            yield f"settlement {settlement.id}: its trace codes are not those of its lines"
        for code, portion in named.items():
            self._sold[code] = self._sold.get(code, 0) + portion
            if portion > 0:
                self._sales.setdefault(code, []).append(settlement.id)

    def at_the_end(self) -> Iterator[str]:
        """What the register holds of nothing that was told, and what was sold more than once."""
        for number in sorted(self._registered):
            yield f"trace codes of settlement {number}, which is not there"
        for code, portion in self._sold.items():
            if not 0 <= portion <= ONE_PACK:
                yield f"trace code {code} was sold twice: by {', '.join(self._sales.get(code, []))}"
