"""Pages served until Ctrl+C, their address told on the terminal: what `gongji phone` and `gongji web` share."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from pos.commands.parser import port
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pos.web.listening import Address, Make


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Where to listen."""
    parser.add_argument("--lan", action="store_true", help=say(lang, "console.phone.lan"))
    parser.add_argument("--port", metavar="PORT", type=port, default=0, help=say(lang, "console.phone.port"))


def serve_told(make: "Make", lang: Lang, subject: str, *, on_network: bool, port: int) -> int:
    """`subject`: of the wording, phone or web. Raises BadInput `no-network`, `port-taken`."""
    import asyncio
    import sys
    from contextlib import suppress

    from pos.commands.console import say_line
    from pos.web.listening import serve
    from scanner.encode import terminal_lines

    def tell(address: "Address") -> None:
        say_line(say(lang, f"{subject}.serving", url=address.url, code=f"{address.code[:4]} {address.code[4:]}"))
        say_line(say(lang, f"{subject}.serving.stop"))
        if not address.on_network:
            say_line(say(lang, f"{subject}.serving.loopback"))
        for line in terminal_lines(address.link):
            say_line(line)
        sys.stdout.flush()

    with suppress(KeyboardInterrupt):
        asyncio.run(serve(make, on_network=on_network, port=port, tell=tell))
    return 0
