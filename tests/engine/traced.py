"""A town whose edition requires trace codes, and packs that carry them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from engine.errors import RefusalCode
from tests.engine.rules import an_edition
from tests.engine.town import Town, a_bill, a_town, employee, hospital, item, line

if TYPE_CHECKING:
    from engine.model.bill import Bill, Line

A, B, C = (f"8385793000000000000{last}" for last in "123")
MISSING, SOLD = RefusalCode.TRACE_CODE_MISSING, RefusalCode.TRACE_CODE_SOLD

#: It is 16 June 2025 in the town.
REQUIRED = an_edition(trace_codes_required_from=date(2025, 6, 16))


def a_town_that_requires(url: str = "memory:") -> Town:
    people = ((employee("he"), "100000"), (employee("she"), "100000"))
    return a_town(*people, url=url, editions=[REQUIRED], institutions=[hospital("second", name="二院")], pins={"he": "123456"})


def pack(quantity: str, *codes: str, traced: bool = True) -> Line:
    return replace(line("100", quantity), item=replace(item("amox", "100"), traced=traced), trace=codes)


def a_pack(quantity: str, *codes: str, traced: bool = True, at: str = "clinic") -> Bill:
    return a_bill(pack(quantity, *codes, traced=traced), at=at)
