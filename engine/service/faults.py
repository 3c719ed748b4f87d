"""Where a simulated line breaks: before the commit, on the way back, or at the till that has just been told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Writing
from engine.model.codes import Fault
from engine.service.context import Context

#: It happened, and whoever asked does not know.
UNHEARD = frozenset({Fault.REPLY_LOST, Fault.AFTER_REPLY})


@contextmanager
def writing(context: Context, fault: Fault) -> Iterator[tuple[Writing, datetime]]:
    """A transaction and its moment, on a line that breaks as told once the business rules had their say.

    Raises Refusal `outcome-unknown` then.
    """
    with context.write() as (books, at):
        yield books, at
        if fault is Fault.BEFORE_COMMIT:
            raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
    if fault in UNHEARD:
        raise Refusal(RefusalCode.OUTCOME_UNKNOWN)
