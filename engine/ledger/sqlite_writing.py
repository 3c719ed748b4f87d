"""SQLite: the statements that add."""

from collections.abc import Iterable, MutableMapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import apsw

from engine.errors import BooksError
from engine.ledger.accounts import is_guarded
from engine.ledger.body import encode
from engine.ledger.cells import Cell, as_bytes
from engine.ledger.digest import chain_link, digest_of
from engine.ledger.entry import Entry
from engine.ledger.sqlite_closings import ClosingWriting
from engine.ledger.sqlite_movements import MovementWriting
from engine.ledger.sqlite_private import PrivateWriting
from engine.ledger.sqlite_reading import SqliteReading
from engine.ledger.sqlite_tills import TillWriting
from engine.ledger.store import IssuedCredential
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.settlement import Settlement
from engine.model.trace import portions
from engine.model.year import Accrual

#: Add to a running sum; or begin it, when there is none to add to.
_COUNTED = (
    "UPDATE counter SET deductible = deductible + ?, fund = fund + ? WHERE person = ? AND grp = ? AND period = ?",
    "INSERT INTO counter (deductible, fund, person, grp, period) VALUES (?, ?, ?, ?, ?)",
)
_MOVED = "UPDATE account SET balance = balance + ?, prior_year = prior_year + ? WHERE id = ?"
_DRAWN = (
    "UPDATE grant_use SET amount = amount + ? WHERE grant_ = ? AND year = ?",
    "INSERT INTO grant_use (amount, grant_, year) VALUES (?, ?, ?)",
)


class SqliteWriting(SqliteReading, MovementWriting, PrivateWriting, ClosingWriting, TillWriting):
    """`engine.ledger.store.Writing` on a transaction that holds SQLite's one write lock."""

    def __init__(self, connection: apsw.Connection, at_once: apsw.Cursor, known: MutableMapping[str, int]) -> None:
        """`known`: ids of accounts that are only summed, by name; whoever rolls back must forget them."""
        super().__init__(connection, at_once)
        self._changes = connection.changes
        self._rowid = connection.last_insert_rowid
        self._known = known
        self._last: tuple[int, bytes | None] | None = None

    def lock(self, people: Iterable[str]) -> None:
        """Nothing to do: BEGIN IMMEDIATE already keeps every other writer out."""

    def lock_purses_of(self, holder: str) -> None:
        """Nothing to do either."""

    def put_person(self, person: Person, at: datetime) -> None:
        self._put("person", person.id, person, at)

    def put_institution(self, institution: Institution, at: datetime) -> None:
        self._put("institution", institution.id, institution, at)

    def put_item(self, item: Item, at: datetime) -> None:
        self._put("item", item.code, item, at)

    def _put(self, kind: str, key: str, value: object, at: datetime) -> None:
        self._execute(
            "INSERT INTO registry (kind, id, seq, listed, at, body) VALUES (?1, ?2,"
            " (SELECT coalesce(max(seq), 0) + 1 FROM registry WHERE kind = ?1 AND id = ?2),"
            " coalesce((SELECT min(listed) FROM registry WHERE kind = ?1 AND id = ?2),"
            " (SELECT coalesce(max(listed), 0) + 1 FROM registry)), ?3, ?4)",
            (kind, key, at.isoformat(), encode(value)),
        )

    def open_account(self, person: str, entry: Entry, at: datetime) -> None:
        self._execute("INSERT INTO account (name, guarded) VALUES (?, 1)", (f"personal:{person}",))
        if entry.postings:
            self._enter(("opening", at.isoformat(), None, None, None, person, None, encode({})), entry)

    def open_counter(self, person: str, accruals: Iterable[Accrual], at: datetime) -> None:
        accruals = tuple(accruals)
        self._enter(("opening", at.isoformat(), None, None, None, person, None, encode({"accruals": accruals})), Entry.of())
        self._count(person, accruals)

    def add_binding(self, binding: Binding, at: datetime) -> None:
        self._execute(
            "INSERT INTO binding (owner, member, relation, at) VALUES (?, ?, ?, ?)",
            (binding.owner, binding.member, binding.relation.value, at.isoformat()),
        )

    def remove_binding(self, binding: Binding, at: datetime) -> None:
        self._execute(
            "INSERT INTO unbinding (binding, at) SELECT id, ? FROM binding WHERE owner = ? AND member = ?"
            " AND id NOT IN (SELECT binding FROM unbinding)",
            (at.isoformat(), binding.owner, binding.member),
        )

    def add_grant(self, grant: Grant, at: datetime) -> Grant:
        row = self._row("SELECT coalesce(max(id), 0) + 1 FROM grant_")
        numbered = replace(grant, id=int(str(row[0])) if row else 1)
        self._execute(
            "INSERT INTO grant_ (id, authoriser, beneficiary, body, at) VALUES (?, ?, ?, ?, ?)",
            (numbered.id, grant.authoriser, grant.beneficiary, encode(numbered), at.isoformat()),
        )
        return numbered

    def revoke_grant(self, grant: Grant, at: datetime) -> None:
        self._execute("INSERT INTO revocation (grant_, at) VALUES (?, ?)", (grant.id, at.isoformat()))

    def order_grants(self, grants: Iterable[Grant], at: datetime) -> None:
        sql = "INSERT INTO grant_order (grant_, place, after, at) VALUES (?, ?, (SELECT coalesce(max(id), 0) FROM entry), ?)"
        for place, grant in enumerate(grants, start=1):
            self._execute(sql, (grant.id, place, at.isoformat()))

    def add_credential(self, credential: IssuedCredential) -> None:
        self._execute(
            "INSERT INTO credential (hash, person, shown_by, issued_at) VALUES (?, ?, ?, ?)",
            (credential.hash, credential.person, credential.shown_by, credential.issued_at.isoformat()),
        )

    def use_credential(self, code_hash: bytes, settlement: str) -> None:
        self._at_once.execute("INSERT INTO credential_use (hash, settlement) VALUES (?, ?)", (code_hash, settlement))

    def next_settlement_id(self, day: date) -> str:
        number, _chain = self._end()
        return f"{day.year}{day.month:02d}{day.day:02d}{number + 1:06d}"

    def post(self, settlement: Settlement, entry: Entry, *, content: bytes | None) -> None:
        columns = (
            settlement.event.value,
            settlement.at.isoformat(),
            settlement.id,
            settlement.key,
            content,
            settlement.holder,
            settlement.undoes,
            encode(settlement),
        )
        self._enter(columns, entry)
        self._count(settlement.holder, settlement.accruals)
        for draw in settlement.draws:
            self._add(_DRAWN, draw.amount.fen, draw.grant, draw.year)
        self._use_traces(settlement.id, ((line.quantity, line.trace) for line in settlement.lines if line.trace))

    def _use_traces(self, number: str, lines: Iterable[tuple[Decimal, tuple[str, ...]]]) -> None:
        for code, portion in portions(lines).items():
            try:
                self._execute("INSERT INTO trace_use (code, settlement, portion) VALUES (?, ?, ?)", (code, number, portion))
            except apsw.ConstraintError as error:
                raise BooksError("trace-code-oversold", trace=code) from error

    def _run(self, sql: str, *values: Cell) -> None:
        self._at_once.execute(sql, values)

    def _end(self) -> tuple[int, bytes | None]:
        """Number and chain of the last entry. Read once: in this transaction nobody else adds to it."""
        if self._last is None:
            row = self._row("SELECT id, chain FROM entry ORDER BY id DESC LIMIT 1")
            self._last = (0, None) if row is None else (int(str(row[0])), as_bytes(row[1]))
        return self._last

    def _enter(self, columns: tuple[Cell, ...], entry: Entry, occasion: str | None = None) -> None:
        number, before = self._end()
        postings = [(posting.account, posting.amount.fen, posting.prior_year.fen) for posting in entry.postings]
        digest = digest_of(columns, postings)
        chain = chain_link(before, digest)
        self._at_once.execute(
            "INSERT INTO entry (id, event, at, settlement, key, content, holder, undoes, body, digest, chain, occasion)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number + 1, *columns, digest, chain, occasion),
        )
        self._last = (number + 1, chain)
        self._at_once.executemany(
            "INSERT INTO posting (entry, line, account, amount, prior_year) VALUES (?, ?, ?, ?, ?)",
            [(number + 1, line, self._moved(*posting), *posting[1:]) for line, posting in enumerate(postings)],
        )

    def _moved(self, name: str, fen: int, prior_year: int) -> int:
        """The id of an account, after the balance it keeps, if it is guarded, has moved."""
        if not is_guarded(name):
            return self._account(name)
        number = self._met.get(name) or self._find(name)
        if number is None:
            raise BooksError("no-such-account", account=name)
        try:
            self._at_once.execute(_MOVED, (fen, prior_year, number))
        except apsw.ConstraintError as error:
            raise BooksError("would-go-below-zero", account=name) from error
        return number

    def _find(self, name: str) -> int | None:
        row = self._row("SELECT id FROM account WHERE name = ?", name)
        return None if row is None else int(str(row[0]))

    def _account(self, name: str) -> int:
        """The id of one that is only summed, opened when it is first posted to."""
        if name not in self._known:
            number = self._find(name)
            if number is None:
                self._run("INSERT INTO account (name, guarded) VALUES (?, 0)", name)
                number = self._rowid()
            self._known[name] = number
        return self._known[name]

    def _count(self, person: str, accruals: Iterable[Accrual]) -> None:
        for accrual in accruals:
            self._add(_COUNTED, accrual.deductible.fen, accrual.fund.fen, person, accrual.group, accrual.period)

    def _add(self, statements: tuple[str, str], *values: Cell) -> None:
        add, begin = statements
        self._at_once.execute(add, values)
        if not self._changes():
            self._at_once.execute(begin, values)
