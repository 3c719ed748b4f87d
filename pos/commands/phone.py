"""`gongji phone`: the insured person's phone as a page in a browser."""

from argparse import ArgumentParser, Namespace

from pos.commands import serving
from pos.commands.parser import add_books, add_world
from pos.wording.say import Lang


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    serving.configure(parser, lang)
    add_world(parser, lang)
    add_books(parser, lang)


def run(arguments: Namespace) -> int:
    """Serves until Ctrl+C. Raises BadInput `no-network`, `port-taken`."""
    from pos.phone.host import phone
    from pos.wiring import open_house
    from pos.world import read_world

    lang: Lang = arguments.lang
    house = open_house(url=arguments.books, world=read_world(arguments.world) if arguments.world else None)
    return serving.serve_told(phone(house, lang), lang, "phone", on_network=arguments.lan, port=arguments.port)
