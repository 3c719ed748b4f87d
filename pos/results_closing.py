"""X and Z as other people's scripts read them: whole fen, ISO times."""

from dataclasses import fields

from engine.model.takings import Closing, Flow, OperatorShare, Taken, Takings
from engine.money import Money


def of_takings(takings: Takings) -> dict[str, object]:
    """Sums by event and by payer, the drawer, operators, and what happened at no institution."""
    return {
        "institution": takings.institution,
        "after": takings.after,
        "upto": takings.upto,
        "since": takings.since and takings.since.isoformat(),
        "taken": {each.event: _plain(each) for each in takings.taken},
        "net": _plain(takings.net),
        "average": None if takings.average is None else takings.average.fen,
        "private": takings.private_cash.fen,
        "drawer": {
            "opening": takings.opening.fen,
            "flows": {flow.event: _flow(flow) for flow in takings.drawer},
            "in": takings.cash_in.fen,
            "out": takings.cash_out.fen,
            "expected": takings.expected.fen,
            "counted": None if takings.counted is None else takings.counted.fen,
            "counted_at": takings.counted_at and takings.counted_at.isoformat(),
            "miscounted": takings.miscounted.fen,
        },
        "operators": [{"operator": share.operator, **_plain(share)} for share in takings.operators],
        "elsewhere": {flow.event: _flow(flow) for flow in takings.elsewhere},
    }


def of_closing(closing: Closing) -> dict[str, object]:
    """With its number."""
    return {"number": closing.number, "at": closing.at.isoformat(), "operator": closing.operator, **of_takings(closing.takings)}


def _plain(value: Taken | OperatorShare) -> dict[str, int]:
    found = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: each.fen if isinstance(each, Money) else each for name, each in found.items() if not isinstance(each, str)}


def _flow(flow: Flow) -> dict[str, int]:
    return {"count": flow.count, "in": flow.came.fen, "out": flow.went.fen, "net": flow.net.fen}
