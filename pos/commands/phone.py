"""`gongji phone`: the insured person's phone as a page in a browser."""

from argparse import ArgumentParser, Namespace

from pos.commands import serving
from pos.commands.parser import file, some_text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    serving.configure(parser, lang)
    parser.add_argument("--world", metavar="FILE.toml", type=file, help=say(lang, "console.world"))
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))


def run(arguments: Namespace) -> int:
    """Serves until Ctrl+C. Raises BadInput `no-network`, `port-taken`."""
    from pos.phone.host import phone
    from pos.wiring import open_house
    from pos.world import read_world

    lang: Lang = arguments.lang
    house = open_house(url=arguments.books, world=read_world(arguments.world) if arguments.world else None)
    return serving.serve_told(phone(house, lang), lang, "phone", on_network=arguments.lan, port=arguments.port)
