"""What a price check tells of an item, row by row. Pure."""

from decimal import Decimal

from engine.model.codes import ItemClass
from engine.model.item import Item
from engine.money import Money
from pos.quantity_text import percent_text, quantity_text
from pos.wording import Lang, say
from pos.wording.clean import clean

_SHOWN = 40


def price_rows(item: Item, count: Decimal, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Label and value; what an item does not have is not a row, but for limit, trace code and medical use, which are always told."""
    unit = clean(item.unit, _SHOWN) if lang == "zh" else ""  # there is no other word for it
    price = f"{item.price:f} / {unit}" if unit else f"{item.price:f}"
    share = percent_text(item.first_share)
    rows = (
        (say(lang, "till.column-price"), price),
        (f"× {quantity_text(count)}", str(Money.priced(count, item.price)) if count != 1 else ""),
        (say(lang, "price.class"), say(lang, f"class-name.{item.item_class}")),
        (say(lang, "price.first-share"), share if item.item_class is ItemClass.B else ""),
        (say(lang, "price.limit"), say(lang, "price.no-limit") if item.limit is None else f"{item.limit:f}"),
        (say(lang, "price.medical"), say(lang, "price.insured" if item.medical else "price.private")),
        (say(lang, "price.trace"), say(lang, "price.traced" if item.traced else "price.untraced")),
        (say(lang, "price.spec"), clean(item.spec, _SHOWN)),
        (say(lang, "price.approval"), clean(item.approval, _SHOWN)),
        (say(lang, "price.barcode"), clean(item.ean, _SHOWN)),
        (say(lang, "till.column-code"), clean(item.code, _SHOWN)),
    )
    return tuple((label, value) for label, value in rows if value)
