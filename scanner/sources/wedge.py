"""What an entry is, whether a hand scanner typed it or a person. Pure.

A scanner is told from a person by what the text is, never by speed alone: under load the gaps between the keys of a scan grow to
those of a typist. Which keys belong to one scan, `scanner.sources.keystrokes` finds out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from scanner.checkdigit import is_digits, retail_symbology
from scanner.code import Symbology
from scanner.sources.gs1 import FNC1, pack

CREDENTIAL_DIGITS: Final = 28
MOST_CHARACTERS: Final = 256
"""Of one entry; the longest that a till has a use for is a quantity and a credential, 33."""
MOST_COUNT: Final = 9999
"""A bar code never becomes a quantity."""
COUNTED: Final = re.compile(r"(?P<count>[0-9]{1,13}(?:\.[0-9]{1,3})?) ?(?:[*×∗✕✖] ?|[xX](?=[0-9]))(?P<item>\S.*)")
"""`3*code`, `3 × code`; a letter x counts only before a digit, or `2xl` would be two of `l`."""
AIM: Final = re.compile(r"\A[]】](?P<letter>[A-Za-z])(?P<modifier>[0-9a-zA-Z])(?=.)")
"""What many scanners put before the text when told to name the symbology (ISO/IEC 15424), such as `]Q1` and `]E0`; a Chinese input
method makes another bracket of it."""
GS1_NAMED: Final = frozenset({"C1", "d2", "Q3", "J1", "e0"})
"""AIM's names of the symbologies that hold GS1 element strings. One insurance code in 6000 begins as such a string does: 28 plain digits
are a pack only where the scanner says so, by this or by a separator, or where somebody typed the brackets."""
DRESSED: Final = re.compile(r"(?:[^\w\s]{1,2}|[A-Za-z]|P0[01])?(?P<code>[0-9]{13}|[0-9]{28})(?:[^\w\s]{1,2})?")
"""Signs that scanners are told to put round a code, and the makers' own letters for a symbology (`d` or `A` for EAN-13, `P01` for QR).
Taken off only where what is left is no accident: 28 digits, or 13 with their check digit."""
EDGES: Final = " \t\r\n\v\f\0\x02\x03\x04\x1d\x1e\ufeff\u200b\u3000\xa0"
"""Blanks, line ends, STX, ETX, and separators at an end: what scanners are configured to send before and after."""
TRACE_DIGITS: Final = 20


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
class TraceCode:
    """A drug trace code: 20 digits (7 of the product, 13 of the pack, no check), or a GS1 element string without separators."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Anything else that is plain text: a short code, a name, pinyin initials. "" for an empty entry."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """`3*` and an item: greater than 0, at most 9999, at most three decimals."""

    count: Decimal
    item: Barcode | TraceCode | Typed


Refusal: TypeAlias = Literal["too-long", "control-characters", "quantity-out-of-range", "quantity-of-credential", "damaged-scan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Text that no entry line should take. It is not carried along: it may be thousands of characters or an escape sequence."""

    reason: Refusal
    characters: int


Reading: TypeAlias = CredentialShaped | Barcode | TraceCode | Quantity | Typed | Refused


def plain(text: str) -> str:
    """Full-width forms as their plain ones (NFKC), without what scanners put round a text."""
    return unicodedata.normalize("NFKC", text).strip(EDGES)


def classify(text: str) -> Reading:
    """What was entered, by a hand scanner or a person. Full-width forms count as their plain ones (NFKC)."""
    if len(text) > MOST_CHARACTERS or len(bare := plain(text)) > MOST_CHARACTERS:
        return Refused(reason="too-long", characters=len(text))
    aim = AIM.match(bare)
    clean = bare[aim.end() :].strip(EDGES) if aim else bare
    is_gs1 = FNC1 in text or (aim is not None and aim["letter"] + aim["modifier"] in GS1_NAMED)
    if (is_gs1 or not _is_credential(clean)) and (elements := pack(clean)):
        return TraceCode(text=elements)
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for character in clean):
        return Refused(reason="control-characters", characters=len(clean))
    single = _single(clean)
    if aim and is_digits(clean) and not _is_named(aim["letter"], aim["modifier"], single):
        return Refused(reason="damaged-scan", characters=len(clean))
    if isinstance(single, Typed) and (counted := COUNTED.fullmatch(clean)):
        return _quantity(counted["count"], counted["item"])
    return single


def _is_credential(clean: str) -> bool:
    return len(clean) == CREDENTIAL_DIGITS and is_digits(clean)


def _is_named(letter: str, modifier: str, reading: CredentialShaped | Barcode | TraceCode | Typed) -> bool:
    """Whether a scanner that says `]E0` gave thirteen digits, or twelve of UPC-A, and `]E4` eight: characters may have been lost."""
    if letter != "E":
        return True
    return isinstance(reading, Barcode) and (reading.symbology == "EAN8") == (modifier == "4")


def _single(clean: str) -> CredentialShaped | Barcode | TraceCode | Typed:
    dressed = DRESSED.fullmatch(clean)
    code = dressed["code"] if dressed else clean
    if is_digits(code):
        if _is_credential(code):
            return CredentialShaped(digits=code)
        if symbology := retail_symbology(code):
            return Barcode(digits=code, symbology=symbology)
        if len(code) == TRACE_DIGITS:
            return TraceCode(text=code)
    return Typed(text=clean)


def _quantity(count: str, item: str) -> Quantity | Refused:
    single = _single(item.strip(EDGES))
    if isinstance(single, CredentialShaped):
        return Refused(reason="quantity-of-credential", characters=len(item))
    if not 0 < Decimal(count) <= MOST_COUNT:
        return Refused(reason="quantity-out-of-range", characters=len(count))
    return Quantity(count=Decimal(count), item=single)
