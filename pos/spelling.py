"""How a Chinese name may be typed: the letters its signs begin with, their full pinyin, or some of both. Pure.

A sign has every reading it may have (重 is zhong or chong, 参 is can or shen): which one a name wants, only its reader knows.
"""

import unicodedata
from dataclasses import dataclass

from pos.readings import readings


def plain(text: str) -> str:
    """How texts are compared: NFKC (full-width digits, `Ⅱ`), no case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _begun(reading: str) -> tuple[str, ...]:
    """What may stand for a syllable: its first letter, or zh, ch, sh whole."""
    return (reading[:1], reading[:2]) if reading[:2] in {"zh", "ch", "sh"} else (reading[:1],)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """For each sign of the plain name: its first letters, one after the other, and its readings."""

    initials: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]

    def initials_from(self, wanted: str, start: int) -> bool:
        """A letter a sign, from the sign at `start`."""
        return start + len(wanted) <= len(self.initials) and all(
            letter in self.initials[start + place] for place, letter in enumerate(wanted)
        )

    def spelt_from(self, wanted: str, start: int) -> bool:
        """Syllables and initials mixed; the last syllable may be unfinished."""
        if not wanted:
            return True
        if start >= len(self.readings) or wanted[0] not in self.initials[start]:
            return False
        return any(
            reading.startswith(wanted)
            or (wanted.startswith(reading) and self.spelt_from(wanted[len(reading) :], start + 1))
            or any(wanted.startswith(begun) and self.spelt_from(wanted[len(begun) :], start + 1) for begun in _begun(reading))
            for reading in self.readings[start]
        )


def spelling(name: str) -> Spelling:
    """Of a name as `plain` gives it."""
    read = tuple(readings(sign) for sign in name)
    return Spelling(initials=tuple("".join({reading[:1]: None for reading in each}) for each in read), readings=read)


def matches(label: str, typed: str) -> bool:
    """Whether every word that was typed is in the label, begins one of its English words, or spells a part of it."""
    name = plain(label)
    words = [plain(word) for word in label.split()]
    spelt = spelling(name)
    return all(
        wanted in name
        if not wanted.isascii()
        else any(word.startswith(wanted) for word in words)
        or any(spelt.initials_from(wanted, start) or spelt.spelt_from(wanted, start) for start in range(len(name)))
        for wanted in (plain(word) for word in typed.split())
    )
