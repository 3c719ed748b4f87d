"""A hand scanner types like a keyboard. Pure.

It is told from a person by what the text is, never by speed alone: under load the gaps between the keys of a scan grow to
those of a typist.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from scanner.checkdigit import is_digits, retail_symbology
from scanner.code import Symbology

CREDENTIAL_DIGITS: Final = 28
MOST_CHARACTERS: Final = 256
"""Of one entry; the longest that a till has a use for is a quantity and a credential, 33."""
MOST_COUNT: Final = 9999
"""A bar code never becomes a quantity."""
COUNTED: Final = re.compile(r"(?P<count>[0-9]{1,13}(?:\.[0-9]{1,3})?) ?(?:[*×∗✕✖] ?|[xX](?=[0-9]))(?P<item>\S.*)")
"""`3*code`, `3 × code`; a letter x counts only before a digit, or `2xl` would be two of `l`."""
AIM: Final = re.compile(r"\A\][A-Za-z][0-9a-zA-Z](?=.)")
"""What many scanners put before the text when told to name the symbology (ISO/IEC 15424), such as `]Q1` and `]E0`."""
EDGES: Final = " \t\r\n\v\f\0\x02\x03\ufeff\u200b\u3000\xa0"
"""Blanks, line ends, STX and ETX: prefixes and suffixes that scanners are configured to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialShaped:
    """28 digits. Whether it is a credential, only the issuer knows."""

    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode:
    """Digits with a right check digit."""

    digits: str
    symbology: Symbology


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Anything else that is plain text: a short code, a name, pinyin initials. "" for an empty entry."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """`3*` and an item: greater than 0, at most 9999, at most three decimals."""

    count: Decimal
    item: Barcode | Typed


Refusal: TypeAlias = Literal["too-long", "control-characters", "quantity-out-of-range", "quantity-of-credential"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Text that no entry line should take. It is not carried along: it may be thousands of characters or an escape sequence."""

    reason: Refusal
    characters: int


Reading: TypeAlias = CredentialShaped | Barcode | Quantity | Typed | Refused


def classify(text: str) -> Reading:
    """What was entered, by a hand scanner or a person. Full-width forms count as their plain ones (NFKC)."""
    if len(text) > MOST_CHARACTERS:
        return Refused(reason="too-long", characters=len(text))
    clean = AIM.sub("", unicodedata.normalize("NFKC", text).strip(EDGES))
    if len(clean) > MOST_CHARACTERS:
        return Refused(reason="too-long", characters=len(clean))
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for character in clean):
        return Refused(reason="control-characters", characters=len(clean))
    single = _single(clean)
    if isinstance(single, Typed) and (counted := COUNTED.fullmatch(clean)):
        return _quantity(counted["count"], counted["item"])
    return single


def _single(clean: str) -> CredentialShaped | Barcode | Typed:
    if len(clean) == CREDENTIAL_DIGITS and is_digits(clean):
        return CredentialShaped(digits=clean)
    if symbology := retail_symbology(clean):
        return Barcode(digits=clean, symbology=symbology)
    return Typed(text=clean)


def _quantity(count: str, item: str) -> Quantity | Refused:
    single = _single(item.strip(EDGES))
    if isinstance(single, CredentialShaped):
        return Refused(reason="quantity-of-credential", characters=len(item))
    if not 0 < Decimal(count) <= MOST_COUNT:
        return Refused(reason="quantity-out-of-range", characters=len(count))
    return Quantity(count=Decimal(count), item=single)


class Wedge:
    """Keys that arrive where no entry line waits for them: a scan may come while a sum or an answer is being typed.

    Pure: `at` is when the key was struck, in seconds, stamped where the key was read and not where it is handled, so that
    a busy screen does not tear a scan apart. The caller still passes each key on; only at the terminator it learns that they were a scan
    and puts the field back as it was.
    """

    TERMINATORS: Final = "\r\n\t"

    def __init__(self, silence: float = 0.25) -> None:
        """`silence` seconds without a key end whatever was being typed. Scanners leave 1 to 30 ms, and up to 200 under load."""
        self._silence = silence
        self._keys: list[str] = []
        self._last = float("-inf")

    def key(self, character: str, at: float) -> str | None:
        """The digits of a scan, when its terminator arrives: a credential's or a bar code's shape, and nothing else."""
        if not 0 <= at - self._last <= self._silence:
            self._keys.clear()
        self._last = at
        if character not in self.TERMINATORS or not character:
            self._keys.append(character)
            del self._keys[: -MOST_CHARACTERS - 1]  # still too long to be anything, and no longer growing
            return None
        reading = classify("".join(self._keys))
        self._keys.clear()
        return reading.digits if isinstance(reading, CredentialShaped | Barcode) else None
