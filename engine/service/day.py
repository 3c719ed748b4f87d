"""A till's day: sign-in 签到, what the till notes, sign-out 签退, reconciliation 对账 with the bureau's books.

The till's record stands apart from them: it says what the till believes, and may be wrong. Selling needs no sign-in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Reading, Writing
from engine.model.reconciliation import Reconciliation, Totals
from engine.model.settlement import Settlement
from engine.model.till import Note, Plant, Session, TillEvent, TillRow, note_of, notes_in, sessions_in, standing
from engine.service.context import Context, institution_of
from engine.service.plant import mended, planted
from engine.service.reconcile import reconcile, totals_of

_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAtTill:
    """What the till itself knows of a day: sessions that began in it, notes, their totals by "sale" and "refund"."""

    institution: str
    day: date
    sessions: tuple[Session, ...]
    notes: tuple[Note, ...]
    totals: dict[str, Totals]


class Day:
    """Verbs of a till. `day` is a day in China; None is today. Each raises BadInput `unknown-institution`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def sign_in(self, institution: str, operator: str) -> Session:
        """Begin a session. Raises Refusal `already-signed-in`, BadInput `bad-operator`."""
        name = operator.strip()
        if not name or len(name) > _NAME or not name.isprintable():
            raise BadInput("bad-operator", operator=operator[:40], most=_NAME)
        with self._context.write() as (books, at):
            institution_of(books, institution)
            now = books.till_session(institution)
            if now is not None:
                facts = {"operator": str(now.operator), "sign_no": str(now.sign_no), "at": now.at.isoformat()}
                raise Refusal(RefusalCode.ALREADY_SIGNED_IN, institution=institution, **facts)
            earlier = sum(row.kind is TillEvent.SIGN_IN for row in books.till_rows(institution, at.date()))
            sign_no = f"{at:%Y%m%d}{earlier + 1:03d}"
            books.add_till_row(
                TillRow(institution=institution, day=at.date(), kind=TillEvent.SIGN_IN, at=at, sign_no=sign_no, operator=name)
            )
        return Session(sign_no=sign_no, operator=name, begun=at)

    def sign_out(self, institution: str) -> Session:
        """End the session. Raises Refusal `not-signed-in`."""
        with self._context.write() as (books, at):
            institution_of(books, institution)
            now = books.till_session(institution)
            if now is None:
                raise Refusal(RefusalCode.NOT_SIGNED_IN, institution=institution)
            sign_no, operator = str(now.sign_no), str(now.operator)
            books.add_till_row(
                TillRow(institution=institution, day=at.date(), kind=TillEvent.SIGN_OUT, at=at, sign_no=sign_no, operator=operator)
            )
            rows = standing(
                [*books.till_rows(institution, now.day), *(books.till_rows(institution, at.date()) if at.date() != now.day else ())]
            )
            notes = sum(row.note is not None and row.sign_no == sign_no for row in rows)
        return Session(sign_no=sign_no, operator=operator, begun=now.at, ended=at, notes=notes)

    def session(self, institution: str) -> Session | None:
        """The one that lasts."""
        with self._context.books.read() as books:
            now = books.till_session(institution)
        return None if now is None else Session(sign_no=str(now.sign_no), operator=str(now.operator), begun=now.at)

    def note(self, *settlements: Settlement) -> None:
        """The till was told of these: it notes each once, and with an undoing what it undoes. A premium is no institution's."""
        with self._context.write() as (books, at):
            for settlement in settlements:
                undone = None if settlement.undoes is None else books.settlement(settlement.undoes)
                for record in (undone, settlement):
                    if record is not None and record.institution is not None:
                        self._note(books, record, record.institution, at)

    @staticmethod
    def _note(books: Writing, record: Settlement, institution: str, at: datetime) -> None:
        if notes_in(books.till_rows_of(institution, record.id)):
            return
        session = books.till_session(institution)
        books.add_till_row(
            TillRow(
                institution=institution,
                day=record.at.date(),
                kind=TillEvent.NOTE,
                at=at,
                sign_no=None if session is None else session.sign_no,
                operator=None if session is None else session.operator,
                settlement=record.id,
                note=note_of(record),
            )
        )

    def show(self, institution: str, day: date | None = None) -> DayAtTill:
        """By the till's own record."""
        with self._context.read() as (books, at):
            day = day or at.date()
            rows = self._rows(books, institution, day)
        notes = notes_in(rows)
        return DayAtTill(
            institution=institution, day=day, sessions=sessions_in(rows), notes=notes, totals=totals_of(notes, self._with_account)
        )

    def reconcile(self, institution: str, day: date | None = None) -> Reconciliation:
        """Hold the till's record against the bureau's books."""
        with self._context.read() as (books, at):
            day = day or at.date()
            rows = self._rows(books, institution, day)
            booked = [note_of(record) for record in books.settlements_on(day) if record.institution == institution]
        return reconcile(institution, day, booked, notes_in(rows), self._with_account)

    def plant(self, institution: str, kind: Plant, *, sale: str | None = None, day: date | None = None) -> str:
        """A difference for training, in the till's record alone; returns the settlement it shows at. Raises Refusal `nothing-to-plant`."""
        with self._context.write() as (books, at):
            rows = planted(self._rows(books, institution, day or at.date()), kind, sale, at, institution)
            for row in rows:
                books.add_till_row(row)
        return str(rows[-1].settlement)

    def mend(self, institution: str, day: date | None = None) -> int:
        """Take back all that is planted; returns how many differences there were."""
        with self._context.write() as (books, at):
            rows = self._rows(books, institution, day or at.date())
            for row in mended(rows, at):
                books.add_till_row(row)
        plants = [row for row in standing(rows) if row.planted is not None]
        return len(plants) - sum(row.planted is Plant.FEN for row in plants) // 2

    @staticmethod
    def _rows(books: Reading, institution: str, day: date) -> Sequence[TillRow]:
        institution_of(books, institution)
        return books.till_rows(institution, day)

    def _with_account(self, note: Note) -> bool:
        """The switch of the edition that the settlement was made by."""
        edition = self._context.policies.named(note.edition)
        return edition is not None and edition.wire.fund_sum_includes_acct
