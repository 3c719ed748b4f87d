"""What a row's cells hold, taken for what they must be."""

from engine.money import Money

Cell = str | int | float | bytes | None


def as_money(cell: object) -> Money:
    """Fen. Raises TypeError when the cell holds something else."""
    if not isinstance(cell, int):
        raise TypeError(cell)
    return Money(cell)


def as_bytes(cell: object) -> bytes:
    """Raises TypeError when the cell holds something else."""
    if not isinstance(cell, bytes):
        raise TypeError(cell)
    return cell
