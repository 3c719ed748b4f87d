"""`gongji`: the till."""

import sys
from argparse import ArgumentParser, Namespace

from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """The till's own options; the top-level parser has them too."""
    parser.add_argument("--at", metavar="INSTITUTION", help=say(lang, "console.till.at"))
    parser.add_argument("--camera", metavar="SOURCE", help=say(lang, "console.till.camera"))
    parser.add_argument("--books", metavar="URL", help=say(lang, "console.books"))
    parser.add_argument("--ascii", action="store_true", help=say(lang, "console.till.ascii"))
    parser.add_argument("--theme", choices=("dark", "light", "contrast"), default="dark", help=say(lang, "console.till.theme"))


def run(arguments: Namespace) -> int:
    """Opens the screen first, the books after it. Raises BadInput `no-terminal`."""
    from engine.errors import BadInput

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("no-terminal")
    from pos.app import run_till

    return run_till(
        lang=arguments.lang,
        url=arguments.books,
        institution=arguments.at,
        camera=arguments.camera,
        theme=arguments.theme,
        ascii_only=arguments.ascii,
    )
