"""`gongji web`: the till in browsers, for a classroom."""

from argparse import ArgumentParser, Namespace

from pos.commands import serving
from pos.commands.parser import add_books, some_text
from pos.themes import THEMES
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    serving.configure(parser, lang)
    parser.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.till.at"))
    add_books(parser, lang)
    parser.add_argument("--training", action="store_true", help=say(lang, "console.till.training"))
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0], help=say(lang, "console.till.theme"))


def run(arguments: Namespace) -> int:
    """Serves until Ctrl+C. Raises BadInput `no-network`, `port-taken`, and what opening the books raises."""
    from pos.classroom import classroom
    from pos.paths import home_folder
    from pos.wiring import open_house, open_training

    lang: Lang = arguments.lang
    if arguments.training:  # what is wrong with the books is told here, not in browsers
        house = open_training(home_folder(), at=arguments.at)
    else:
        house = open_house(url=arguments.books, institution=arguments.at)
    house.engine.books.close()
    given = [("--at", arguments.at), ("--books", arguments.books), ("--theme", arguments.theme)]
    options = [*(f"{name}={value}" for name, value in given if value is not None), *(["--training"] * arguments.training)]
    return serving.serve_told(classroom(options, lang), lang, "web", on_network=arguments.lan, port=arguments.port)
