"""What stays with the patient when some of a settlement's goods come back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.errors import BadInput, Fact, Refusal, RefusalCode
from engine.model.item import fits
from engine.model.returned import Returned
from engine.model.settlement import LineSplit, Settlement
from engine.model.trace import ONE_PACK, portions


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """So much of a line of the settlement, with the trace codes of its packs."""

    line: LineSplit
    quantity: Decimal
    trace: tuple[str, ...]


@dataclass(slots=True)
class _Left:
    """A line while goods are taken off it, counted in parts of ONE_PACK: `packs` by trace code, `loose` without one."""

    line: LineSplit
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

    def rests(self) -> Iterable[Rest]:
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


def remains(settlement: Settlement, returned: Sequence[Returned]) -> tuple[Rest, ...]:
    """Raises Refusal `nothing-returned`, `not-in-sale`, `more-than-sold`, `trace-code-mismatch`; BadInput `bad-quantity`."""
    if not returned:
        raise Refusal(RefusalCode.NOTHING_RETURNED, settlement=settlement.id)
    lines = [
        _Left(line=line, quantity=int(line.quantity * ONE_PACK), packs=portions([(line.quantity, line.trace)])) for line in settlement.lines
    ]
    for back in returned:
        _take(settlement, lines, back)
    return tuple(rest for left in lines for rest in left.rests())


def _take(settlement: Settlement, lines: Sequence[_Left], back: Returned) -> None:
    asked = _parts(back.quantity)
    of_item = [left for left in lines if left.line.code == back.item]
    facts: Mapping[str, Fact] = {"settlement": settlement.id, "item": back.item[:80]}
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
            raise _mismatch(settlement, back, name)
        rest -= taken
    for left in of_item:
        rest -= left.take(rest)
    if rest and asked < held:
        raise _mismatch(settlement, back, name)
    if asked == held:
        for left in of_item:
            left.quantity, left.packs = 0, {}


def _mismatch(settlement: Settlement, back: Returned, name: str) -> Refusal:
    return Refusal(
        RefusalCode.TRACE_CODE_MISMATCH,
        settlement=settlement.id,
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
