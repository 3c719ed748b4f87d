"""GS1 element strings, as scanners send them from the Data Matrix or Code 128 of a medicine's pack. Pure.

What one scanner sends with separators (FNC1, as 0x1D), a second sends without, and a person types with the brackets that are printed
beside the code. All three are one pack, so all three become one text: the elements without separators and brackets.
"""

from __future__ import annotations

import re
from typing import Final

from scanner.checkdigit import check_digit

FNC1: Final = "\x1d"
BRACKETED: Final = re.compile(r"\(([0-9]{2,4})\)")
PACK: Final = re.compile(r"01(?P<gtin>[0-9]{14})(?:1[0-7]|2[0-5]|30|37|71)[!-~]{1,78}")
"""AI 01, the trade item's number, then an AI that tells more of the pack: batch, dates, serial number (GS1 General Specifications, 3.2)."""


def pack(text: str) -> str | None:
    """The one text of an element string that begins with a trade item number; None of anything else, or for a wrong check digit."""
    bare = BRACKETED.sub(r"\1", text.replace(FNC1, ""))
    found = PACK.fullmatch(bare)
    if found is None or check_digit(found["gtin"][:-1]) != int(found["gtin"][-1]):
        return None
    return bare
