"""`gongji day`: a till's day - sign-in, sign-out, what it noted, reconciliation, its end, differences for training."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands import day_end
from pos.commands.parser import add_books, add_json, some_text, text
from pos.commands.parser import day as day_of
from pos.wording.clean import clean
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.service.day import Day
    from pos.wiring import House

_VERBS = ("sign-in", "sign-out", "show", "reconcile", "x", "z", "plant", "mend")
_PLANTS = ("missing", "extra", "doubled", "fen", "half-refund")


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="|".join(_VERBS))
    made = {name: verbs.add_parser(name, help=say(lang, f"console.day.{name}")) for name in _VERBS}
    made["sign-in"].add_argument("--operator", metavar="NAME", required=True, type=text, help=say(lang, "console.day.operator"))
    made["plant"].add_argument("kind", choices=_PLANTS, help=say(lang, "console.day.kind"))
    made["plant"].add_argument("--sale", metavar="SETTLEMENT", type=some_text, help=say(lang, "console.day.sale"))
    day_end.configure(made["x"], made["z"], lang)
    for name in ("show", "reconcile", "plant", "mend"):
        made[name].add_argument("--date", metavar="YYYY-MM-DD", type=day_of, help=say(lang, "console.day.date"))
    for verb in made.values():
        verb.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.sell.at"))
        add_books(verb, lang)
        add_json(verb, lang)


def run(arguments: Namespace) -> int:
    """0; of `reconcile` 1 where something differs. Raises Refusal, BadInput."""
    from pos.day_page import reconciliation_page, show_page
    from pos.private_page import private_lines
    from pos.results_day import of_day, of_reconciliation
    from pos.results_private import of_takings
    from pos.wiring import open_house

    lang: Lang = arguments.lang
    house = open_house(url=arguments.books, institution=arguments.at)
    day, at = house.engine.day, house.institution.id
    match arguments.verb:
        case "show":
            shown, private = day.show(at, arguments.date), house.engine.private.on(at, arguments.date)
            _tell(arguments, {**of_day(shown), "private": of_takings(private)}, [*show_page(lang, shown), *private_lines(lang, private)])
        case "reconcile":
            found = day.reconcile(at, arguments.date)
            _tell(arguments, {"ok": found.balanced, **of_reconciliation(found)}, reconciliation_page(lang, found))
            return 0 if found.balanced else 1
        case "x" | "z":
            return day_end.run(arguments, house)
        case "plant" | "mend":
            _train(arguments, day, at)
        case _:
            _sign(arguments, house)
    return 0


def _sign(arguments: Namespace, house: "House") -> None:
    from pos.results_day import of_session

    at, coming = house.institution.id, arguments.verb == "sign-in"
    session = house.engine.day.sign_in(at, arguments.operator) if coming else house.engine.day.sign_out(at)
    facts = {"operator": clean(session.operator), "sign_no": session.sign_no, "institution": clean(house.institution.name)}
    told = "day.signed-in" if coming else "day.signed-out"
    _tell(arguments, {"ok": True, **of_session(session)}, [say(arguments.lang, told, **facts, notes=session.notes)])


def _train(arguments: Namespace, day: "Day", at: str) -> None:
    from engine.model.till import Plant

    if arguments.verb == "mend":
        count = day.mend(at, arguments.date)
        _tell(arguments, {"ok": True, "mended": count}, [say(arguments.lang, "day.mended", count=count)])
        return
    number = day.plant(at, Plant(arguments.kind), sale=arguments.sale, day=arguments.date)
    told = say(arguments.lang, "day.planted", kind=arguments.kind, settlement=number)
    _tell(arguments, {"ok": True, "planted": arguments.kind, "settlement": number}, [told])


def _tell(arguments: Namespace, result: dict[str, object], page: "list[str]") -> None:
    from pos.commands.console import say_json, say_line

    if arguments.json:
        say_json(result)
        return
    for line in page:
        say_line(line)
