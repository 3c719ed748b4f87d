"""`books check` on what remains after a partial return: a settlement that used up no code must be what it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

from engine.model.codes import Event
from engine.service.check_returns import ReturnCheck
from tests.engine.bookkeeping import filled
from tests.engine.settlements import a_settlement, the_undoing
from tests.engine.town import an_engine

if TYPE_CHECKING:
    from pathlib import Path

    from engine.ledger.store import Reading
    from engine.model.settlement import Settlement

SOLD = a_settlement("1")
BACK = the_undoing(SOLD, "2")
REST = replace(SOLD, id="3", replaces="1")


class Kept:
    """As much of the books as the check asks for."""

    def __init__(self, *records: Settlement) -> None:
        self.by_id = {record.id: record for record in records}

    def settlement(self, number: str) -> Settlement | None:
        return self.by_id.get(number)

    def undone_by(self, number: str) -> Settlement | None:
        return next((record for record in self.by_id.values() if record.undoes == number), None)


def told(*records: Settlement) -> list[str]:
    check = ReturnCheck(cast("Reading", Kept(*records)))
    return [breach for record in records for breach in check.of(record)]


def test_a_return_is_sound_and_so_is_a_return_of_what_remained() -> None:
    assert told(SOLD, BACK, REST) == []
    assert told(SOLD, BACK, REST, replace(the_undoing(REST, "4"), replaces=None), replace(SOLD, id="5", replaces="3")) == []


@pytest.mark.parametrize(
    "records",
    [
        [REST],
        [SOLD, REST],
        [SOLD, the_undoing(SOLD, "2", Event.REVERSAL), REST],
        [SOLD, BACK, REST, replace(REST, id="4")],
        [SOLD, BACK, replace(REST, holder="daughter")],
        [SOLD, BACK, replace(REST, institution="pharmacy")],
        [SOLD, BACK, replace(REST, lines=(replace(SOLD.lines[0], quantity=Decimal(3)),))],
        [SOLD, BACK, replace(REST, lines=(replace(SOLD.lines[0], code="ibu"),))],
        [SOLD, BACK, replace(REST, event=Event.PREMIUM)],
    ],
    ids=["no-sale", "not-refunded", "reversed", "twice", "holder", "place", "more", "other-goods", "no-sale-itself"],
)
def test_what_is_no_return_is_told(records: list[Settlement]) -> None:
    assert any("not what remains of 1" in breach or "was not refunded" in breach for breach in told(*records))


def test_the_whole_check_asks_for_it(file: Path) -> None:
    from engine.ledger.booking import entry_of

    books = filled(file)
    stray = replace(a_settlement("20250616000099"), replaces="20250616000001")
    with books.write() as writing:
        writing.post(stray, entry_of(stray), content=None)
    breaches = an_engine(books).check()
    assert any("20250616000099" in breach and "not refunded" in breach for breach in breaches)
    assert not any("used up no code" in breach for breach in breaches)
    books.close()
