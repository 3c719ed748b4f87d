"""Drug trace codes of a sale: named where the edition requires them, and each pack sold once."""

from collections.abc import Sequence
from datetime import date

from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.bill import Line
from engine.model.trace import ONE_PACK, is_trace_code, packs, portions
from engine.service.context import institution_of


def judge_traces(books: Reading, insured: Sequence[Line], private: Sequence[Line], *, required_from: date | None, day: date) -> None:
    """Of private lines no code is required, because no edition asks for it; one that is named is of a pack that is sold once.

    Raises BadInput `bad-trace-code`, Refusal `trace-code-missing` or `trace-code-sold`, for the first line that is at fault.
    """
    first_line: dict[str, int] = {}
    for number, line in enumerate((*insured, *private), start=1):
        for code in line.trace:
            if not is_trace_code(code):
                raise BadInput("bad-trace-code", line=number, trace=code[:40])
        required = number <= len(insured) and line.item.traced and required_from is not None and day >= required_from
        if not required and not line.trace:
            continue
        facts: dict[str, str | int] = {"line": number, "item": line.item.code, "name": line.item.name}
        needed = packs(line.quantity)
        if required and len(line.trace) < needed:
            raise Refusal(RefusalCode.TRACE_CODE_MISSING, **facts, packs=needed, given=len(line.trace))
        for code in line.trace:
            if code in first_line:
                raise Refusal(RefusalCode.TRACE_CODE_SOLD, **facts, trace=code, first_line=first_line[code])
            first_line[code] = number
        _judge_sold(books, line, facts)


def _judge_sold(books: Reading, line: Line, facts: dict[str, str | int]) -> None:
    for code, portion in portions([(line.quantity, line.trace)]).items():
        if books.trace_sold(code) + portion <= ONE_PACK:
            continue
        first = books.trace_sale(code) or books.private_trace_sale(code)
        if first is not None:
            place = institution_of(books, first.institution or "")
            facts |= {"settlement": first.id, "at": first.at.isoformat(), "institution": place.id, "place": place.name}
        raise Refusal(RefusalCode.TRACE_CODE_SOLD, **facts, trace=code)
