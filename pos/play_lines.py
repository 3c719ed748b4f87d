"""The lines of a step, as the engine wants them, and what of them a sale takes off to be bought privately."""

from collections.abc import Iterable, Mapping

from engine.errors import BadInput
from engine.model.bill import Line
from engine.model.item import Item
from pos.step import LineTable


def lines_of(items: Mapping[str, Item], tables: Iterable[LineTable]) -> tuple[Line, ...]:
    """Raises BadInput `unknown-item`, `bad-quantity`."""
    return tuple(_line(items, table) for table in tables)


def _line(items: Mapping[str, Item], table: LineTable) -> Line:
    if table.item not in items:
        raise BadInput("unknown-item", item=table.item[:80])
    try:
        return Line(item=items[table.item], quantity=table.quantity, trace=tuple(table.trace))
    except ValueError as error:
        raise BadInput("bad-quantity", quantity=str(table.quantity)[:40]) from error


def parted(lines: tuple[Line, ...], *, split: bool) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What insurance is asked about, and what is bought privately: with `split`, whatever is not medical."""
    if not split:
        return lines, ()
    return tuple(line for line in lines if line.item.medical), tuple(line for line in lines if not line.item.medical)
