"""The receipt of a private sale that stands alone, of its return or its undoing. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.model.private import PrivateSale
from engine.money import Money
from pos.slip_paper import NAME, WIDE, SlipPaper
from pos.wording import Lang
from pos.wording.clean import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateSlip:
    """What it says beside the record. `english` item names by code."""

    sale: PrivateSale
    institution: str
    english: Mapping[str, str] = field(default_factory=dict)
    tendered: Money | None = None
    copy: bool = False
    training: bool = False


def private_receipt(slip: PrivateSlip, lang: Lang, width: int = WIDE) -> str:
    """The whole receipt, lines no wider than `width` cells, ended by a newline."""
    return "".join(f"{line}\n" for line in _lines(slip, SlipPaper(lang, width)))


def _lines(slip: PrivateSlip, paper: SlipPaper) -> Iterator[str]:
    sale = slip.sale
    yield from paper.no_receipt(training=slip.training)
    yield paper.middle(slip.institution)
    yield paper.middle(paper.say(f"receipt.title-{sale.event}"))
    if slip.copy:
        yield paper.middle(paper.say("receipt.copy"))
    yield paper.rule()
    yield from paper.pair("receipt.private-number", sale.id)
    for key, number in (("receipt.undoes", sale.undoes), ("receipt.replaces", sale.replaces), ("receipt.beside", sale.beside)):
        if number is not None:
            yield from paper.pair(key, number)
    yield from paper.pair("receipt.time", f"{sale.at:%Y-%m-%d %H:%M:%S}")
    if sale.operator:
        yield from paper.pair("receipt.operator", clean(sale.operator, NAME))
    yield paper.rule()
    for line in sale.lines:
        yield from paper.goods(line, slip.english.get(line.code))
    yield paper.rule()
    yield from paper.row(paper.say("receipt.cash-due"), str(sale.total))
    if slip.tendered is not None:
        yield from paper.row(paper.say("receipt.tendered"), str(slip.tendered))
        yield from paper.row(paper.say("receipt.change"), str(slip.tendered - sale.total))
    yield paper.rule()
    yield from paper.wrapped(paper.say("receipt.private"))
    yield from paper.wrapped(paper.say("receipt.simulation"))
    yield from paper.no_receipt(training=slip.training)
