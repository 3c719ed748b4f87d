"""`gongji refund`: give a settlement back, or some of its goods."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import some_text, text
from pos.commands.sell import Behind, lines_of
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("settlement", metavar="SETTLEMENT", type=text, help=say(lang, "console.explain.settlement"))
    parser.add_argument("--item", metavar="CODE[xQTY]", action="append", default=[], type=text, help=say(lang, "console.refund.item"))
    parser.add_argument("--trace", metavar="CODE", action=Behind, default=[], type=text, help=say(lang, "console.sell.trace"))
    parser.add_argument("--key", metavar="KEY", type=some_text, help=say(lang, "console.refund.key"))
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))
    parser.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def run(arguments: Namespace) -> int:
    """Raises Refusal and BadInput, `key-without-item` where nothing says what the key is for."""
    from engine.errors import BadInput
    from engine.model.returned import GivenBack, Returned
    from pos.commands.console import say_json, say_line
    from pos.commands.split import say_split
    from pos.counter import give_back, refund
    from pos.results import of_given_back, of_settlement
    from pos.wiring import open_to_read

    lang: Lang = arguments.lang
    engine = open_to_read(arguments.books)
    if arguments.item:
        lines = lines_of(engine.items(), arguments.item, arguments.trace)
        returned = [Returned(item=line.item.code, quantity=line.quantity, trace=line.trace) for line in lines]
        given_back = give_back(engine, arguments.settlement, returned, arguments.key)
        result = of_given_back(given_back)
    elif arguments.key is not None:
        raise BadInput("key-without-item")
    else:
        given_back = GivenBack(refund=refund(engine, arguments.settlement), remaining=None)
        result = of_settlement(given_back.refund)
    if arguments.json:
        say_json({"ok": True, **result})
        return 0
    for record in given_back.records:
        say_line(say(lang, "console.refund.record", event=say(lang, f"event.{record.event}"), id=record.id))
        say_split(lang, engine, record.figures, record.draws)
    say_line(say(lang, "console.refund.cash", cash=given_back.cash))
    return 0
