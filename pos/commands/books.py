"""`gongji books`: the ledger's own commands."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import some_text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check")
    check = verbs.add_parser("check", help=say(lang, "console.books.check"))
    check.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))
    check.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def run(arguments: Namespace) -> int:
    """0 when every invariant holds, 1 with the differences when one does not."""
    from pos.commands.console import say_json, say_line
    from pos.wiring import open_to_read
    from pos.wording.clean import clean

    lang: Lang = arguments.lang
    engine = open_to_read(arguments.books)
    breaches, records = engine.check(), engine.record_count()
    if arguments.json:
        say_json({"books": engine.books.url, "balanced": not breaches, "records": records, "breaches": breaches})
    elif breaches:
        for breach in breaches:
            say_line(say(lang, "console.books.breach", breach=clean(breach)))
    else:
        say_line(say(lang, "console.books.good", entries=records))
    return 1 if breaches else 0
