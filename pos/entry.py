"""What the text of the entry line means to a till. Pure; whether it was typed or scanned makes no difference."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from engine.model.item import Item
from pos.catalogue import Catalogue
from pos.receipt_code import settlement_in
from pos.sale import MOST_QUANTITY
from pos.wording.clean import clean
from scanner.sources.wedge import Barcode, CredentialShaped, Quantity, Refused, TraceCode, Typed, classify, plain

_QUANTITY = re.compile(r"[*×∗] ?(?P<count>[0-9]{1,13}(?:\.[0-9]{1,4})?)")
_WAITING_QUANTITY = re.compile(r" *[0-9]{1,4}(?:\.[0-9]{1,3})? ?[*×∗✕✖＊] ?")
_CHECK = "="
_SETTLEMENT = re.compile(r"20[0-9]{12}")
#: Digits that are no code and no settlement's number: nobody types so many to search, and characters of a scan may be missing.
_DAMAGED = re.compile(r"[0-9]{8,}")
_SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """Put an item in the basket."""

    item: Item
    count: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuantity:
    """`*5`: of the line under the cursor."""

    count: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach:
    """The trace code of a pack of the line under the cursor."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify:
    """A credential's digits."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Look it up; `count` of what is chosen."""

    text: str
    count: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`=amox`: what it costs; nothing is added. `text` is empty where the rest is still to be scanned or typed."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A settlement's number, typed, or scanned from its receipt: the journal."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Nothing a till takes: the wording's key and facts."""

    key: str
    facts: dict[str, str]


Meaning: TypeAlias = Add | SetQuantity | Attach | Identify | Find | Check | Recall | Wrong | None


def meaning(text: str, catalogue: Catalogue, *, traced: bool = False) -> Meaning:  # noqa: PLR0911 - one line a reading reads best
    """None for an empty entry. `traced`: the line under the cursor is of an item whose packs carry trace codes."""
    reading = classify(text)
    match reading:
        case CredentialShaped():
            return Identify(code=reading.digits)
        case Quantity():
            return _item(reading.item, reading.count, catalogue)
        case Refused():
            return Wrong(key=f"till.entry-{reading.reason}", facts={})
        case _ if (bare := plain(text)).startswith(_CHECK):
            return Check(text=bare.removeprefix(_CHECK).strip())
        case TraceCode() if traced and catalogue.exact(reading.text) is None:
            return Attach(code=reading.text)
        case Barcode() | TraceCode():
            return _item(reading, Decimal(1), catalogue)
        case Typed():
            return _typed(reading, catalogue)


def waits_for_item(text: str) -> bool:
    """`3*` or `=` stands in the line and the scanner brings the rest."""
    return _WAITING_QUANTITY.fullmatch(text) is not None or plain(text) == _CHECK


def _typed(typed: Typed, catalogue: Catalogue) -> Meaning:
    if not typed.text:
        return None
    if own := _QUANTITY.fullmatch(typed.text):
        count = Decimal(own["count"])
        return SetQuantity(count=count) if 0 < count <= MOST_QUANTITY else Wrong(key="till.entry-quantity-out-of-range", facts={})
    if receipt := settlement_in(typed.text):
        return Recall(number=receipt)
    if catalogue.exact(typed.text) is None and _SETTLEMENT.fullmatch(typed.text):
        return Recall(number=typed.text)
    return _item(typed, Decimal(1), catalogue)


def _item(wanted: Barcode | TraceCode | Typed, count: Decimal, catalogue: Catalogue) -> Meaning:
    text = wanted.digits if isinstance(wanted, Barcode) else wanted.text
    item = catalogue.exact(text)
    if item is not None:
        return Add(item=item, count=count)
    if isinstance(wanted, Barcode):
        return Wrong(key="till.unknown-barcode", facts={"code": clean(text, _SHOWN)})
    if isinstance(wanted, TraceCode):
        return Wrong(key="till.trace-no-line", facts={})
    if _DAMAGED.fullmatch(text):  # never a search: the one hit would be added, for a code that was not read
        return Wrong(key="till.not-whole", facts={"text": clean(text, _SHOWN), "count": str(len(text))})
    return Find(text=text, count=count)
