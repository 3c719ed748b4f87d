"""Drug trace codes 药品追溯码: one a pack, and how much of its pack each stands for in a sale (docs/decisions/0003)."""

import re
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

#: A pack in the smallest quantity there is: a line's quantity has four decimals.
ONE_PACK = 10_000

_CODE = re.compile(r"[!-~](?:[ -~]{0,98}[!-~])?")


def is_trace_code(text: str) -> bool:
    """1 to 100 printable ASCII characters, no blank at either end."""
    return _CODE.fullmatch(text) is not None


def packs(quantity: Decimal) -> int:
    """How many codes a quantity needs: one a pack, a part of a pack counted as one."""
    return int(quantity.to_integral_value(rounding=ROUND_CEILING))


def portions(lines: Iterable[tuple[Decimal, tuple[str, ...]]]) -> dict[str, int]:
    """By code, in parts of ONE_PACK, of lines (quantity, codes): the first codes of a line stand for a whole pack each.

    Each after them stands for what is left of the quantity, or for a whole pack if nothing is. Negative of a line given back.
    """
    found: dict[str, int] = {}
    for quantity, codes in lines:
        sold = int(abs(quantity) * ONE_PACK)
        whole, rest = divmod(sold, ONE_PACK)
        for place, code in enumerate(codes):
            portion = ONE_PACK if place < whole or not rest else rest
            found[code] = found.get(code, 0) + (portion if quantity > 0 else -portion)
    return found
