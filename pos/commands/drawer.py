"""`gongji drawer`: change money, and counting the cash."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import add_books, add_json, some_text, text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="show|float|count")
    show = verbs.add_parser("show", help=say(lang, "console.drawer.show"))
    put = verbs.add_parser("float", help=say(lang, "console.drawer.float"))
    count = verbs.add_parser("count", help=say(lang, "console.drawer.count"))
    for verb in (put, count):
        verb.add_argument("amount", metavar="YUAN", type=text, help=say(lang, "console.amount"))
        verb.add_argument("--operator", metavar="NAME", type=some_text, help=say(lang, "console.operator"))
    for place in (parser, show, put, count):
        place.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.sell.at"))
        add_books(place, lang)
        add_json(place, lang)


def run(arguments: Namespace) -> int:
    """Raises BadInput `bad-amount`, `unknown-institution`; BooksError."""
    from pos.commands.console import read_amount, say_json, say_line
    from pos.results import of_movement
    from pos.wiring import open_house
    from pos.wording.clean import clean

    lang: Lang = arguments.lang
    house = open_house(url=arguments.books)
    drawer, place = house.engine.drawer, house.engine.institution(arguments.at) if arguments.at else house.institution
    movement = None
    if arguments.verb == "float":
        movement = drawer.float_in(place.id, read_amount(arguments.amount), arguments.operator or "")
    elif arguments.verb == "count":
        movement = drawer.count(place.id, read_amount(arguments.amount), arguments.operator or "")
    holds = drawer.balance(place.id)
    if arguments.json:
        say_json({"ok": True, "institution": place.id, "drawer": holds.fen, **(of_movement(movement) if movement else {})})
        return 0
    if movement is not None and movement.counted is not None:
        figures = {"booked": movement.counted - movement.amount, "counted": movement.counted, "difference": movement.amount}
        say_line(say(lang, "console.drawer.counted", place=clean(place.name), **figures))
    else:
        say_line(say(lang, "console.drawer.holds", place=clean(place.name), amount=holds))
    return 0
