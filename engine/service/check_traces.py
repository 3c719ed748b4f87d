"""No trace code sold twice, judged from the settlements themselves, and the register of codes is that of their lines."""

from collections.abc import Iterable, Iterator

from engine.ledger.store import Reading
from engine.model.private import PrivateLine
from engine.model.settlement import LineSplit
from engine.model.trace import ONE_PACK, portions


class TraceCheck:
    """Told of every settlement and private sale in turn; holds the codes of packs, and no settlement. One English sentence a breach."""

    def __init__(self, books: Reading) -> None:
        self._registered = dict(books.trace_uses())
        self._sold: dict[str, int] = {}
        self._sales: dict[str, list[str]] = {}

    def of(self, number: str, lines: Iterable[LineSplit | PrivateLine]) -> Iterator[str]:
        """Whether the register holds under this number what the lines name."""
        named = portions((line.quantity, line.trace) for line in lines if line.trace)
        if named != self._registered.pop(number, {}):
            yield f"settlement {number}: its trace codes are not those of its lines"
        for code, portion in named.items():
            self._sold[code] = self._sold.get(code, 0) + portion
            if portion > 0:
                self._sales.setdefault(code, []).append(number)

    def at_the_end(self) -> Iterator[str]:
        """What the register holds of nothing that was told, and what was sold more than once."""
        for number in sorted(self._registered):
            yield f"trace codes of settlement {number}, which is not there"
        for code, portion in self._sold.items():
            if not 0 <= portion <= ONE_PACK:
                yield f"trace code {code} was sold twice: by {', '.join(self._sales.get(code, []))}"
