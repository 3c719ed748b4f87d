"""`gongji report`: the day and the year so far as one HTML file with charts."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from pos.commands.parser import add_books, add_json, day, file, some_text
from pos.wording.say import Lang, say

_DIGITS = 4


def _year(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= _DIGITS and int(value)):
        raise ArgumentTypeError("not-a-number")
    return int(value)


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("--out", metavar="FILE.html", type=file, required=True, help=say(lang, "console.report.out"))
    parser.add_argument("--from", dest="first", metavar="YYYY-MM-DD", type=day, help=say(lang, "console.report.from"))
    parser.add_argument("--to", dest="last", metavar="YYYY-MM-DD", type=day, help=say(lang, "console.report.to"))
    parser.add_argument("--year", metavar="YYYY", type=_year, help=say(lang, "console.report.year"))
    parser.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.report.at"))
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises BadInput `bad-period`, `unknown-institution`, `file-exists`, `cannot-write`; BooksError."""
    from pos.commands.console import say_json, say_line
    from pos.new_file import new_file
    from pos.report.gather import gather
    from pos.report.page import report_page
    from pos.report.period import period_of
    from pos.wiring import open_house
    from pos.wording.clean import clean

    lang: Lang = arguments.lang
    house = open_house(url=arguments.books, institution=arguments.at)
    engine = house.engine
    engine.drawer.balance(house.institution.id)  # what time brought is booked: the clock below is the books' own
    period = period_of(engine.now().date(), first=arguments.first, last=arguments.last, year=arguments.year)
    report = gather(engine, period, place=house.institution if arguments.at else None, own=house.institution)
    with new_file(arguments.out) as fresh:
        fresh.write_text(report_page(report, lang), encoding="utf-8")
    if arguments.json:
        told = {"file": str(arguments.out), "from": period.first.isoformat(), "to": period.last.isoformat()}
        say_json({"ok": True, **told, "refusals": sum(each.year for each in report.refusals), "year": report.year.whole.fen})
    else:
        say_line(say(lang, "report.saved", file=clean(str(arguments.out))))
    return 0
