"""What stays with the customer when some of the goods of a settlement, or of a private sale, come back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Generic, TypeVar

from engine.errors import BadInput, Fact, Refusal, RefusalCode
from engine.model.item import fits
from engine.model.private import PrivateLine, PrivateSale
from engine.model.returned import Returned
from engine.model.settlement import LineSplit, Settlement
from engine.model.trace import ONE_PACK, portions

SoldLine = TypeVar("SoldLine", bound=LineSplit | PrivateLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest(Generic[SoldLine]):
    """So much of a line that was sold, with the trace codes of its packs."""

    line: SoldLine
    quantity: Decimal
    trace: tuple[str, ...]


@dataclass(slots=True)
class _Left(Generic[SoldLine]):
    """A line while goods are taken off it, counted in parts of ONE_PACK: `packs` by trace code, `loose` without one."""

    line: SoldLine
    quantity: int
    packs: dict[str, int]

    @property
    def loose(self) -> int:
        return max(0, self.quantity - sum(self.packs.values()))

    def take(self, parts: int, code: str | None = None) -> int:
        """At most so much, of the pack with this code or of what has none; returns how much it was."""
        taken = min(parts, self.quantity, self.loose if code is None else self.packs[code])
        self.quantity -= taken
        if code is not None:
            self.packs[code] -= taken
        self.packs = {name: part for name, part in self.packs.items() if part and self.quantity}
        return taken

    def rests(self) -> Iterable[Rest[SoldLine]]:
        """One line; a second split pack in it makes a line of its own, because a line holds one."""
        whole = [code for code, part in self.packs.items() if part == ONE_PACK]
        split = [code for code, part in self.packs.items() if part != ONE_PACK]
        apart = split[1:]
        rest = self.quantity - sum(self.packs[code] for code in apart)
        if rest:
            yield Rest(line=self.line, quantity=_decimal(rest), trace=(*whole, *split[:1]))
        for code in apart:
            yield Rest(line=self.line, quantity=_decimal(self.packs[code]), trace=(code,))


def _decimal(parts: int) -> Decimal:
    return (Decimal(parts) / ONE_PACK).normalize()


def return_hash(number: str, lines: Iterable[Returned], privately: Iterable[Returned] = ()) -> bytes:
    """What the key of a return stands for: which of whose goods come back."""
    content = {"return": number, "lines": _told(lines)}
    beside = _told(privately)
    return sha256(dumps(content | ({"private": beside} if beside else {}), ensure_ascii=False).encode()).digest()


def _told(lines: Iterable[Returned]) -> list[list[str]]:
    return [[line.item, f"{line.quantity.normalize():f}", *line.trace] for line in lines]


def remains(settlement: Settlement, returned: Sequence[Returned]) -> tuple[Rest[LineSplit], ...]:
    """Raises Refusal `nothing-returned`, `not-in-sale`, `more-than-sold`, `trace-code-mismatch`; BadInput `bad-quantity`."""
    return _remains(settlement.id, settlement.lines, returned)


def private_remains(sale: PrivateSale, returned: Sequence[Returned]) -> tuple[Rest[PrivateLine], ...]:
    """Of a private sale; raises as `remains` does."""
    return _remains(sale.id, sale.lines, returned)


def _remains(number: str, sold: Sequence[SoldLine], returned: Sequence[Returned]) -> tuple[Rest[SoldLine], ...]:
    if not returned:
        raise Refusal(RefusalCode.NOTHING_RETURNED, settlement=number)
    lines = [_Left(line=line, quantity=int(line.quantity * ONE_PACK), packs=portions([(line.quantity, line.trace)])) for line in sold]
    for back in returned:
        _take(number, lines, back)
    return tuple(rest for left in lines for rest in left.rests())


def _take(number: str, lines: Sequence[_Left[SoldLine]], back: Returned) -> None:
    asked = _parts(back.quantity)
    of_item = [left for left in lines if left.line.code == back.item]
    facts: Mapping[str, Fact] = {"settlement": number, "item": back.item[:80]}
    if not of_item:
        raise Refusal(RefusalCode.NOT_IN_SALE, **facts)
    name = of_item[0].line.name
    held = sum(left.quantity for left in of_item)
    if asked > held:
        raise Refusal(RefusalCode.MORE_THAN_SOLD, **facts, name=name, quantity=str(back.quantity), held=f"{_decimal(held):f}")
    rest = asked
    for code in back.trace:
        packed = next((left for left in of_item if code in left.packs), None)
        taken = 0 if packed is None else packed.take(rest, code)
        if not taken:
            raise _mismatch(number, back, name)
        rest -= taken
    for left in of_item:
        rest -= left.take(rest)
    if rest and asked < held:
        raise _mismatch(number, back, name)
    if asked == held:
        for left in of_item:
            left.quantity, left.packs = 0, {}


def _mismatch(number: str, back: Returned, name: str) -> Refusal:
    return Refusal(
        RefusalCode.TRACE_CODE_MISMATCH,
        settlement=number,
        item=back.item[:80],
        name=name,
        quantity=str(back.quantity),
        given=len(back.trace),
    )


def _parts(quantity: Decimal) -> int:
    try:
        fits("quantity", quantity, whole_digits=12, decimals=4)
    except ValueError as error:
        raise BadInput("bad-quantity", quantity=str(quantity)[:40]) from error
    if quantity <= 0:
        raise BadInput("bad-quantity", quantity=str(quantity)[:40])
    return int(quantity * ONE_PACK)
