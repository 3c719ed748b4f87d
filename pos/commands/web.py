"""`gongji web`: the till in browsers, for a classroom."""

from argparse import ArgumentParser, Namespace

from pos.commands import serving
from pos.commands.parser import some_text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    serving.configure(parser, lang)
    parser.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.till.at"))
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))
    parser.add_argument("--theme", choices=("dark", "light", "contrast"), default="dark", help=say(lang, "console.till.theme"))


def run(arguments: Namespace) -> int:
    """Serves until Ctrl+C. Raises BadInput `no-network`, `port-taken`, and what opening the books raises."""
    from pos.classroom import classroom
    from pos.wiring import open_house

    lang: Lang = arguments.lang
    open_house(url=arguments.books, institution=arguments.at).engine.books.close()  # what is wrong with them is told here, not in browsers
    given = [("--at", arguments.at), ("--books", arguments.books), ("--theme", arguments.theme)]
    options = [f"{name}={value}" for name, value in given if value is not None]
    return serving.serve_told(classroom(options, lang), lang, "web", on_network=arguments.lan, port=arguments.port)
