"""What of a sale may come back, piece by piece: each pack with a trace code for itself, the rest of a line together. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.model.private import PrivateLine, PrivateSale
from engine.model.returned import Returned
from engine.model.settlement import LineSplit, Settlement
from engine.model.trace import ONE_PACK, portions

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`sold` of an item, and how much of it comes `back`."""

    line: LineSplit | PrivateLine
    sold: Decimal
    trace: str | None = None
    back: Decimal = Decimal(0)

    @property
    def item(self) -> str:
        """Its code."""
        return self.line.code

    @property
    def name(self) -> str:
        """As the record has it."""
        return self.line.name

    @property
    def private(self) -> bool:
        """Bought privately, for cash."""
        return isinstance(self.line, PrivateLine)

    def more(self) -> "Piece":
        """One more, or what is left of one."""
        return replace(self, back=min(self.sold, self.back + _ONE))

    def fewer(self) -> "Piece":
        """One fewer."""
        return replace(self, back=max(Decimal(0), self.back - _ONE))

    def turned(self) -> "Piece":
        """All of it, or nothing."""
        return replace(self, back=Decimal(0) if self.back == self.sold else self.sold)


def pieces_of(record: Settlement | PrivateSale) -> tuple[Piece, ...]:
    """In the order of the receipt."""
    return tuple(piece for line in record.lines for piece in _pieces(line))


def _pieces(line: LineSplit | PrivateLine) -> Iterator[Piece]:
    packs = {code: Decimal(part) / ONE_PACK for code, part in portions([(line.quantity, line.trace)]).items()}
    loose = line.quantity - sum(packs.values())
    if loose > 0:
        yield Piece(line=line, sold=loose)
    for code, sold in packs.items():
        yield Piece(line=line, sold=sold, trace=code)


def returned(pieces: Iterable[Piece]) -> tuple[Returned, ...]:
    """As the engine wants to be told."""
    return tuple(
        Returned(item=piece.line.code, quantity=piece.back, trace=() if piece.trace is None else (piece.trace,))
        for piece in pieces
        if piece.back
    )
