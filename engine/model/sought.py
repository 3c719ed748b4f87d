"""What is looked for in the journal, and what was found: a page of records, newest first."""

from dataclasses import dataclass
from datetime import date

from engine.model.codes import Event
from engine.model.private import PrivateEvent, PrivateSale
from engine.model.settlement import Settlement
from engine.money import Money

#: What the journal lists.
Record = Settlement | PrivateSale


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whoever's name holds `holder` (`*` stands for any signs), or what sold one of `items`, by code."""

    holder: str
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Everything must hold that is given. `number` is part of the record's; amounts are of the total, whatever its sign.

    `undone` True: what was refunded or reversed since; False: what stands.
    """

    number: str = ""
    day: date | None = None
    events: frozenset[Event | PrivateEvent] = frozenset()
    undone: bool | None = None
    least: Money | None = None
    most: Money | None = None
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record, its holder's name as registered now (empty where nobody is named), and what undid it."""

    record: Record
    holder: str
    undone_by: Event | PrivateEvent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`older` is where to go on, None at the books' first record. `reached` False: the look back ended before the page was full."""

    found: tuple[Found, ...]
    older: int | None = None
    reached: bool = True
