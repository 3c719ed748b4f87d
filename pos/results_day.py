"""Results of a till's day, as other people's scripts read them: whole fen, ISO times."""

from collections.abc import Mapping
from dataclasses import fields

from engine.model.reconciliation import Difference, Line, Reconciliation, Totals
from engine.model.till import AMOUNTS, Note, Session
from engine.money import Money
from engine.service.day import DayAtTill


def of_session(session: Session) -> dict[str, object]:
    """A sign-in or sign-out."""
    return {
        "sign_no": session.sign_no,
        "operator": session.operator,
        "begun": session.begun.isoformat(),
        "ended": session.ended and session.ended.isoformat(),
        "notes": session.notes,
    }


def of_day(day: DayAtTill) -> dict[str, object]:
    """By the till's own record."""
    return {
        "institution": day.institution,
        "day": day.day.isoformat(),
        "sessions": [of_session(session) for session in day.sessions],
        "totals": of_totals(day.totals),
        "notes": [of_note(note) for note in day.notes],
    }


def of_reconciliation(found: Reconciliation) -> dict[str, object]:
    """Totals by side; `lines` only where something differs."""
    return {
        "institution": found.institution,
        "day": found.day.isoformat(),
        "balanced": found.balanced,
        "totals_agree": found.totals_agree,
        "totals": {"bureau": of_totals(found.bureau), "till": of_totals(found.till)},
        "differences": [_difference(difference) for difference in found.differences],
        "lines": [_line(line) for line in found.lines],
    }


def of_totals(totals: Mapping[str, Totals]) -> dict[str, dict[str, int]]:
    """Of sales and of what undid them."""
    return {
        name: {field.name: value.fen if isinstance(value := getattr(part, field.name), Money) else value for field in fields(part)}
        for name, part in totals.items()
    }


def of_note(note: Note) -> dict[str, object]:
    """One settlement as a side has it."""
    fen = {name: getattr(note, name).fen for name in AMOUNTS}
    return {"settlement": note.settlement, "event": note.event.value, "at": note.at.isoformat(), "holder": note.holder, "fen": fen}


def _difference(difference: Difference) -> dict[str, object]:
    figure = (
        {}
        if difference.bureau is None or difference.till is None
        else {"figure": difference.figure, "bureau": difference.bureau.fen, "till": difference.till.fen}
    )
    return {
        "kind": difference.cause.value,
        "side": difference.side.value,
        **of_note(difference.note),
        "key": difference.note.key,
        "twin": difference.twin,
        **figure,
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "settlement": line.settlement,
        "bureau": None if line.bureau is None else of_note(line.bureau),
        "till": [of_note(note) for note in line.till],
    }
