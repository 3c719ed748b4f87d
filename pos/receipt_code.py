"""The code on a receipt that names its settlement, so that a refund begins with a scan. Pure."""

import re

_PREFIX = "GJ:"
_CODE = re.compile(r"gj[:;]([0-9]{14,20})", re.IGNORECASE)
"""In capitals, or `;` for `:`: what a hand scanner set up for another keyboard makes of it."""


def receipt_code(settlement: str) -> str:
    """What the QR code on the receipt says."""
    return f"{_PREFIX}{settlement}"


def settlement_in(text: str) -> str | None:
    """The settlement's number, when `text` is the code of a receipt and nothing else."""
    found = _CODE.fullmatch(text.strip())
    return found[1] if found else None
