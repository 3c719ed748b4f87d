"""A line of the journal: a settlement, or a private sale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from engine.model.private import PrivateSale
from engine.money import Money

if TYPE_CHECKING:
    from engine.model.sought import Record
    from engine.service.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """What the journal says of a record; `holder` is a person's id, or empty where nobody is named."""

    id: str
    at: datetime
    event: str
    holder: str
    total: Money
    cash: Money


def row_of(record: Record) -> JournalRow:
    """Of a private sale all is cash, and nobody's."""
    if isinstance(record, PrivateSale):
        return JournalRow(id=record.id, at=record.at, event=event_key(record), holder="", total=record.total, cash=record.total)
    return JournalRow(
        id=record.id, at=record.at, event=event_key(record), holder=record.holder, total=record.figures.total, cash=record.coins
    )


def event_key(record: Record) -> str:
    """The wording's key of what it is."""
    return f"private-event.{record.event}" if isinstance(record, PrivateSale) else f"event.{record.event}"


def newest_of(engine: Engine, most: int) -> list[Record]:
    """Both kinds together in the order they were booked, newest first: behind the day a number counts the entries."""
    both: list[Record] = [*engine.journal(most), *engine.private.newest(most)]
    return sorted(both, key=lambda record: int(record.id[8:]), reverse=True)[:most]
