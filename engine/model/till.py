"""A till's own record: who worked at it, and what it believes happened. It is a copy of its own, apart from the bureau's books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from engine.model.codes import Event
from engine.model.settlement import Settlement
from engine.money import Money


class TillEvent(StrEnum):
    """What a row of the record is. A strike takes another row out of account."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    NOTE = "note"
    STRIKE = "strike"


class Plant(StrEnum):
    """A difference made for training, in the till's record alone."""

    MISSING = "missing"
    EXTRA = "extra"
    DOUBLED = "doubled"
    FEN = "fen"
    HALF_REFUND = "half-refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is believed of one settlement. `basket` says what was sold, so that the same goods sold twice can be told."""

    settlement: str
    event: Event
    at: datetime
    key: str | None
    holder: str
    undoes: str | None
    basket: str
    edition: str
    total: Money
    fund: Money
    own_account: Money
    mutual_aid: Money
    cash: Money


#: What two notes of a settlement are compared by.
AMOUNTS = ("total", "fund", "own_account", "mutual_aid", "cash")


@dataclass(frozen=True, slots=True, kw_only=True)
class TillRow:
    """One row. `day` is the China day it is about; `sign_no` that of the session, None where nobody had signed in."""

    number: int = 0
    institution: str
    day: date
    kind: TillEvent
    at: datetime
    sign_no: str | None = None
    operator: str | None = None
    settlement: str | None = None
    strikes: int | None = None
    planted: Plant | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """From sign-in 签到 to sign-out 签退, None where it still lasts; `notes` were noted in it."""

    sign_no: str
    operator: str
    begun: datetime
    ended: datetime | None = None
    notes: int = 0


def note_of(settlement: Settlement) -> Note:
    """As a till notes it after the reply."""
    figures = settlement.figures
    return Note(
        settlement=settlement.id,
        event=settlement.event,
        at=settlement.at,
        key=settlement.key,
        holder=settlement.holder,
        undoes=settlement.undoes,
        basket=" ".join(sorted(f"{line.code}*{abs(line.quantity).normalize():f}" for line in settlement.lines)),
        edition=settlement.edition,
        total=figures.total,
        fund=figures.fund,
        own_account=figures.own_account,
        mutual_aid=figures.mutual_aid,
        cash=figures.cash,
    )


def standing(rows: Iterable[TillRow]) -> list[TillRow]:
    """The rows that count, in their order. A strike that is struck itself strikes nothing."""
    struck: set[int] = set()
    kept: list[TillRow] = []
    for row in sorted(rows, key=lambda row: row.number, reverse=True):
        if row.number in struck:
            continue
        kept.append(row)
        if row.strikes is not None:
            struck.add(row.strikes)
    return kept[::-1]


def notes_in(rows: Iterable[TillRow]) -> tuple[Note, ...]:
    """What the till believes now."""
    return tuple(row.note for row in standing(rows) if row.note is not None)


def sessions_in(rows: Sequence[TillRow]) -> tuple[Session, ...]:
    """In the order they began. One that began on an earlier day and is in none of these rows has no line here."""
    counted = standing(rows)
    ends = {row.sign_no: row.at for row in counted if row.kind is TillEvent.SIGN_OUT}
    return tuple(
        Session(
            sign_no=str(row.sign_no),
            operator=str(row.operator),
            begun=row.at,
            ended=ends.get(row.sign_no),
            notes=sum(other.note is not None and other.sign_no == row.sign_no for other in counted),
        )
        for row in counted
        if row.kind is TillEvent.SIGN_IN
    )
