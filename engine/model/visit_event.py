"""What happens to a visit. Rows of the books, one an event, never changed: the state of a visit is what they add up to."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.visit import Handed, Orders, Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """挂号."""

    registration: Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """医嘱: added to what was ordered before."""

    orders: Orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The bill was paid, by a settlement of `holder` with these lines."""

    settlement: str
    holder: str
    lines: tuple[Handed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """Some of it was given back: `settlement` is what remains, with these lines."""

    settlement: str
    lines: tuple[Handed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """取药: medicines went over the pharmacy's counter."""

    lines: tuple[Handed, ...]
    operator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """退药: medicines came back over it."""

    lines: tuple[Handed, ...]
    operator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The settlement of the bill was refunded or reversed by `settlement`."""

    settlement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledOff:
    """退号; `settlement` gave the fee back, None where there was none."""

    settlement: str | None = None


VisitEvent = Registered | Ordered | Settled | Reduced | HandedOut | BroughtBack | Undone | CalledOff


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """An event as the books keep it."""

    visit: str
    at: datetime
    event: VisitEvent
