"""`gongji books`: the ledger's own commands."""

from argparse import ArgumentParser, Namespace

from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check")
    check = verbs.add_parser("check", help=say(lang, "console.books.check"))
    check.add_argument("--books", metavar="URL", help=say(lang, "console.books"))
    check.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def run(arguments: Namespace) -> int:
    """0 when every invariant holds, 1 with the differences when one does not."""
    from pos.commands.console import say_json, say_line
    from pos.paths import books_url, home_folder
    from pos.wiring import make_folder, open_engine

    lang: Lang = arguments.lang
    if not arguments.books:
        make_folder(home_folder())
    engine = open_engine(arguments.books or books_url(home_folder()), secret=b"")
    breaches, records = engine.check(), engine.record_count()
    if arguments.json:
        say_json({"books": engine.books.url, "balanced": not breaches, "records": records, "breaches": breaches})
    elif breaches:
        for breach in breaches:
            say_line(say(lang, "console.books.breach", breach=breach))
    else:
        say_line(say(lang, "console.books.good", entries=records))
    return 1 if breaches else 0
