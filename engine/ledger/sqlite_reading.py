"""SQLite: the statements that read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeVar

import apsw

from engine.errors import BadInput
from engine.ledger.accounts import personal
from engine.ledger.body import built, decode, decode_shared
from engine.ledger.cells import Cell, as_bytes
from engine.ledger.cells import as_money as _money
from engine.ledger.entry import BookedEntry
from engine.ledger.sqlite_check import breaches
from engine.ledger.sqlite_closings import ClosingReading
from engine.ledger.sqlite_journal import JournalReading
from engine.ledger.sqlite_movements import MovementReading
from engine.ledger.sqlite_past import SqlitePast, placed
from engine.ledger.sqlite_private import PrivateReading
from engine.ledger.store import ChainHead, IssuedCredential
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.purse import Balance, Pool, make_pool
from engine.model.settlement import Settlement
from engine.model.year import Counted
from engine.money import Money

T = TypeVar("T")

_GRANT = (
    "SELECT body, (SELECT place FROM grant_order WHERE grant_ = g.id ORDER BY id DESC LIMIT 1) FROM grant_ AS g"
    " WHERE {} = ? AND id NOT IN (SELECT grant_ FROM revocation) ORDER BY id"
)
_POOLS = """
    SELECT g.body, g.authoriser, a.balance, a.prior_year, a.id, coalesce(u.amount, 0),
           (SELECT body FROM registry WHERE kind = 'person' AND id = g.authoriser ORDER BY seq DESC LIMIT 1),
           (SELECT place FROM grant_order WHERE grant_ = g.id ORDER BY id DESC LIMIT 1)
    FROM grant_ AS g
    LEFT JOIN account AS a ON a.name = 'personal:' || g.authoriser
    LEFT JOIN grant_use AS u ON u.grant_ = g.id AND u.year = ?2
    WHERE g.beneficiary = ?1 AND g.id NOT IN (SELECT grant_ FROM revocation) ORDER BY g.id"""
_BINDING = "SELECT owner, member, relation FROM binding WHERE {} = ? AND id NOT IN (SELECT binding FROM unbinding) ORDER BY id"


class SqliteReading(MovementReading, PrivateReading, ClosingReading, JournalReading, SqlitePast):
    """`engine.ledger.store.Reading` on an open transaction."""

    def __init__(self, connection: apsw.Connection, at_once: apsw.Cursor) -> None:
        """`at_once` runs the statements that are read to their end at once: a cursor for each would cost as much as the statement."""
        self._execute = connection.execute
        self._at_once = at_once
        self._met: dict[str, int] = {}  # ids of the guarded accounts that this transaction has read

    def _rows(self, sql: str, *values: Cell) -> Iterator[tuple[Cell, ...]]:
        """Read as they are asked for; other statements may run meanwhile."""
        return iter(self._execute(sql, values))

    def _row(self, sql: str, *values: Cell) -> tuple[Cell, ...] | None:
        rows = self._at_once.execute(sql, values).fetchall()
        return rows[0] if rows else None

    def _newest(self, kind: str, key: str, shape: type[T]) -> T | None:
        row = self._row("SELECT body FROM registry WHERE kind = ? AND id = ? ORDER BY seq DESC LIMIT 1", kind, key)
        return None if row is None else decode_shared(as_bytes(row[0]), shape)

    def _all(self, kind: str, shape: type[T]) -> list[T]:
        sql = (
            "SELECT body FROM registry AS r WHERE kind = ?"
            " AND seq = (SELECT max(seq) FROM registry WHERE kind = r.kind AND id = r.id) ORDER BY listed"
        )
        return [decode(as_bytes(body), shape) for (body,) in self._rows(sql, kind)]

    def people(self) -> Sequence[Person]:
        return self._all("person", Person)

    def person(self, person: str) -> Person | None:
        return self._newest("person", person, Person)

    def institutions(self) -> Sequence[Institution]:
        return self._all("institution", Institution)

    def institution(self, institution: str) -> Institution | None:
        return self._newest("institution", institution, Institution)

    def items(self) -> Sequence[Item]:
        return self._all("item", Item)

    def item(self, code: str) -> Item | None:
        return self._newest("item", code, Item)

    def item_as_of(self, code: str, at: datetime) -> Item | None:
        sql = "SELECT body FROM registry WHERE kind = 'item' AND id = ? ORDER BY at <= ? DESC, iif(at <= ?, seq, -seq) DESC LIMIT 1"
        row = self._row(sql, code, at.isoformat(), at.isoformat())
        return None if row is None else decode(as_bytes(row[0]), Item)

    def balance(self, person: str) -> Balance | None:
        name = personal(person)
        row = self._row("SELECT balance, prior_year, id FROM account WHERE name = ?", name)
        return None if row is None else self._balance(name, *row)

    def _balance(self, name: str, balance: Cell, prior_year: Cell, number: Cell) -> Balance:
        if isinstance(number, int):
            self._met[name] = number
        return Balance(all=_money(balance), prior_year=_money(prior_year))

    def balances(self) -> Mapping[str, Balance]:
        rows = self._rows(
            "SELECT name, balance, prior_year FROM account WHERE guarded = 1 AND substr(name, 1, 9) = 'personal:' ORDER BY id"
        )
        return {
            str(name).removeprefix("personal:"): Balance(all=_money(balance), prior_year=_money(prior)) for name, balance, prior in rows
        }

    def counted(self, person: str, group: str, period: str) -> Counted:
        row = self._row("SELECT deductible, fund FROM counter WHERE person = ? AND grp = ? AND period = ?", person, group, period)
        return Counted() if row is None else Counted(deductible=_money(row[0]), fund=_money(row[1]))

    def counted_in_year(self, person: str, year: str) -> Counted:
        row = self._row(
            "SELECT coalesce(sum(deductible), 0), coalesce(sum(fund), 0) FROM counter WHERE person = ? AND period = ?", person, year
        )
        return Counted() if row is None else Counted(deductible=_money(row[0]), fund=_money(row[1]))

    def bindings_of(self, owner: str) -> Sequence[Binding]:
        return self._bindings(_BINDING.format("owner"), owner)

    def bindings_to(self, member: str) -> Sequence[Binding]:
        return self._bindings(_BINDING.format("member"), member)

    def _bindings(self, sql: str, person: str) -> list[Binding]:
        return [built(Binding, owner=owner, member=member, relation=relation) for owner, member, relation in self._rows(sql, person)]

    def grants_to(self, beneficiary: str) -> Sequence[Grant]:
        return self._grants(_GRANT.format("beneficiary"), beneficiary)

    def grants_by(self, authoriser: str) -> Sequence[Grant]:
        return self._grants(_GRANT.format("authoriser"), authoriser)

    def _grants(self, sql: str, person: str) -> list[Grant]:
        return [placed(decode_shared(as_bytes(body), Grant), place) for body, place in self._rows(sql, person)]

    def pools_to(self, beneficiary: str, year: str) -> Sequence[Pool]:
        rows = self._at_once.execute(_POOLS, (beneficiary, year)).fetchall()
        return [
            make_pool(
                grant=placed(decode_shared(as_bytes(grant), Grant), place),
                authoriser=decode_shared(_there(authoriser, name), Person),
                balance=None if balance is None else self._balance(personal(str(name)), balance, prior, number),
                used=_money(used),
            )
            for grant, name, balance, prior, number, used, authoriser, place in rows
        ]

    def grant_used(self, grant: int, year: str) -> Money:
        row = self._row("SELECT amount FROM grant_use WHERE grant_ = ? AND year = ?", grant, year)
        return Money.ZERO if row is None else _money(row[0])

    def credential(self, code_hash: bytes) -> IssuedCredential | None:
        row = self._row(
            "SELECT person, shown_by, issued_at, EXISTS (SELECT 1 FROM credential_use WHERE hash = ?1) FROM credential WHERE hash = ?1",
            code_hash,
        )
        if row is None:
            return None
        person, shown_by, issued_at, used = row
        return built(IssuedCredential, hash=code_hash, person=person, shown_by=shown_by, issued_at=issued_at, used=bool(used))

    def settlement(self, settlement: str) -> Settlement | None:
        return self._one("SELECT body FROM entry WHERE settlement = ?", settlement)

    def undone_by(self, settlement: str) -> Settlement | None:
        return self._one("SELECT body FROM entry WHERE undoes = ? AND settlement IS NOT NULL", settlement)

    def _one(self, sql: str, key: str) -> Settlement | None:
        row = self._row(sql, key)
        return None if row is None else decode(as_bytes(row[0]), Settlement)

    def trace_sold(self, code: str) -> int:
        row = self._row("SELECT coalesce(sum(portion), 0) FROM trace_use WHERE code = ?", code)
        return int(str(row[0])) if row else 0

    def trace_sale(self, code: str) -> Settlement | None:
        sql = (
            "SELECT e.body FROM trace_use AS t JOIN entry AS e ON e.settlement = t.settlement WHERE t.code = ? AND t.portion > 0"
            " AND NOT EXISTS (SELECT 1 FROM entry WHERE undoes = t.settlement) ORDER BY e.id LIMIT 1"
        )
        return self._one(sql, code)

    def trace_uses(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for settlement, code, portion in self._rows("SELECT settlement, code, portion FROM trace_use"):
            found.setdefault(str(settlement), {})[str(code)] = int(str(portion))
        return found

    def records(self) -> Iterator[tuple[Settlement, Sequence[tuple[str, int, int]]]]:
        postings = (
            "SELECT a.name, p.amount, p.prior_year FROM entry AS e JOIN posting AS p ON p.entry = e.id JOIN account AS a"
            " ON a.id = p.account WHERE e.settlement = ?"
        )
        for (body,) in self._rows("SELECT body FROM entry WHERE settlement IS NOT NULL ORDER BY id"):
            settlement = decode(as_bytes(body), Settlement)
            rows = self._rows(postings, settlement.id)
            yield settlement, [(str(account), _money(amount).fen, _money(prior).fen) for account, amount, prior in rows]

    def drawn(self) -> Iterator[tuple[Grant, str, Money]]:
        sql = "SELECT g.body, u.year, u.amount FROM grant_use AS u JOIN grant_ AS g ON g.id = u.grant_ ORDER BY u.grant_, u.year"
        for body, year, amount in self._rows(sql):
            yield decode(as_bytes(body), Grant), str(year), _money(amount)

    def chain_head(self) -> ChainHead:
        row = self._row("SELECT count(*), (SELECT chain FROM entry ORDER BY id DESC LIMIT 1) FROM entry")
        return ChainHead(entries=int(str(row[0])), chain=as_bytes(row[1])) if row and row[1] else ChainHead(entries=0, chain=b"")

    def entries(self) -> Iterator[BookedEntry]:
        sql = (
            "SELECT e.id, e.event, e.at, e.settlement, a.name, p.amount, p.prior_year FROM entry AS e JOIN posting AS p ON p.entry = e.id"
            " LEFT JOIN account AS a ON a.id = p.account ORDER BY e.id, p.line"
        )
        for (number, event, at, settlement), rows in groupby(self._rows(sql), key=lambda row: row[:4]):
            postings = [{"account": account, "amount": amount, "prior_year": prior} for *_, account, amount, prior in rows]
            yield built(BookedEntry, number=number, event=event, at=at, settlement=settlement, entry={"postings": postings})

    def account_total(self, prefix: str) -> Money:
        sql = "SELECT coalesce(sum(p.amount), 0) FROM posting AS p JOIN account AS a ON a.id = p.account WHERE substr(a.name, 1, ?) = ?"
        row = self._row(sql, len(prefix), prefix)
        return _money(row[0] if row else 0)

    def check(self) -> Sequence[str]:
        return list(breaches(self._rows))


def _there(body: Cell, person: object) -> bytes:
    if body is None:
        raise BadInput("unknown-person", person=str(person)[:80])
    return as_bytes(body)
