"""A till's day as lines of text: the table of totals, the lines, the differences with cause and remedy."""

from collections.abc import Mapping

from rich.cells import cell_len

from engine.model.reconciliation import Difference, Reconciliation, Totals
from engine.model.till import Note
from engine.service.day import DayAtTill
from pos.wording.clean import clean
from pos.wording.say import Lang, say

_ROWS = ("count", "total", "fund", "fund_sum", "own_account", "mutual_aid", "cash")
_NAME, _CELL = 28, 13


def show_page(lang: Lang, day: DayAtTill) -> list[str]:
    """Sessions, and the till's totals."""
    return [*session_lines(lang, day), *_totals(lang, {"till": day.totals})]


def session_lines(lang: Lang, day: DayAtTill) -> list[str]:
    """One a session; or that nobody signed in."""
    return [
        say(
            lang,
            "day.session",
            sign_no=session.sign_no,
            operator=clean(session.operator),
            begun=f"{session.begun:%m-%d %H:%M}",
            ended=f"{session.ended:%H:%M}" if session.ended else say(lang, "day.session-open"),
            notes=session.notes,
        )
        for session in day.sessions
    ] or [say(lang, "day.no-session")]


def reconciliation_page(lang: Lang, found: Reconciliation, place: str = "") -> list[str]:
    """Totals first; lines and differences only where something differs. `place`: the institution's name, instead of its id."""
    facts = {"institution": clean(place or found.institution), "day": found.day.isoformat()}
    totals = _totals(lang, {"bureau": found.bureau, "till": found.till})
    if found.balanced:
        count = sum(part.count for part in found.bureau.values())
        return [*totals, say(lang, "day.balanced", **facts, count=count)]
    apart = {difference.note.settlement for difference in found.differences}
    lines = [say(lang, "day.lines", count=len(found.lines), apart=len(apart))]
    for line in found.lines:
        if line.settlement not in apart:
            continue
        sides = [_amount(lang, line.bureau), " + ".join(_amount(lang, note) for note in line.till) or say(lang, "day.none")]
        lines.append(f"  {line.settlement:<16} {line.at:%H:%M:%S} {_right(sides[0], _CELL)} {_right(sides[1], _CELL)}")
    told = [say(lang, "day.totals-agree")] if found.totals_agree else []
    head = say(lang, "day.unbalanced", **facts, count=len(found.differences))
    differences = [row for number, each in enumerate(found.differences, start=1) for row in _difference(lang, number, each)]
    return [*totals, *lines, *told, head, *differences]


def _difference(lang: Lang, number: int, each: Difference) -> list[str]:
    gap = each.till - each.bureau if each.till is not None and each.bureau is not None else None
    facts = {
        "twin": each.twin,
        "figure_word": say(lang, f"figure.{each.figure}") if each.figure else "",
        "bureau": each.bureau,
        "till": each.till,
        "gap": gap,
    }
    cause, place = each.cause, f"{each.cause}-{each.side}"
    head = {"number": number, "what": say(lang, f"difference.{cause}"), "settlement": each.note.settlement}
    return [
        say(lang, "day.difference", **head, at=f"{each.note.at:%H:%M:%S}", total=each.note.total),
        say(lang, "day.why", why=say(lang, f"cause.{cause}", **facts)),
        say(lang, "day.do", do=say(lang, f"mend.{place}")),
    ]


def _totals(lang: Lang, sides: Mapping[str, Mapping[str, Totals]]) -> list[str]:
    """A block for sales and one for refunds where there are any, a column a side; the interface's sum of the fund where it is another."""
    lines = []
    whole = [part for totals in sides.values() for part in totals.values()]
    other_sum = any(part.fund_sum != part.fund for part in whole)
    for part in ("sale", "refund"):
        if part == "refund" and not any(totals[part].count for totals in sides.values()):
            continue
        heads = "".join(_right(say(lang, f"side.{side}"), _CELL) for side in sides)
        lines.append(_left(say(lang, f"day.{part}"), _NAME) + heads)
        for name in _ROWS:
            if name == "fund_sum" and not other_sum:
                continue
            label = say(lang, f"day.{name}" if name in {"count", "fund_sum"} else f"figure.{name}")
            cells = "".join(_right(str(getattr(totals[part], name)), _CELL) for totals in sides.values())
            lines.append(_left(f"  {label}", _NAME) + cells)
    return [*lines, say(lang, "day.fund-sum-why")] if other_sum else lines


def _amount(lang: Lang, note: Note | None) -> str:
    return say(lang, "day.none") if note is None else str(note.total)


def _left(text: str, width: int) -> str:
    return text + " " * max(1, width - cell_len(text))


def _right(text: str, width: int) -> str:
    return " " * max(1, width - cell_len(text)) + text
