"""The check digit of EAN-13, EAN-8 and UPC-A (GS1 General Specifications, section 7.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scanner.code import Symbology

BY_LENGTH: Final[dict[int, Symbology]] = {8: "EAN8", 12: "UPCA", 13: "EAN13"}


def is_digits(text: str) -> bool:
    """Only 0-9: `str.isdigit` would let Arabic and superscript digits pass."""
    return text.isascii() and text.isdigit()


def check_digit(body: str) -> int:
    """The digit that follows `body`: weights 3, 1, 3, ... counted from the right."""
    weighted = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(body)))
    return -weighted % 10


def retail_symbology(text: str) -> Symbology | None:
    """Which of EAN-8, UPC-A and EAN-13 `text` is, by its length and its check digit; None if it is none of them."""
    symbology = BY_LENGTH.get(len(text))
    if symbology is None or not is_digits(text) or check_digit(text[:-1]) != int(text[-1]):
        return None
    return symbology
