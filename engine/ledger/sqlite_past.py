"""SQLite: what the books held when a settlement was made. For explanations only; nothing else looks back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.ledger.body import built, decode
from engine.model.family import Binding, Grant
from engine.model.person import Person
from engine.model.purse import Balance


def placed(grant: Grant, place: object) -> Grant:
    """With the place that was set for it, if one was."""
    return replace(grant, place=place) if isinstance(place, int) else grant


class SqlitePast:
    """Mixed into `SqliteReading`. People and bindings are kept to the second: of two facts of one second the later counts."""

    _execute: Callable[..., Iterator[tuple[Any, ...]]]

    def grant_before(self, grant: int, settlement: str) -> Grant | None:
        sql = (
            "SELECT body, (SELECT place FROM grant_order WHERE grant_ = g.id AND after < (SELECT id FROM entry WHERE settlement = ?2)"
            " ORDER BY id DESC LIMIT 1) FROM grant_ AS g WHERE id = ?1"
        )
        row = next(iter(self._execute(sql, (grant, settlement))), None)
        return None if row is None else placed(decode(row[0], Grant), row[1])

    def person_at(self, person: str, at: datetime) -> Person | None:
        sql = "SELECT body FROM registry WHERE kind = 'person' AND id = ? AND at <= ? ORDER BY seq DESC LIMIT 1"
        row = next(iter(self._execute(sql, (person, at.isoformat()))), None)
        return None if row is None else decode(row[0], Person)

    def balance_before(self, person: str, settlement: str) -> Balance | None:
        sql = (
            "SELECT coalesce(sum(p.amount), 0), coalesce(sum(p.prior_year), 0) FROM account AS a LEFT JOIN posting AS p"
            " ON p.account = a.id AND p.entry < (SELECT id FROM entry WHERE settlement = ?) WHERE a.name = ? GROUP BY a.id"
        )
        row = next(iter(self._execute(sql, (settlement, f"personal:{person}"))), None)
        return None if row is None else built(Balance, all=row[0], prior_year=row[1])

    def bindings_at(self, person: str, at: datetime) -> Sequence[Binding]:
        sql = (
            "SELECT owner, member, relation FROM binding AS b WHERE ?1 IN (owner, member) AND at <= ?2"
            " AND NOT EXISTS (SELECT 1 FROM unbinding WHERE binding = b.id AND at <= ?2) ORDER BY id"
        )
        rows = self._execute(sql, (person, at.isoformat()))
        return [built(Binding, owner=owner, member=member, relation=relation) for owner, member, relation in rows]
