"""`gongji web`: the till in browsers, for a classroom."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import port, some_text
from pos.themes import THEMES
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pos.web.listening import Address


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("--lan", action="store_true", help=say(lang, "console.phone.lan"))
    parser.add_argument("--port", metavar="PORT", type=port, default=0, help=say(lang, "console.phone.port"))
    parser.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.till.at"))
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0], help=say(lang, "console.till.theme"))


def run(arguments: Namespace) -> int:
    """Serves until Ctrl+C. Raises BadInput `no-network`, `port-taken`, and what opening the books raises."""
    import asyncio
    import sys
    from contextlib import suppress

    from pos.classroom import classroom
    from pos.commands.console import say_line
    from pos.web.listening import serve
    from pos.wiring import open_house
    from scanner.encode import terminal_lines

    lang: Lang = arguments.lang
    open_house(url=arguments.books, institution=arguments.at).engine.books.close()  # what is wrong with them is told here, not in browsers

    def tell(address: "Address") -> None:
        say_line(say(lang, "web.serving", url=address.url, code=f"{address.code[:4]} {address.code[4:]}"))
        say_line(say(lang, "web.serving.stop"))
        if not arguments.lan:
            say_line(say(lang, "web.serving.loopback"))
        for line in terminal_lines(address.link):
            say_line(line)
        sys.stdout.flush()

    given = [("--at", arguments.at), ("--books", arguments.books), ("--theme", arguments.theme)]
    options = [f"{name}={value}" for name, value in given if value is not None]
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(classroom(options, lang), on_network=arguments.lan, port=arguments.port, tell=tell))
    return 0
