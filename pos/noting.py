"""The till's note of a settlement it was told of."""

from engine.errors import Refusal, RefusalCode
from engine.model.codes import Event
from engine.model.settlement import Settlement
from engine.service.engine import Engine


def noted(engine: Engine, settlement: Settlement) -> Settlement:
    """As it was booked. Raises Refusal `already-reversed`, `already-refunded` where it was undone meanwhile; the undoing is noted then."""
    undone = engine.undone_by(settlement.id)
    engine.day.note(settlement if undone is None else undone)
    if undone is not None:
        code = RefusalCode.ALREADY_REVERSED if undone.event is Event.REVERSAL else RefusalCode.ALREADY_REFUNDED
        raise Refusal(code, settlement=settlement.id, by=undone.id)
    return settlement
