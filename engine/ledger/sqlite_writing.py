"""SQLite: the statements that add."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import apsw

from engine.errors import BooksError
from engine.ledger.accounts import is_guarded
from engine.ledger.body import encode
from engine.ledger.digest import chain_link, digest_of
from engine.ledger.entry import Entry
from engine.ledger.sqlite_reading import Cell, SqliteReading, as_bytes
from engine.ledger.sqlite_tills import TillWriting
from engine.ledger.store import IssuedCredential
from engine.model.family import Binding, Grant
from engine.model.institution import Institution
from engine.model.item import Item
from engine.model.person import Person
from engine.model.settlement import Settlement
from engine.model.trace import portions
from engine.model.year import Accrual
from engine.money import Money


class SqliteWriting(TillWriting, SqliteReading):
    """`engine.ledger.store.Writing` on a transaction that holds SQLite's one write lock."""

    def __init__(self, connection: apsw.Connection) -> None:
        super().__init__(connection)
        self._connection = connection

    def lock(self, people: Iterable[str]) -> None:
        """Nothing to do: BEGIN IMMEDIATE already keeps every other writer out."""

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

    def add_credential(self, credential: IssuedCredential) -> None:
        self._execute(
            "INSERT INTO credential (hash, person, shown_by, issued_at) VALUES (?, ?, ?, ?)",
            (credential.hash, credential.person, credential.shown_by, credential.issued_at.isoformat()),
        )

    def use_credential(self, code_hash: bytes, settlement: str) -> None:
        self._execute("INSERT INTO credential_use (hash, settlement) VALUES (?, ?)", (code_hash, settlement))

    def next_settlement_id(self, day: date) -> str:
        row = self._row("SELECT coalesce(max(id), 0) + 1 FROM entry")
        return f"{day:%Y%m%d}{int(str(row[0])) if row else 1:06d}"

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
            self._add("grant_use", {"grant_": draw.grant, "year": draw.year}, {"amount": draw.amount})
        for code, portion in portions((line.quantity, line.trace) for line in settlement.lines).items():
            try:
                self._execute("INSERT INTO trace_use (code, settlement, portion) VALUES (?, ?, ?)", (code, settlement.id, portion))
            except apsw.ConstraintError as error:
                raise BooksError("trace-code-oversold", trace=code) from error

    def _enter(self, columns: tuple[Cell, ...], entry: Entry) -> None:
        postings = [(posting.account, posting.amount.fen, posting.prior_year.fen) for posting in entry.postings]
        digest = digest_of(columns, postings)
        last = self._row("SELECT chain FROM entry ORDER BY id DESC LIMIT 1")
        chain = chain_link(None if last is None else as_bytes(last[0]), digest)
        self._execute(
            "INSERT INTO entry (event, at, settlement, key, content, holder, undoes, body, digest, chain)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, digest, chain),
        )
        self._post(self._connection.last_insert_rowid(), entry)

    def _post(self, entry_id: int, entry: Entry) -> None:
        for line, posting in enumerate(entry.postings):
            account = self._account(posting.account)
            self._execute(
                "INSERT INTO posting (entry, line, account, amount, prior_year) VALUES (?, ?, ?, ?, ?)",
                (entry_id, line, account, posting.amount.fen, posting.prior_year.fen),
            )
            if is_guarded(posting.account):
                try:
                    self._execute(
                        "UPDATE account SET balance = balance + ?, prior_year = prior_year + ? WHERE id = ?",
                        (posting.amount.fen, posting.prior_year.fen, account),
                    )
                except apsw.ConstraintError as error:
                    raise BooksError("would-go-below-zero", account=posting.account) from error

    def _account(self, name: str) -> int:
        row = self._row("SELECT id FROM account WHERE name = ?", name)
        if row is not None:
            return int(str(row[0]))
        if is_guarded(name):
            raise BooksError("no-such-account", account=name)
        self._execute("INSERT INTO account (name, guarded) VALUES (?, 0)", (name,))
        return self._connection.last_insert_rowid()

    def _count(self, person: str, accruals: Iterable[Accrual]) -> None:
        for accrual in accruals:
            key: dict[str, str | int] = {"person": person, "grp": accrual.group, "period": accrual.period}
            self._add("counter", key, {"deductible": accrual.deductible, "fund": accrual.fund})

    def _add(self, table: str, key: dict[str, str | int], amounts: dict[str, Money]) -> None:
        """Add to a running sum, or begin it. Names are this module's own, values are bound."""
        added = ", ".join(f"{name} = {name} + ?" for name in amounts)
        found = " AND ".join(f"{name} = ?" for name in key)
        values = (*(amount.fen for amount in amounts.values()), *key.values())
        self._execute(f"UPDATE {table} SET {added} WHERE {found}", values)  # noqa: S608
        if not self._connection.changes():
            names = ", ".join((*amounts, *key))
            self._execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
