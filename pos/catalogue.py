"""Searching what is sold: bar code, national code, short code, pinyin and its initials, Chinese and English names. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.model.item import Item
from pos.spelling import Spelling, plain, spelling

MOST_HITS = 50
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An item under all its spellings."""

    item: Item
    codes: frozenset[str]
    name: str
    english: str
    words: tuple[str, ...]
    spelling: Spelling


class Catalogue:
    """Items in listing order."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._entries = tuple(_entry(item) for item in items)
        self._exact = {code: entry.item for entry in reversed(self._entries) for code in entry.codes}

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return tuple(entry.item for entry in self._entries)

    def exact(self, text: str) -> Item | None:
        """The item whose bar code, national code, short code or whole name this is."""
        return self._exact.get(plain(text))

    def search(self, text: str) -> tuple[Item, ...]:
        """At most 50, the likeliest first; the whole listing's beginning for no text."""
        wanted = plain(text)
        if not wanted:
            return tuple(entry.item for entry in self._entries[:MOST_HITS])
        ranked = ((_rank(entry, wanted), place) for place, entry in enumerate(self._entries))
        return tuple(self._entries[place].item for rank, place in sorted(hit for hit in ranked if hit[0] is not None)[:MOST_HITS])


def _rank(entry: _Entry, wanted: str) -> int | None:  # noqa: PLR0911 - one line a spelling reads best
    """0 is best; None is no hit."""
    if wanted in entry.codes:
        return 0
    if plain(entry.item.code).startswith(wanted):
        return 1
    if entry.name.startswith(wanted) or entry.spelling.initials_from(wanted, 0):
        return 2
    if entry.spelling.spelt_from(wanted, 0) or entry.english.startswith(wanted):
        return 3
    if any(word.startswith(wanted) for word in entry.words):
        return 4
    if wanted in entry.name or any(entry.spelling.initials_from(wanted, start) for start in range(1, len(entry.name))):
        return 5
    if len(wanted) < _FEWEST_DIGITS:
        return None
    inside = wanted in entry.english or any(wanted in code for code in entry.codes)
    return 6 if inside or any(entry.spelling.spelt_from(wanted, start) for start in range(1, len(entry.name))) else None


def _entry(item: Item) -> _Entry:
    name = plain(item.name)
    codes = {plain(code) for code in (item.code, item.ean, item.national_code, item.name, item.english) if code}
    return _Entry(
        item=item,
        codes=frozenset(codes),
        name=name,
        english=plain(item.english),
        words=tuple(plain(word) for word in item.english.split()),
        spelling=spelling(name),
    )
