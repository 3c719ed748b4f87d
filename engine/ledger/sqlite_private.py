"""SQLite: the statements for private sales. An entry of theirs names no settlement: its number is that of the entry, as a movement's is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from engine.ledger.body import decode, encode
from engine.ledger.booking_private import private_entry
from engine.ledger.cells import Cell, as_bytes, as_money
from engine.ledger.entry import Entry
from engine.ledger.sqlite_movements import entry_number
from engine.ledger.store import Keyed
from engine.ledger.store_private import KeptPrivate
from engine.model.private import PrivateSale
from engine.model.settlement import Settlement

#: In the words of its index, so that SQLite finds it.
_PRIVATE = "event IN ('private-sale', 'private-refund', 'private-reversal')"


class PrivateReading(ABC):
    """The part of `engine.ledger.store.Reading` that is about private sales, and about keys, which they share with settlements."""

    @abstractmethod
    def _rows(self, sql: str, *values: Cell) -> Iterator[tuple[Cell, ...]]: ...

    @abstractmethod
    def _row(self, sql: str, *values: Cell) -> tuple[Cell, ...] | None: ...

    def by_key(self, key: str) -> Keyed | None:
        row = self._row("SELECT body, content, settlement FROM entry WHERE key = ?", key)
        if row is None:
            return None
        body, content = as_bytes(row[0]), as_bytes(row[1])
        if row[2] is None:
            return Keyed(private=decode(body, PrivateSale), content=content)
        return Keyed(settlement=decode(body, Settlement), content=content)

    def private_sale(self, number: str) -> PrivateSale | None:
        entry = entry_number(number)
        found = None if entry is None else self._private("id = ?", entry)
        return found if found is not None and found.id == number else None

    def private_beside(self, settlement: str) -> PrivateSale | None:
        return self._private("occasion = ?", f"private beside {settlement}")

    def private_undone_by(self, number: str) -> PrivateSale | None:
        return self._private("undoes = ?", number)

    def private_rest_of(self, number: str) -> PrivateSale | None:
        return self._private("occasion = ?", f"private rest of {number}")

    def _private(self, where: str, value: Cell) -> PrivateSale | None:
        row = self._row(f"SELECT body FROM entry WHERE {where} AND {_PRIVATE}", value)  # noqa: S608 - our own words
        return None if row is None else decode(as_bytes(row[0]), PrivateSale)

    def private_newest(self, most: int) -> Sequence[PrivateSale]:
        rows = self._rows(f"SELECT body FROM entry WHERE {_PRIVATE} ORDER BY at DESC, id DESC LIMIT ?", most)  # noqa: S608
        return [decode(as_bytes(body), PrivateSale) for (body,) in rows]

    def private_on(self, institution: str, day: date) -> Sequence[PrivateSale]:
        sql = f"SELECT body FROM entry WHERE {_PRIVATE} AND at BETWEEN ? AND ? AND holder = ? ORDER BY id"  # noqa: S608
        first = day.isoformat()
        return [decode(as_bytes(body), PrivateSale) for (body,) in self._rows(sql, first, first + "U", institution)]

    def private_in(self, institution: str, after: int, upto: int) -> Sequence[PrivateSale]:
        sql = f"SELECT body FROM entry WHERE {_PRIVATE} AND id > ? AND id <= ? AND holder = ? ORDER BY id"  # noqa: S608 - our own words
        return [decode(as_bytes(body), PrivateSale) for (body,) in self._rows(sql, after, upto, institution)]

    def private_trace_sale(self, code: str) -> PrivateSale | None:
        row = self._row(
            f"SELECT e.body FROM trace_use AS t JOIN entry AS e ON e.id = CAST(substr(t.settlement, 9) AS INTEGER) AND {_PRIVATE}"  # noqa: S608
            " WHERE t.code = ? AND t.portion > 0 AND NOT EXISTS (SELECT 1 FROM entry WHERE undoes = t.settlement) ORDER BY e.id LIMIT 1",
            code,
        )
        return None if row is None else decode(as_bytes(row[0]), PrivateSale)

    def private_records(self) -> Iterator[KeptPrivate]:
        postings = (
            "SELECT a.name, p.amount, p.prior_year FROM posting AS p JOIN account AS a ON a.id = p.account WHERE p.entry = ?"
            " ORDER BY a.name"
        )
        columns = f"SELECT id, event, at, key, holder, undoes, occasion, body FROM entry WHERE {_PRIVATE} ORDER BY id"  # noqa: S608
        for entry, *told, body in self._rows(columns):
            rows = self._rows(postings, entry)
            yield KeptPrivate(
                entry=int(str(entry)),
                columns=tuple(told),
                postings=tuple((str(account), as_money(amount).fen, as_money(prior).fen) for account, amount, prior in rows),
                record=decode(as_bytes(body), PrivateSale),
            )


class PrivateWriting(PrivateReading):
    """The part of `engine.ledger.store.Writing` that is about private sales."""

    @abstractmethod
    def _enter(self, columns: tuple[Cell, ...], entry: Entry, occasion: str | None = None) -> None: ...

    @abstractmethod
    def _use_traces(self, number: str, lines: Iterable[tuple[Decimal, tuple[str, ...]]]) -> None: ...

    def post_private(self, record: PrivateSale, *, content: bytes | None) -> None:
        columns = (record.event.value, record.at.isoformat(), None, record.key, content, record.institution, record.undoes, encode(record))
        self._enter(columns, private_entry(record), record.occasion)
        self._use_traces(record.id, ((line.quantity, line.trace) for line in record.lines))
