"""`gongji wallet`: account money to a near relative in another province."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.service.engine import Engine

_RELATIONS = ("spouse", "parent", "child", "sibling", "grandparent", "grandchild")


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="send|accept|show")
    send = verbs.add_parser("send", help=say(lang, "console.wallet.send"))
    send.add_argument("sender", metavar="SENDER", type=text, help=say(lang, "console.wallet.sender"))
    send.add_argument("recipient", metavar="RECIPIENT", type=text, help=say(lang, "console.wallet.recipient"))
    send.add_argument("relation", metavar="RELATION", choices=_RELATIONS, help=say(lang, "console.wallet.relation"))
    send.add_argument("amount", metavar="YUAN", type=text, help=say(lang, "console.amount"))
    accept = verbs.add_parser("accept", help=say(lang, "console.wallet.accept"))
    accept.add_argument("transfer", metavar="TRANSFER", type=text, help=say(lang, "console.wallet.transfer"))
    show = verbs.add_parser("show", help=say(lang, "console.wallet.show"))
    show.add_argument("person", metavar="PERSON", nargs="?", type=text, help=say(lang, "console.wallet.person"))
    for verb in (send, accept, show):
        add_books(verb, lang)
        add_json(verb, lang)


def run(arguments: Namespace) -> int:
    """Raises Refusal, BadInput, BooksError."""
    from pos.wiring import open_house

    engine = open_house(url=arguments.books).engine
    match arguments.verb:
        case "send":
            return _send(arguments, engine)
        case "accept":
            return _accept(arguments, engine)
    return _show(arguments, engine)


def _send(arguments: Namespace, engine: "Engine") -> int:
    from engine.model.codes import Relation
    from pos.commands.console import read_amount, say_json, say_line
    from pos.results import of_movement

    amount = read_amount(arguments.amount)
    sent = engine.wallet.send(arguments.sender, arguments.recipient, Relation(arguments.relation), amount)
    if arguments.json:
        say_json({"ok": True, **of_movement(sent)})
    else:
        due = f"{sent.due:%Y-%m-%d %H:%M}"
        say_line(say(arguments.lang, "console.wallet.sent", amount=sent.amount, transfer=sent.id, due=due))
    return 0


def _accept(arguments: Namespace, engine: "Engine") -> int:
    from pos.commands.console import named, say_json, say_line
    from pos.results import of_movement

    accepted = engine.wallet.accept(arguments.transfer)
    if arguments.json:
        say_json({"ok": True, **of_movement(accepted)})
    else:
        person = named(arguments.lang, engine.person(accepted.holder))
        say_line(say(arguments.lang, "console.wallet.accepted", person=person, amount=accepted.amount))
    return 0


def _show(arguments: Namespace, engine: "Engine") -> int:
    from pos.commands.console import named, say_json, say_line
    from pos.results import of_movement

    lang: Lang = arguments.lang
    only = None if arguments.person is None else engine.person(arguments.person).id
    balances = {person: amount for person, amount in engine.wallet.balances().items() if only in {None, person}}
    waiting = [transfer.sent for transfer in engine.wallet.waiting() if only in {None, transfer.sent.holder, transfer.sent.other}]
    if arguments.json:
        told = {person: amount.fen for person, amount in balances.items()}
        say_json({"wallets": told, "waiting": [of_movement(sent) for sent in waiting]})
        return 0
    for person, amount in balances.items():
        say_line(say(lang, "console.wallet.balance", person=named(lang, engine.person(person)), amount=amount))
    for sent in waiting:
        sender, recipient = (named(lang, engine.person(person)) for person in (sent.holder, sent.other))
        due = f"{sent.due:%Y-%m-%d %H:%M}"
        say_line(say(lang, "console.wallet.waits", transfer=sent.id, sender=sender, recipient=recipient, amount=sent.amount, due=due))
    if not balances and not waiting:
        say_line(say(lang, "console.wallet.nothing"))
    return 0
