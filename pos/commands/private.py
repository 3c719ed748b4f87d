"""`gongji private`: sell anything for cash, without a code: no insurance is asked."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, add_world, some_text, text
from pos.commands.sell import Behind, lines_of
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.model.private import PrivateSale


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("--item", metavar="CODE[xQTY]", action="append", default=[], type=text, help=say(lang, "console.private.item"))
    parser.add_argument("--trace", metavar="CODE", action=Behind, default=[], type=text, help=say(lang, "console.sell.trace"))
    parser.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.sell.at"))
    parser.add_argument("--key", metavar="KEY", type=some_text, help=say(lang, "console.private.key"))
    parser.add_argument("--operator", metavar="NAME", type=some_text, help=say(lang, "console.private.operator"))
    add_world(parser, lang)
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises Refusal and BadInput."""
    from pos.commands.console import say_json
    from pos.results_private import of_private
    from pos.wiring import open_house
    from pos.world import read_world

    house = open_house(url=arguments.books, world=read_world(arguments.world) if arguments.world else None)
    place = house.engine.institution(arguments.at) if arguments.at else house.institution
    lines = lines_of(house.engine.items(), arguments.item, arguments.trace)
    sale = house.engine.private.sell(place.id, lines, key=arguments.key, operator=arguments.operator or "")
    if arguments.json:
        say_json({"ok": True, **of_private(sale)})
        return 0
    say_private(arguments.lang, sale)
    return 0


def say_private(lang: Lang, sale: "PrivateSale") -> None:
    """Its goods, a line each, and the cash."""
    from pos.commands.console import say_line, table
    from pos.quantity_text import quantity_text
    from pos.wording.clean import clean

    rows = [
        (say(lang, "console.private.line", name=clean(line.name), quantity=quantity_text(line.quantity)), str(line.total))
        for line in sale.lines
    ]
    for told in table(rows):
        say_line(told)
    say_line(say(lang, "console.private.sold", number=sale.id, cash=sale.total))
