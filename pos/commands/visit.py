"""`gongji visit`: a hospital's windows from the command line - registration, orders, the bill, collecting medicines."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, some_text, something, text
from pos.commands.sell import Behind, lines_of, read_credential
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.model.bill import Bill
    from engine.model.visit import Handed, Visit
    from engine.service.visits import Agreement
    from pos.wiring import House

_VERBS = ("register", "order", "bills", "pay", "collect", "return", "cancel", "show", "departments")


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="|".join(_VERBS))
    made = {name: verbs.add_parser(name, help=say(lang, f"console.visit.{name}")) for name in _VERBS}
    for name in ("order", "pay", "collect", "return", "cancel", "show"):
        made[name].add_argument("visit", metavar="VISIT", type=some_text, help=say(lang, "console.visit.number"))
    _at_the_desk(made["register"], made["pay"], lang)
    for name in ("order", "pay", "collect", "return"):
        made[name].add_argument(
            "--item", metavar="CODE[xQTY]", action="append", default=[], type=text, help=say(lang, "console.visit.item")
        )
    for name in ("pay", "collect", "return"):
        made[name].add_argument("--trace", metavar="CODE", action=Behind, default=[], type=text, help=say(lang, "console.sell.trace"))
    order = made["order"]
    order.add_argument("--set", metavar="NAME", type=some_text, help=say(lang, "console.visit.set"))
    order.add_argument("--care", choices=("outpatient", "chronic"), default="outpatient", help=say(lang, "console.sell.care"))
    order.add_argument("--no-prescription", action="store_true", help=say(lang, "console.visit.no-prescription"))
    order.add_argument("--doctor", metavar="NAME", default="", type=text, help=say(lang, "console.visit.doctor"))
    made["bills"].add_argument("--person", metavar="PERSON", type=some_text, help=say(lang, "console.visit.person"))
    made["bills"].add_argument("--all", action="store_true", help=say(lang, "console.visit.all"))
    for verb in made.values():
        verb.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.sell.at"))
        add_books(verb, lang)
        add_json(verb, lang)


def _at_the_desk(register: ArgumentParser, pay: ArgumentParser, lang: Lang) -> None:
    """Where somebody shows a code and pays."""
    register.add_argument("--department", metavar="CODE", required=True, type=some_text, help=say(lang, "console.visit.department"))
    register.add_argument("--doctor", metavar="NAME", default="", type=text, help=say(lang, "console.visit.doctor"))
    fee = register.add_mutually_exclusive_group()
    fee.add_argument("--fee", metavar="ITEM", type=some_text, help=say(lang, "console.visit.fee"))
    fee.add_argument("--free", action="store_true", help=say(lang, "console.visit.no-fee"))
    for verb in (register, pay):
        verb.add_argument("--code", metavar="PICTURE-or-DIGITS", required=True, type=something, help=say(lang, "console.sell.code"))
        verb.add_argument("--account", choices=("use", "off", "ask-mutual-aid"), default="use", help=say(lang, "console.sell.account"))
        verb.add_argument("--wallet", action="store_true", help=say(lang, "console.sell.wallet"))
        verb.add_argument("--key", metavar="KEY", type=some_text, help=say(lang, "console.sell.key"))
        verb.add_argument("--pin", metavar="DIGITS", type=some_text, help=say(lang, "console.sell.pin"))


def run(arguments: Namespace) -> int:
    """Raises Refusal, BadInput, BooksError."""
    from pos.wiring import open_house

    house = open_house(url=arguments.books, institution=arguments.at)
    doing = {"register": _register, "order": _order, "bills": _bills, "pay": _pay, "departments": _departments}.get(arguments.verb, _after)
    doing(arguments, house)
    return 0


def _register(arguments: Namespace, house: "House") -> None:
    from engine.model.codes import AccountUse
    from engine.model.visit import Wish
    from pos.hospital import hospital
    from pos.results import of_settlement
    from pos.visit_desk import fee_bill, register

    fee = "" if arguments.free else arguments.fee or hospital().fee(arguments.department, arguments.doctor)
    at = house.institution.id
    bill = fee_bill(house.engine, at, fee, account=AccountUse(arguments.account), wallet=arguments.wallet)
    wish = Wish(institution=at, department=arguments.department, doctor=arguments.doctor)
    done = register(house.engine, wish, read_credential(arguments.code), fee=bill, how=_agreement(arguments))
    _tell(arguments, house, done.visit, fee_paid=done.paid and of_settlement(done.paid))


def _order(arguments: Namespace, house: "House") -> None:
    from engine.model.codes import Care
    from pos.hospital import hospital

    care, prescription = Care(arguments.care), not arguments.no_prescription
    lines = [(line.item.code, line.quantity) for line in lines_of(house.engine.items(), arguments.item, [])]
    if arguments.set is not None:
        ready = hospital().orders(arguments.set)
        lines = [*((line.item, line.quantity) for line in ready.lines), *lines]
        care, prescription = ready.care, ready.prescription and prescription
    number = _visit(arguments, house).registration.visit
    _tell(arguments, house, house.engine.visits.order(number, lines, care=care, prescription=prescription, doctor=arguments.doctor.strip()))


def _bills(arguments: Namespace, house: "House") -> None:
    from engine.model.visit import Billed, Waiting
    from pos.commands.console import say_json, say_line
    from pos.results_visit import of_visit
    from pos.visit_desk import collectable
    from pos.visit_page import told_of

    person = None if arguments.person is None else house.engine.person(arguments.person).id
    visits = house.engine.visits.at(house.institution.id, person=person)
    shown = [visit for visit in visits if arguments.all or isinstance(visit, Waiting | Billed) or collectable([visit])]
    for visit in shown:
        if arguments.json:
            say_json(of_visit(visit))
        else:
            for line in told_of(arguments.lang, house.engine, visit):
                say_line(line)
    if not shown and not arguments.json:
        say_line(say(arguments.lang, "console.visit.none"))


def _pay(arguments: Namespace, house: "House") -> None:
    from pos.commands.console import say_json, say_line
    from pos.commands.split import say_split
    from pos.results import of_settlement
    from pos.results_visit import of_visit
    from pos.visit_desk import pay

    engine, number = house.engine, _visit(arguments, house).registration.visit
    settlement = pay(engine, number, _bill(arguments, house, number), read_credential(arguments.code), _agreement(arguments))
    if arguments.json:
        say_json({"ok": True, **of_settlement(settlement), "visit": of_visit(engine.visits.show(number))})
        return
    say_split(arguments.lang, engine, settlement.figures, settlement.draws, settlement.wallet)
    say_line(say(arguments.lang, "console.visit.paid", settlement=settlement.id))


def _bill(arguments: Namespace, house: "House", number: str) -> "Bill":
    """What was ordered; `--item` says it again, with the trace codes of the packs."""
    from dataclasses import replace

    from engine.model.codes import AccountUse

    lines = lines_of(house.engine.items(), arguments.item, arguments.trace)
    bill = house.engine.visits.bill(number, account=AccountUse(arguments.account), wallet=arguments.wallet)
    return replace(bill, lines=lines) if lines else bill


def _after(arguments: Namespace, house: "House") -> None:
    from pos.results import of_settlement
    from pos.visit_desk import cancel

    visits, visit = house.engine.visits, _visit(arguments, house)
    number = visit.registration.visit
    match arguments.verb:
        case "collect":
            _tell(arguments, house, visits.collect(number, _handed(arguments, house)))
        case "return":
            _tell(arguments, house, visits.bring_back(number, _handed(arguments, house)))
        case "cancel":
            refund = cancel(house.engine, number)
            _tell(arguments, house, visits.show(number), refund=refund and of_settlement(refund))
        case _:
            _tell(arguments, house, visit)


def _departments(arguments: Namespace, house: "House") -> None:
    from pos.commands.console import say_json, say_line
    from pos.visit_page import department_lines, departments_as_told

    if arguments.json:
        say_json(departments_as_told())
        return
    for line in department_lines(arguments.lang, house.engine):
        say_line(line)


def _visit(arguments: Namespace, house: "House") -> "Visit":
    from pos.visit_desk import visit_named

    return visit_named(house.engine, arguments.visit)


def _handed(arguments: Namespace, house: "House") -> "Sequence[Handed] | None":
    from engine.model.visit import Handed

    lines = lines_of(house.engine.items(), arguments.item, arguments.trace)
    return [Handed(item=line.item.code, quantity=line.quantity, trace=line.trace) for line in lines] or None


def _agreement(arguments: Namespace) -> "Agreement":
    from engine.service.visits import Agreement

    return Agreement(key=arguments.key, pin=arguments.pin)


def _tell(arguments: Namespace, house: "House", visit: "Visit", **more: object) -> None:
    from pos.commands.console import say_json, say_line
    from pos.results_visit import of_visit
    from pos.visit_page import told_of

    if arguments.json:
        say_json({"ok": True, **of_visit(visit), **more})
        return
    for line in told_of(arguments.lang, house.engine, visit):
        say_line(line)
