"""`gongji sell`: settle, or only quote, from the command line, on the same books as the till."""

import re
from argparse import Action, ArgumentError, ArgumentParser, Namespace
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, add_world, some_text, something, text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.model.bill import Bill, Line
    from engine.model.item import Item
    from engine.model.private import PrivateSale
    from engine.model.settlement import Quote, Settlement
    from pos.wiring import House

#: The last sign of multiplication counts: a code may hold an x itself.
_TIMES = re.compile(r"(?P<code>.+)[xX*×](?P<quantity>[^xX*×]+)", re.DOTALL)
_QUANTITY = re.compile(r"[0-9]+(\.[0-9]+)?")


class Behind(Action):
    """`--trace` belongs to the `--item` before it: kept by that item's place."""

    def __call__(self, _parser: ArgumentParser, namespace: Namespace, values: object, _option: str | None = None) -> None:
        """Raises ArgumentError without an item before it."""
        if not namespace.item:
            raise ArgumentError(self, "no-item")
        namespace.trace = [*namespace.trace, (len(namespace.item) - 1, values)]


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("--code", metavar="PICTURE-or-DIGITS", required=True, type=something, help=say(lang, "console.sell.code"))
    parser.add_argument("--item", metavar="CODE[xQTY]", action="append", default=[], type=text, help=say(lang, "console.sell.item"))
    parser.add_argument("--trace", metavar="CODE", action=Behind, default=[], type=text, help=say(lang, "console.sell.trace"))
    parser.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.sell.at"))
    parser.add_argument("--care", choices=("outpatient", "chronic", "inpatient", "pharmacy"), help=say(lang, "console.sell.care"))
    parser.add_argument("--prescription", action="store_true", help=say(lang, "console.sell.prescription"))
    parser.add_argument("--account", choices=("use", "off", "ask-mutual-aid"), default="use", help=say(lang, "console.sell.account"))
    parser.add_argument("--wallet", action="store_true", help=say(lang, "console.sell.wallet"))
    parser.add_argument("--key", metavar="KEY", type=some_text, help=say(lang, "console.sell.key"))
    parser.add_argument("--pin", metavar="PIN", type=text, help=say(lang, "console.sell.pin"))
    parser.add_argument("--split", action="store_true", help=say(lang, "console.sell.split"))
    parser.add_argument("--quote", action="store_true", help=say(lang, "console.sell.quote"))
    add_world(parser, lang)
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises Refusal and BadInput; prints the split."""
    from engine.money import total
    from pos.commands.console import say_json, say_line
    from pos.commands.private import say_private
    from pos.commands.split import say_split
    from pos.results import of_quote, of_settlement
    from pos.results_private import of_private, of_private_quote, with_private
    from pos.wiring import open_house
    from pos.world import read_world

    lang: Lang = arguments.lang
    paid: Quote | Settlement
    private: PrivateSale | None = None
    house = open_house(url=arguments.books, world=read_world(arguments.world) if arguments.world else None)
    bill = _bill(house, arguments)
    code = read_credential(arguments.code)
    if arguments.quote:
        quote = house.engine.pre_settle(bill, code)
        paid, result, last = quote, of_quote(quote), say(lang, "console.sell.quoted")
        result |= with_private(of_private_quote(bill.private) if bill.private else None)
    else:
        paid = settlement = house.engine.settle(bill, code, key=arguments.key, pin=arguments.pin)
        private = house.engine.private.beside(settlement.id)
        result = of_settlement(settlement) | with_private(None if private is None else of_private(private))
        house.engine.day.note(settlement)
        last = say(lang, "console.sell.settled", settlement=settlement.id)
    if arguments.json:
        say_json({"ok": True, **result})
        return 0
    say_split(lang, house.engine, paid.figures, paid.draws, paid.wallet)
    say_line(last)
    if private is not None:
        say_private(lang, private)
    elif bill.private:
        say_line(say(lang, "console.private.quoted", cash=total(line.amount for line in bill.private)))
    return 0


def read_credential(text: str) -> str:
    """Digits as they are; else the code in a picture. Raises BadInput `no-code`, `several-codes`, PictureError."""
    from engine.errors import BadInput
    from engine.model.credential import is_credential_shaped
    from scanner.errors import PictureError
    from scanner.read import scan_picture

    if is_credential_shaped(text):
        return text
    try:
        found = [code.text for code in scan_picture(text)]
    except PictureError as error:
        if text.isdecimal() and error.code == "no-such-file":
            return text  # digits of another length: the engine says how many it wants
        raise
    credentials = list(dict.fromkeys(code for code in found if is_credential_shaped(code)))
    if len(credentials) > 1:
        raise BadInput("several-codes", file=text, count=len(credentials))
    if not found:
        raise BadInput("no-code", file=text)
    return (credentials or found)[0]


def _bill(house: "House", arguments: Namespace) -> "Bill":
    from engine.model.bill import Bill
    from engine.model.codes import AccountUse, Care

    institution = house.engine.institution(arguments.at) if arguments.at else house.institution
    lines = lines_of(house.engine.items(), arguments.item, arguments.trace)
    return Bill(
        at=institution.id,
        care=Care(arguments.care) if arguments.care else institution.usual_care,
        prescription=arguments.prescription,
        account=AccountUse(arguments.account),
        wallet=arguments.wallet,
        lines=tuple(line for line in lines if line.item.medical or not arguments.split),
        private=tuple(line for line in lines if arguments.split and not line.item.medical),
    )


def lines_of(items: "Sequence[Item]", asked: Sequence[str], traces: Sequence[tuple[int, str]]) -> "tuple[Line, ...]":
    """What `--item` and `--trace` name. Raises BadInput `unknown-item`, `bad-quantity`."""
    from engine.errors import BadInput
    from engine.model.bill import Line

    by_code = {item.ean: item for item in items if item.ean} | {item.code: item for item in items}
    lines = []
    for place, given in enumerate(asked):
        code, quantity = given, "1"
        times = _TIMES.fullmatch(given)
        if given not in by_code and times and (times["code"] in by_code or _QUANTITY.fullmatch(times["quantity"])):
            code, quantity = times["code"], times["quantity"]
        if code not in by_code:
            raise BadInput("unknown-item", item=code[:80])
        wrong = BadInput("bad-quantity", quantity=quantity[:40])
        if not _QUANTITY.fullmatch(quantity):
            raise wrong
        try:
            trace = tuple(named for behind, named in traces if behind == place)
            lines.append(Line(item=by_code[code], quantity=Decimal(quantity), trace=trace))
        except ValueError as error:
            raise wrong from error
    return tuple(lines)
