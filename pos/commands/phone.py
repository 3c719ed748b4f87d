"""`gongji phone`: the insured person's phone as a page in a browser."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import file, port, some_text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pos.web.listening import Address


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("--lan", action="store_true", help=say(lang, "console.phone.lan"))
    parser.add_argument("--port", metavar="PORT", type=port, default=0, help=say(lang, "console.phone.port"))
    parser.add_argument("--world", metavar="FILE.toml", type=file, help=say(lang, "console.world"))
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))


def run(arguments: Namespace) -> int:
    """Serves until Ctrl+C. Raises BadInput `no-network`, `port-taken`."""
    import asyncio
    import sys
    from contextlib import suppress

    from pos.commands.console import say_line
    from pos.phone.host import phone
    from pos.web.listening import serve
    from pos.wiring import open_house
    from pos.world import read_world
    from scanner.encode import terminal_lines

    lang: Lang = arguments.lang
    house = open_house(url=arguments.books, world=read_world(arguments.world) if arguments.world else None)

    def tell(address: "Address") -> None:
        say_line(say(lang, "phone.serving", url=address.url, code=f"{address.code[:4]} {address.code[4:]}"))
        say_line(say(lang, "phone.serving.stop"))
        if not arguments.lan:
            say_line(say(lang, "phone.serving.loopback"))
        for line in terminal_lines(address.link):
            say_line(line)
        sys.stdout.flush()

    with suppress(KeyboardInterrupt):
        asyncio.run(serve(phone(house, lang), on_network=arguments.lan, port=arguments.port, tell=tell))
    return 0
