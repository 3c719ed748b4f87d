"""`gongji ...`: the commands, their exit codes, and the one place where an error becomes a line of text.

Exit codes: 0 done; 1 refused by a business rule or a failed check; 2 wrong usage; 3 an internal error.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Container, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from pos.commands import till
from pos.commands.parser import USAGE, Parser
from pos.wording.say import LANGUAGES, Lang, say

if TYPE_CHECKING:
    from engine.errors import EngineError

#: A module each of that name in `pos.commands`, and what it is about.
_COMMANDS = {
    "till": "console.till",
    "qr": "console.qr",
    "phone": "console.phone",
    "sheet": "console.sheet",
    "scan": "console.scan",
    "sell": "console.sell",
    "private": "command.private",
    "refund": "console.refund",
    "reverse": "console.reverse",
    "query": "console.query",
    "day": "console.day",
    "play": "console.play",
    "catalogue": "console.catalogue",
    "lesson": "console.lesson",
    "explain": "console.explain",
    "grants": "console.grants",
    "receipt": "console.receipt",
    "books": "console.books.command",
    "visit": "console.visit",
    "wallet": "console.wallet",
    "report": "console.report",
    "drawer": "console.drawer",
    "clock": "console.clock",
    "policy": "console.policy",
    "web": "console.web",
    "doctor": "console.doctor",
}
_DONE, _REFUSED, _INTERNAL = 0, 1, 3

#: BadInput that is about what was found, not about how the command was called.
_FOUND = frozenset({"no-code", "several-codes", "folder-gone"})


class Command(Protocol):
    """A module of `pos.commands`."""

    def configure(self, parser: ArgumentParser, lang: Lang, /) -> None:
        """Its arguments."""

    def run(self, arguments: Namespace, /) -> int:
        """The exit code."""


def language(arguments: Sequence[str]) -> Lang:
    """--lang wherever it stands; else the settings file; else the locale; English where nothing is said."""
    for before, after in pairwise([*arguments, ""]):
        asked = after if before == "--lang" else before.removeprefix("--lang=")
        if before.startswith("--lang") and asked in LANGUAGES:
            return "zh" if asked == "zh" else "en"
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return _settled() or ("zh" if locale.startswith("zh") else "en")


def _settled() -> Lang | None:
    from engine.errors import EngineError
    from pos.paths import home_folder

    with suppress(EngineError, OSError, RuntimeError, ValueError):  # a settings file that is wrong is the command's to complain of
        home = home_folder()
        if (home / "config.toml").is_file():
            from pos.config import read_config

            return read_config(home).lang
    return None


def parser_for(lang: Lang, given: Container[str] = _COMMANDS) -> Parser:
    """All commands, in one language; arguments of those in `given` alone: reading them all costs each start time and memory."""
    Parser.lang = lang
    shared = Parser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, help=say(lang, "console.lang"))
    parser = Parser(prog="gongji", description=say(lang, "console.about"), parents=[shared])
    till.configure(parser, lang)
    commands = parser.add_subparsers(dest="command", title=say(lang, "console.command"), metavar="COMMAND")
    for name, about in _COMMANDS.items():
        below = commands.add_parser(name, help=say(lang, about), description=say(lang, about), parents=[shared])
        if name in given:
            _command(name).configure(below, lang)
    parser.share_downwards()
    return parser


def _command(name: str) -> Command:
    command: Command = import_module(f"pos.commands.{name}")
    return command


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. No traceback ever reaches a user. Raises SystemExit as argparse does: 0 for --help, 2 for wrong usage."""
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    lang = language(given)
    arguments = parser_for(lang, given).parse_args(given)
    arguments.asked_lang, arguments.lang = getattr(arguments, "lang", None), lang
    try:
        status = _command(arguments.command or "till").run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()  # whoever read us has gone: the exit must not complain either
        return _DONE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last line of defence: everything becomes one line of text
        return _said(lang, arguments, error)
    return status


def _said(lang: Lang, arguments: Namespace, error: Exception) -> int:
    from engine.errors import BadInput, EngineError, Refusal
    from pos.commands.console import complain
    from scanner.errors import ScannerError

    as_json = getattr(arguments, "json", False)
    if isinstance(error, Refusal):
        complain(lang, error, as_json=as_json, refused=error.code.value)
        _remember(arguments, error)
        return _REFUSED
    if isinstance(error, EngineError | ScannerError):
        complain(lang, error, as_json=as_json, error=str(error.code))
        usage = (isinstance(error, BadInput) and error.code not in _FOUND) or error.code == "unknown-books-url"
        return USAGE if usage else _REFUSED
    from pos.log import record

    file, written = record("internal error", error)
    try:
        complain(lang, EngineError("internal" if written else "internal-unlogged", file=str(file)), as_json=as_json, error="internal")
        sys.stdout.flush()
    except OSError:  # a full disk or a closed pipe is what broke, and breaks this as well
        _let_go_of_stdout()
    return _INTERNAL


def _remember(arguments: Namespace, refused: "EngineError") -> None:
    """For the report, beside the books that the command was about; that it cannot be kept changes nothing."""
    from engine.errors import EngineError
    from pos.commands.remember import remember

    with suppress(EngineError, OSError, RuntimeError):
        remember(arguments, refused)


def _let_go_of_stdout() -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
