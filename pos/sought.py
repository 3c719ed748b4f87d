"""The journal's filter line -> what is sought. Pure.

Words between blanks must all hold: part of a number, a day (`11-21`, `2025-11-21`), an amount (`12.50`, `>100`), a word for what became
of a sale, or else a name: of a holder, masked or not, or of something sold, as the till's entry line finds it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from engine.model.codes import Event
from engine.model.item import Item
from engine.model.private import PrivateEvent
from engine.model.sought import Named, Sought
from engine.money import Money
from pos.receipt_code import settlement_in
from pos.wording import LANGUAGES, say

_DAY = re.compile(r"(?:(?P<year>20[0-9]{2})-)?(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_AMOUNT = re.compile(r"(?P<sign>[<>]?)(?P<yuan>¥?)(?P<amount>[0-9]{1,9}(?:\.[0-9]{1,2})?)(?P<word>元?)")
_DIGITS = re.compile(r"[0-9]{1,20}")
_LONGEST = 120
_FEN = Money(1)
_WORDS: dict[str, Sought] = {
    "standing": Sought(events=frozenset({Event.SALE, PrivateEvent.SALE}), undone=False),
    "undone": Sought(undone=True),
    "refund": Sought(events=frozenset({Event.REFUND, PrivateEvent.REFUND})),
    "reversal": Sought(events=frozenset({Event.REVERSAL, PrivateEvent.REVERSAL})),
    "premium": Sought(events=frozenset({Event.PREMIUM})),
    "sale": Sought(events=frozenset({Event.SALE, PrivateEvent.SALE})),
    "private": Sought(events=frozenset(PrivateEvent)),
}
_DAYS = {"today": timedelta(), "yesterday": timedelta(days=1)}


def sought(text: str, search: Callable[[str], Sequence[Item]], today: date) -> Sought:
    """`search` finds items as the entry line does."""
    found = Sought()
    for word in unicodedata.normalize("NFKC", text[:_LONGEST]).split():
        found = _narrowed(found, word, search, today)
    return found


def _narrowed(found: Sought, word: str, search: Callable[[str], Sequence[Item]], today: date) -> Sought:
    state = next((state for state in _WORDS if _means(word, state)), None)
    if state is not None:
        wanted = _WORDS[state]
        events = found.events & wanted.events if found.events and wanted.events else found.events | wanted.events
        return replace(found, events=events, undone=found.undone if wanted.undone is None else wanted.undone)
    day = _day(word, today)
    if day is not None:
        return replace(found, day=day)
    amount = _AMOUNT.fullmatch(word)
    if amount is not None and (amount["sign"] or amount["yuan"] or amount["word"] or "." in word):
        return _priced(found, amount["sign"], Money.yuan(amount["amount"]))
    number = settlement_in(word) or word
    items = search(word)
    if _DIGITS.fullmatch(number) and not any(number in {item.ean, item.national_code} for item in items):
        return replace(found, number=number)
    return replace(found, named=(*found.named, Named(holder=word, items=frozenset(item.code for item in items))))


def _means(word: str, state: str) -> bool:
    return any(word.casefold() in say(lang, f"journal.words-{state}").split() for lang in LANGUAGES)


def _day(word: str, today: date) -> date | None:
    """Without a year the last such day that is not yet to come."""
    for name, ago in _DAYS.items():
        if _means(word, name):
            return today - ago
    parts = _DAY.fullmatch(word)
    if parts is None:
        return None
    month, day = int(parts["month"]), int(parts["day"])
    for year in [int(parts["year"])] if parts["year"] else range(today.year, today.year - 5, -1):
        with suppress(ValueError):
            found = date(year, month, day)
            if parts["year"] or found <= today:
                return found
    return None


def _priced(found: Sought, sign: str, amount: Money) -> Sought:
    least = None if sign == "<" else amount + _FEN if sign == ">" else amount
    most = None if sign == ">" else amount - _FEN if sign == "<" else amount
    return replace(found, least=found.least if least is None else least, most=found.most if most is None else most)
