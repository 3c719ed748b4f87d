"""Keys one after the other -> the scans among them. Pure.

A scan may come while a sum or an answer is being typed, wherever the focus is. The caller passes each key on as usual; at the key that
ends a scan it learns that those before were one, and how far back it began, and puts the field back as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from scanner.checkdigit import is_digits
from scanner.sources.wedge import AIM, CREDENTIAL_DIGITS, MOST_CHARACTERS, Barcode, CredentialShaped, Refused, TraceCode, classify, plain

SILENCE: Final = 0.25
"""Seconds without a key that end a stretch of typing. Scanners leave 1 to 30 ms, and up to 200 under load."""
STALL: Final = 2.0
"""Seconds that a wireless scanner may fall silent within one code. What was typed longer ago is somebody's own."""
MOST_STRETCHES: Final = 3
REST: Final = 0.6
"""Seconds after which a whole code without a line end counts as scanned, if it came at a scanner's speed."""
SPEED: Final = 0.035
"""Seconds a key, at most, of a scanner that sends no line end: there its speed is all that tells it from somebody who is still typing."""
CERTAIN: Final = frozenset({13, CREDENTIAL_DIGITS})
"""Lengths of digits that are hardly the rest of a longer code; 8, 12 and 20 may well be the end of 13 or 28 whose beginning was lost."""
FEWEST_DAMAGED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A whole code. It was typed in the last `stretches` stretches between silences.

    `by_hand`: it may be the end of what a person types with pauses, or of what a slow line delivers in handfuls; where long numbers are
    typed, the whole field says what it is.
    """

    text: str
    stretches: int = 1
    by_hand: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """What must have been a scan and is none: characters are missing or too many. `text` is plain and short."""

    text: str
    stretches: int = 1
    by_hand: bool = field(default=False, compare=False)


Heard: TypeAlias = Scan | Damaged


@dataclass(slots=True)
class _Stretch:
    began: float
    last: float
    keys: list[str] = field(default_factory=list)


def scan_in(text: str) -> str | None:
    """The code that an entry is, and nothing else."""
    match classify(text):
        case CredentialShaped(digits=digits) | Barcode(digits=digits):
            return digits
        case TraceCode(text=trace):
            return trace
        case _:
            return None


def damaged_in(text: str) -> str | None:
    """What can only be a scan gone wrong: eight digits or more that are no code, or a text that begins as a scanner's does and is none."""
    bare = plain(text)
    if (is_digits(bare) and len(bare) >= FEWEST_DAMAGED) or AIM.match(bare) or _is_refused(text):
        return bare[:MOST_CHARACTERS]
    return None


def _is_refused(text: str) -> bool:
    reading = classify(text)
    return isinstance(reading, Refused) and reading.reason == "damaged-scan"


class Wedge:
    """`at` is when a key was struck, in seconds: stamped where it was read, since it is handled late by a busy screen."""

    TERMINATORS: Final = "\r\n\t"

    def __init__(self, silence: float = SILENCE) -> None:
        self._silence = silence
        self._stretches: list[_Stretch] = []
        self._last = float("-inf")

    def forget(self) -> None:
        """A key that edits, or another field: what was typed before belongs to no scan."""
        self._stretches.clear()

    def key(self, character: str, at: float) -> Heard | None:
        """What the keys up to this terminator were; None for any other key, and for typing."""
        gap, self._last = at - self._last, at
        if not 0 <= gap <= STALL:
            self._stretches.clear()
        if character and character in self.TERMINATORS:
            heard = self._heard()
            self._stretches.clear()
            return heard
        if not self._stretches or gap > self._silence:
            self._stretches = [*self._stretches[-MOST_STRETCHES:], _Stretch(at, at)]
        self._stretches[-1].last = at
        keys = self._stretches[-1].keys
        keys.append(character)
        del keys[: -MOST_CHARACTERS - 1]  # still too long to be anything, and no longer growing
        return None

    @property
    def whole(self) -> bool:
        """Whether a code stands here already that needs no line end to be one."""
        if not self._stretches or len(self._stretches[-1].keys) < min(CERTAIN) or not self._hurried(1):
            return False
        heard = self._heard()
        return isinstance(heard, Scan) and heard.stretches == 1 and is_digits(heard.text) and len(heard.text) in CERTAIN

    def rest(self) -> Heard | None:
        """No key came for `REST` seconds after a `whole` code."""
        heard = self._heard() if self.whole else None
        self._stretches.clear()
        return heard

    def _hurried(self, count: int) -> bool:
        return all(stretch.last - stretch.began <= SPEED * len(stretch.keys) for stretch in self._stretches[-count:])

    def _heard(self) -> Heard | None:
        """The last stretch alone, or with those before it from which a stall cut it off."""
        before, texts = self._texts()
        joined = ["".join(texts[-count:]) for count in range(1, len(texts) + 1)]
        cut = len(texts) > 1 and is_digits(plain(texts[-2])[-1:])

        def by_hand(count: int) -> bool:
            return (count > 1 or cut) and not self._hurried(count)

        scans = [(code, count) for count, text in enumerate(joined, start=1) if (code := scan_in(text))]
        for code, count in scans:
            if count > 1 or not cut or not is_digits(code) or len(code) in CERTAIN:
                return Scan(text=code, stretches=count, by_hand=by_hand(count))
        handfuls = is_digits(plain(before)[-1:]) and is_digits(plain("".join(texts)))
        if scans:  # short, and right behind other digits: the end of a code whose beginning is lost
            return Damaged(text=scans[0][0], by_hand=handfuls or by_hand(1))
        for count, text in enumerate(joined, start=1):
            if bare := damaged_in(text):
                return Damaged(text=bare, stretches=count, by_hand=handfuls or not self._hurried(count))
        return None

    def _texts(self) -> tuple[str, list[str]]:
        """What a scan may consist of, and the one stretch before it."""
        texts = ["".join(stretch.keys) for stretch in self._stretches]
        return "".join(texts[:-MOST_STRETCHES]), texts[-MOST_STRETCHES:]
