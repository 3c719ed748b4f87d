"""`gongji clock`: the simulator's time, and putting it on."""

import re
from argparse import ArgumentParser, Namespace
from datetime import timedelta

from pos.commands.parser import add_books, add_json, text
from pos.wording.say import Lang, say

_PART = re.compile(r"(?P<count>[0-9]{1,12})(?P<unit>days?|d|hours?|h|minutes?|min|m|seconds?|sec|s)")
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="show|advance")
    show = verbs.add_parser("show", help=say(lang, "console.clock.show"))
    advance = verbs.add_parser("advance", help=say(lang, "console.clock.advance"))
    advance.add_argument("span", metavar="SPAN", nargs="+", type=text, help=say(lang, "console.clock.span"))
    for place in (parser, show, advance):
        add_books(place, lang)
        add_json(place, lang)


def run(arguments: Namespace) -> int:
    """Raises BadInput `bad-span`, `clock-in-memory`; BooksError."""
    from pos.commands.console import say_json, say_line
    from pos.wiring import open_house, open_to_read

    lang: Lang = arguments.lang
    if arguments.verb == "advance":
        span = read_span("".join(arguments.span))
        engine = open_house(url=arguments.books).engine
        now = engine.clock.advance(span)
    else:
        engine = open_to_read(arguments.books)
        now = engine.clock.now()
    shift = int(engine.clock.shift().total_seconds())
    if arguments.json:
        say_json({"now": now.isoformat(), "ahead_seconds": shift})
        return 0
    minutes, seconds = divmod(shift, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    told = f"{now:%Y-%m-%d %H:%M:%S}"
    say_line(say(lang, "console.clock.stands", now=told, days=days, hours=hours, minutes=minutes, seconds=seconds))
    return 0


def read_span(text: str) -> timedelta:
    """3d12h, 90m, 2 days: parts that follow one another. Raises BadInput `bad-span`."""
    from engine.errors import BadInput

    plain = text.replace(" ", "").lower()
    parts = list(_PART.finditer(plain))
    wrong = BadInput("bad-span", span=text[:40])
    if "".join(part[0] for part in parts) != plain or not parts:
        raise wrong
    try:
        return sum((timedelta(**{_UNITS[part["unit"][0]]: int(part["count"])}) for part in parts), timedelta())
    except OverflowError as error:
        raise wrong from error
