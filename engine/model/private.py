"""A private sale 自费零售: goods that no insurance pays, bought with cash. No person, no fund, no policy stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from engine.model.bill import Line
from engine.model.codes import ItemClass
from engine.money import Money, total


class PrivateEvent(StrEnum):
    """What a record of the private sales is."""

    SALE = "private-sale"
    REFUND = "private-refund"
    REVERSAL = "private-reversal"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLine:
    """One line; `price` is yuan a unit as sold, `total` quantity x price, rounded once; `trace` the drug trace codes of its packs."""

    code: str
    name: str
    item_class: ItemClass
    quantity: Decimal
    price: Decimal
    total: Money
    trace: tuple[str, ...] = ()

    def negated(self) -> "PrivateLine":
        """As many back."""
        return replace(self, quantity=-self.quantity, total=-self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateSale:
    """One record of the books, never changed. A refund or reversal is a record of its own, all negative, that names what it `undoes`.

    `beside` is the settlement in whose transaction it was booked: the two were one act at the till, and share the settlement's key. What
    remains of a sale after a partial return is a sale that `replaces` it. `operator` is who was signed in, or empty.
    """

    id: str
    event: PrivateEvent
    at: datetime
    institution: str
    lines: tuple[PrivateLine, ...]
    operator: str = ""
    key: str | None = None
    undoes: str | None = None
    replaces: str | None = None
    beside: str | None = None

    def __post_init__(self) -> None:
        back = self.event is not PrivateEvent.SALE
        sign = -1 if back else 1
        goods = bool(self.lines) and all(line.quantity * sign > 0 and line.total.fen * sign > 0 for line in self.lines)
        if not goods or back != (self.undoes is not None) or (back and self.replaces is not None):
            msg = f"no record of its kind: {self.event} of {len(self.lines)} lines, undoes {self.undoes}, replaces {self.replaces}"
            raise ValueError(msg)

    @property
    def total(self) -> Money:
        """All of it is cash: into the drawer, or (below zero) out of it."""
        return total(line.total for line in self.lines)

    @property
    def occasion(self) -> str | None:
        """What happens once only: a settlement's private part, and what remains of a sale."""
        if self.beside is not None:
            return f"private beside {self.beside}"
        return None if self.replaces is None else f"private rest of {self.replaces}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateBack:
    """`refund` undoes the whole sale; `remaining` sells anew what stays with the customer, None where nothing does."""

    refund: PrivateSale
    remaining: PrivateSale | None

    @property
    def records(self) -> tuple[PrivateSale, ...]:
        """In the order they were booked."""
        return (self.refund,) if self.remaining is None else (self.refund, self.remaining)

    @property
    def cash(self) -> Money:
        """What goes over the counter to the customer."""
        return -total(record.total for record in self.records)


def private_lines(lines: Sequence[Line]) -> tuple[PrivateLine, ...]:
    """As they are sold now."""
    return tuple(
        PrivateLine(
            code=line.item.code,
            name=line.item.name,
            item_class=line.item.item_class,
            quantity=line.quantity,
            price=line.item.price,
            total=line.amount,
            trace=line.trace,
        )
        for line in lines
    )
