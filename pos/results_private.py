"""Results about private sales, in the manner of `pos.results`: keys that other people's scripts read."""

from collections.abc import Sequence
from decimal import Decimal

from engine.model.bill import Line
from engine.model.outcome import Outcome
from engine.model.private import PrivateBack, PrivateSale, private_lines
from engine.model.returned import GivenBack
from engine.money import total
from pos.private_page import takings_of
from pos.quantity_text import quantity_text
from pos.results import of_given_back, of_outcome


def of_private(record: PrivateSale) -> dict[str, object]:
    """A private sale, its refund (all negative) or its reversal."""
    told: dict[str, object] = {
        "private_sale": record.id,
        "event": record.event.value,
        "cash": record.total.fen,
        "lines": _lines(record),
        "operator": record.operator,
    }
    for name in ("undoes", "replaces", "beside"):
        if getattr(record, name) is not None:
            told[name] = getattr(record, name)
    return told


def of_private_quote(lines: Sequence[Line]) -> dict[str, object]:
    """What it would be: nothing is booked."""
    quoted = private_lines(lines)
    cash = total(line.total for line in quoted).fen
    return {"private_sale": None, "cash": cash, "lines": [_line(line.code, line.quantity, line.total.fen) for line in quoted]}


def of_private_back(back: PrivateBack) -> dict[str, object]:
    """The refund, and under `remaining` what stays with the customer; None where nothing does."""
    return {**of_private(back.refund), "remaining": None if back.remaining is None else of_private(back.remaining)}


def of_returned(back: GivenBack | PrivateBack) -> dict[str, object]:
    """Of a settlement, with its private part under `private` where some of that came back too; or of a private sale."""
    if isinstance(back, PrivateBack):
        return of_private_back(back)
    return of_given_back(back) | with_private(None if back.private is None else of_private_back(back.private))


def of_outcome_and_private(outcome: Outcome) -> dict[str, object]:
    """What became of a key, with what was bought privately under it, and what undid that."""
    private, undone = outcome.private, outcome.private_undone_by
    if private is None:
        return of_outcome(outcome)
    told = of_private(private) | {"undone_by": None if undone is None else undone.id}
    return of_outcome(outcome) | with_private(told)


def with_private(told: dict[str, object] | None) -> dict[str, object]:
    """The key that a settlement's result carries where something was bought, or given back, privately in the same act."""
    return {} if told is None else {"private": told}


def of_takings(records: Sequence[PrivateSale]) -> dict[str, int]:
    """Of a day."""
    takings = takings_of(records)
    return {
        "sold": takings.sold,
        "returned": takings.returned,
        "taken": takings.taken.fen,
        "back": takings.back.fen,
        "net": takings.net.fen,
    }


def _lines(record: PrivateSale) -> list[dict[str, object]]:
    return [_line(line.code, line.quantity, line.total.fen) for line in record.lines]


def _line(item: str, quantity: Decimal, fen: int) -> dict[str, object]:
    return {"item": item, "quantity": quantity_text(quantity), "fen": fen}
