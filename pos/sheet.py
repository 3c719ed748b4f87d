"""Sheets of test codes for a training counter: a page a person, then bar codes of items and drug trace codes of traced ones.

A credential on paper is what it is on a screen: valid for as long as the edition says, from the moment it is printed. The sheet says until
when; after that the same code teaches what an expired one does. Bar codes and trace codes keep.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from engine.errors import BadInput
from pos.masking import masked
from pos.shown_code import fresh_code
from pos.wording.clean import clean
from pos.wording.explain import refusal
from pos.wording.say import Lang, say
from scanner.checkdigit import retail_symbology
from scanner.paper import Label, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.model.item import Item
    from engine.model.person import Person
    from engine.model.purse import Balance
    from engine.service.engine import Engine
    from pos.shown_code import ShownCode

PACKS = 6
"""Trace codes printed for each traced item."""
_TRACE_DIGITS, _PRODUCT_DIGITS = 20, 7


def sheet(engine: Engine, lang: Lang, people: Sequence[str] = (), items: Sequence[Item] | None = None) -> list[Page]:
    """Of `people` by id (default: everybody), each with a fresh code; `items` default: all that the books know.

    Raises BadInput `unknown-person`, `nothing-to-print`.
    """
    known = {person.id: person for person in engine.people()}
    wanted = [engine.person(person) for person in people] if people else list(known.values())
    goods = list(engine.items()) if items is None else list(items)
    balances = engine.balances()
    pages = [_person(engine, lang, person, known, balances.get(person.id)) for person in wanted] + list(_goods(lang, goods))
    if not pages:
        raise BadInput("nothing-to-print")
    return pages


def _person(engine: Engine, lang: Lang, person: Person, known: dict[str, Person], balance: Balance | None) -> Page:
    family = engine.family_of(person.id)
    own = say(lang, f"insurance.{person.insurance}"), say(lang, f"status.{person.status}"), say(lang, f"credential.{person.credential}")
    shown = [fresh_code(engine, person.id, owner) for owner in (None, *(binding.owner for binding in family.shown_by))]
    lines = [
        say(lang, "sheet.person", person=clean(person.id, 40), region=person.region, insurance=own[0], status=own[1], credential=own[2]),
        say(lang, "sheet.account", account=balance.all) if balance else say(lang, "sheet.no-account"),
    ]
    lines += [say(lang, "sheet.shown-by", owner=_name(known, binding.owner)) for binding in family.shown_by]
    lines += [say(lang, "sheet.paid-by", authoriser=_name(known, grant.authoriser)) for grant in family.received]
    refused = shown[0].refused
    lines.append(
        say(lang, "sheet.try-refused", code=refused.code, reason=refusal(lang, refused))
        if refused
        else say(lang, "sheet.try", person=clean(person.id, 40))
    )
    lines.append(say(lang, "sheet.expires"))
    return Page(heading=masked(person.name), lines=tuple(lines), labels=tuple(_credential(lang, code) for code in shown))


def _credential(lang: Lang, code: ShownCode) -> Label:
    credential = code.credential
    until = credential.expires_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    owner = say(lang, "card.shown", owner=masked(code.owner.name)) if code.owner else say(lang, "card.own")
    return Label(symbol="QRCODE", text=credential.digits, captions=(credential.digits, say(lang, "card.until", until=until), owner))


def _goods(lang: Lang, items: Sequence[Item]) -> Iterator[Page]:
    coded = [item for item in items if retail_symbology(item.ean) == "EAN13"]
    if coded:
        labels = tuple(Label(symbol="EAN13", text=item.ean, captions=(item.ean, _called(lang, item))) for item in coded)
        yield Page(heading=say(lang, "sheet.items"), lines=(say(lang, "sheet.items-how"),), labels=labels)
    for item in items:
        if item.traced:
            labels = tuple(Label(symbol="CODE128", text=code, captions=(code,)) for code in trace_codes(item))
            yield Page(heading=_called(lang, item), lines=(say(lang, "sheet.traces-how", item=clean(item.code, 40)),), labels=labels)


def trace_codes(item: Item) -> list[str]:
    """Made up, the same at every printing: 7 digits of the product and 13 of the pack."""
    product = int(sha256(item.code.encode()).hexdigest(), 16) % 10 ** (_PRODUCT_DIGITS - 1)
    return [f"8{product:0{_PRODUCT_DIGITS - 1}d}{pack:0{_TRACE_DIGITS - _PRODUCT_DIGITS}d}" for pack in range(1, PACKS + 1)]


def _called(lang: Lang, item: Item) -> str:
    name = item.english if lang == "en" and item.english else item.name
    return f"{clean(name, 40)} · {clean(item.code, 24)} · {item.price}"


def _name(known: dict[str, Person], person: str) -> str:
    return f"{masked(known[person].name)} ({clean(person, 40)})"
