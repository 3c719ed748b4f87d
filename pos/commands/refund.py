"""`gongji refund`: give a settlement or a private sale back, or some of its goods."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, some_text, text
from pos.commands.sell import Behind, lines_of
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.model.private import PrivateBack
    from engine.model.returned import GivenBack, Returned
    from engine.model.sought import Record
    from engine.service.engine import Engine


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("settlement", metavar="SETTLEMENT", type=text, help=say(lang, "console.explain.settlement"))
    parser.add_argument("--item", metavar="CODE[xQTY]", action="append", default=[], type=text, help=say(lang, "console.refund.item"))
    parser.add_argument("--trace", metavar="CODE", action=Behind, default=[], type=text, help=say(lang, "console.sell.trace"))
    parser.add_argument("--private", action="store_true", help=say(lang, "console.refund.private"))
    parser.add_argument("--key", metavar="KEY", type=some_text, help=say(lang, "console.refund.key"))
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises Refusal and BadInput, `key-without-item` where nothing says what the key is for."""
    from engine.errors import BadInput
    from engine.model.private import PrivateBack, PrivateSale
    from engine.model.returned import GivenBack
    from pos.commands.console import say_json
    from pos.counter_private import give_back, record_of, refund
    from pos.results import of_settlement
    from pos.results_private import of_private, of_returned, with_private
    from pos.wiring import open_to_read

    engine = open_to_read(arguments.books)
    record = record_of(engine, arguments.settlement)
    given_back: GivenBack | PrivateBack
    if arguments.item:
        own, goods = _returned(engine, record, arguments)
        given_back = give_back(engine, record, own, goods, arguments.key)
        result = of_returned(given_back)
    elif arguments.key is not None:
        raise BadInput("key-without-item")
    else:
        refunded, goods_back = refund(engine, record, goods=arguments.private)
        if isinstance(refunded, PrivateSale):
            given_back, result = PrivateBack(refund=refunded, remaining=None), of_private(refunded)
        else:
            private = None if goods_back is None else PrivateBack(refund=goods_back, remaining=None)
            given_back = GivenBack(refund=refunded, remaining=None, private=private)
            result = of_settlement(refunded) | with_private(None if goods_back is None else of_private(goods_back))
    if arguments.json:
        say_json({"ok": True, **result})
        return 0
    _tell(arguments.lang, engine, given_back)
    return 0


def _returned(engine: "Engine", record: "Record", arguments: Namespace) -> "tuple[list[Returned], list[Returned]]":
    """What comes back of the record itself and, with `--private`, of the goods that were bought with it."""
    from engine.model.returned import Returned

    lines = lines_of(engine.items(), arguments.item, arguments.trace)
    returned = [Returned(item=line.item.code, quantity=line.quantity, trace=line.trace) for line in lines]
    sold = {line.code for line in record.lines}
    beside = [line for line in returned if arguments.private and line.item not in sold]
    return [line for line in returned if line not in beside], beside


def _tell(lang: Lang, engine: "Engine", given_back: "GivenBack | PrivateBack") -> None:
    from engine.model.private import PrivateBack
    from pos.commands.console import say_line
    from pos.commands.private import say_private
    from pos.commands.split import say_split

    private = given_back if isinstance(given_back, PrivateBack) else given_back.private
    if not isinstance(given_back, PrivateBack):
        for record in given_back.records:
            say_line(say(lang, "console.refund.record", event=say(lang, f"event.{record.event}"), id=record.id))
            say_split(lang, engine, record.figures, record.draws)
        left = engine.private.left(str(given_back.refund.undoes))
        if left is not None and given_back.remaining is None:
            say_line(say(lang, "console.private.left", number=left.id, cash=left.total))
    for sale in () if private is None else private.records:
        say_private(lang, sale)
    say_line(say(lang, "console.refund.cash", cash=given_back.cash))
