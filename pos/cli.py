"""`gongji ...`: the commands, their exit codes, and the one place where an error becomes a line of text.

Exit codes: 0 done; 1 refused by a business rule or a failed check; 2 wrong usage; 3 an internal error.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import NoReturn

from pos.commands import books, doctor, explain, play, policy, qr, scan, sell, till
from pos.wording.say import LANGUAGES, Lang, say

_COMMANDS = {
    "till": (till, "console.till"),
    "qr": (qr, "console.qr"),
    "scan": (scan, "console.scan"),
    "sell": (sell, "console.sell"),
    "play": (play, "console.play"),
    "explain": (explain, "console.explain"),
    "books": (books, "console.books.command"),
    "policy": (policy, "console.policy"),
    "doctor": (doctor, "console.doctor"),
}
_DONE, _REFUSED, _USAGE, _INTERNAL = 0, 1, 2, 3


class _Parser(ArgumentParser):
    lang: Lang = "en"

    def error(self, message: str) -> NoReturn:
        """Argparse's complaint in a frame of both languages."""
        sys.stderr.write(say(self.lang, "trouble.usage", detail=message) + "\n")
        raise SystemExit(_USAGE)


def language(arguments: Sequence[str]) -> Lang:
    """--lang wherever it stands; else the settings file; else the locale; English where nothing is said."""
    for before, after in zip(arguments, [*arguments[1:], ""], strict=True):
        asked = after if before == "--lang" else before.removeprefix("--lang=")
        if before.startswith("--lang") and asked in LANGUAGES:
            return "zh" if asked == "zh" else "en"
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if locale.startswith("zh") else "en"


def parser_for(lang: Lang) -> ArgumentParser:
    """All commands and their arguments, in one language."""
    _Parser.lang = lang
    shared = _Parser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, help=say(lang, "console.lang"))
    parser = _Parser(prog="gongji", description=say(lang, "console.about"), parents=[shared])
    till.configure(parser, lang)
    commands = parser.add_subparsers(dest="command", title=say(lang, "console.command"), metavar="")
    for name, (command, about) in _COMMANDS.items():
        below = commands.add_parser(name, help=say(lang, about), description=say(lang, about), parents=[shared])
        command.configure(below, lang)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. No traceback ever reaches a user."""
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    lang = language(given)
    arguments = parser_for(lang).parse_args(given)
    arguments.lang = lang
    try:
        status: int = _COMMANDS[arguments.command or "till"][0].run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has gone: the exit must not complain either
        return _DONE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last line of defence: everything becomes one line of text
        return _said(lang, arguments, error)
    return status


def _said(lang: Lang, arguments: Namespace, error: Exception) -> int:
    from engine.errors import BadInput, EngineError, Refusal
    from pos.commands.console import complain
    from scanner.errors import CameraError, PictureError

    as_json = getattr(arguments, "json", False)
    if isinstance(error, Refusal):
        complain(lang, error, as_json=as_json, refused=error.code.value)
        return _REFUSED
    if isinstance(error, EngineError | CameraError | PictureError):
        complain(lang, error, as_json=as_json, error=str(error.code))
        usage = isinstance(error, BadInput) and error.code not in {"no-code", "several-codes"}
        return _USAGE if usage else _REFUSED
    from pos.log import logger_for
    from pos.paths import home_folder

    home = home_folder()
    logger_for(home).error("internal error", exc_info=error)
    complain(lang, EngineError("internal", file=str(home / "log" / "gongji.log")), as_json=as_json, error="internal")
    return _INTERNAL


if __name__ == "__main__":
    sys.exit(main())
