"""argparse in two languages: its headings, its complaints, and options that may stand before a command or after it."""

import re
import sys
from argparse import SUPPRESS, Action, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from pos.wording.clean import clean
from pos.wording.say import LANGUAGES, Lang, say

USAGE = 2
_MOST = 400
_HIGHEST_PORT = 65535

#: What argparse says, and the sentence that says it. What a later Python words otherwise is passed on as it is.
_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (?P<names>.+)", re.DOTALL), "usage.required"),
    (re.compile(r"unrecognized arguments: (?P<given>.*)", re.DOTALL), "usage.unrecognized"),
    (re.compile(r"argument (?P<name>.+?): expected .*", re.DOTALL), "usage.value-missing"),
    (re.compile(r"argument (?P<name>.+?): invalid choice: (?P<given>.*)\(choose from (?P<known>.*)\)", re.DOTALL), "usage.choice"),
    (re.compile(r"argument (?P<name>.+?): ignored explicit argument (?P<given>.*)", re.DOTALL), "usage.no-value"),
    (re.compile(r"argument (?P<name>.+?): not-text", re.DOTALL), "usage.not-text"),
    (re.compile(r"argument (?P<name>.+?): no-item", re.DOTALL), "usage.no-item"),
    (re.compile(r"argument (?P<name>.+?): empty", re.DOTALL), "usage.empty"),
    (re.compile(r"argument (?P<name>.+?): not-a-port", re.DOTALL), "usage.port"),
    (re.compile(r"argument (?P<name>.+?): not-a-date", re.DOTALL), "usage.not-a-date"),
    (re.compile(r"argument (?P<name>.+?): not-a-number", re.DOTALL), "usage.not-a-number"),
    (re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", re.DOTALL), "usage.not-with"),
)
_HEADINGS = {"usage:": "usage.usage", "positional arguments:": "usage.positional", "options:": "usage.options"}


class Parser(ArgumentParser):
    """No abbreviations: an option added later must not change what a script's short form means."""

    lang: Lang = "en"

    def __init__(self, **told: Any) -> None:  # noqa: ANN401 - argparse's own keywords
        super().__init__(**{"allow_abbrev": False, **told, "add_help": False})
        if told.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help=say(self.lang, "console.help"))

    def parse_args(self, args: Sequence[str], namespace: Namespace | None = None) -> Namespace:  # type: ignore[override] # one form of four
        """As argparse, but `--option=--` is refused: Python 3.11 makes an empty list of it."""
        for option in args:
            if option.startswith("--") and option.endswith("=--"):
                self.error(f"argument {option.removesuffix('=--')}: expected one argument")
        return super().parse_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """One complaint in the user's language, exit code 2."""
        sys.stderr.write(f"usage: {say(self.lang, 'trouble.usage', detail=_worded(self.lang, message))}\n")
        raise SystemExit(USAGE)

    def format_help(self) -> str:
        """The headings of argparse in the user's language."""
        return self._translated(super().format_help())

    def format_usage(self) -> str:
        """As `format_help`."""
        return self._translated(super().format_usage())

    def _translated(self, text: str) -> str:
        for heading, key in _HEADINGS.items():
            text = text.replace(heading, say(self.lang, key))
        return text

    def share_downwards(self) -> None:
        """An option that this parser has too keeps what was given before the command, and --lang may stand behind every word."""
        for below in self._below().values():
            below.inherit(self._options())

    def inherit(self, above: AbstractSet[str]) -> None:
        """Leave the options named in `above` as they are where this parser is given none; so do the words behind it with its own."""
        if not any(action.dest == "lang" for action in self._actions):
            self.add_argument("--lang", choices=LANGUAGES, help=say(self.lang, "console.lang"))
        for action in self._actions:
            if action.dest in above and action.option_strings and action.dest != "help":
                action.default = SUPPRESS
        for below in self._below().values():
            below.inherit(above | self._options())

    def _options(self) -> AbstractSet[str]:
        return {action.dest for action in self._actions if action.option_strings}

    def _below(self) -> Mapping[str, "Parser"]:
        return {name: parser for action in self._actions for name, parser in _choices(action).items() if isinstance(parser, Parser)}


def _choices(action: Action) -> Mapping[str, object]:
    return action.choices if isinstance(action.choices, Mapping) else {}


def _worded(lang: Lang, message: str) -> str:
    for pattern, key in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            return say(lang, key, **{name: clean(value.strip(), _MOST) for name, value in found.groupdict().items()})
    return clean(message, _MOST)


def text(value: str) -> str:
    """An argument that goes into the books: Unicode text, without the null character that no database keeps."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ArgumentTypeError("not-text") from error
    if "\0" in value:
        raise ArgumentTypeError("not-text")
    return value


def something(value: str) -> str:
    """Not empty, of any bytes: an empty shell variable must not become a folder's name, or everybody's key."""
    if not value.strip():
        raise ArgumentTypeError("empty")
    return value


def some_text(value: str) -> str:
    """As `text` and `something`."""
    return text(something(value))


def file(value: str) -> Path:
    """A path of any bytes but the null character, which no file's name may hold."""
    if "\0" in value:
        raise ArgumentTypeError("not-text")
    return Path(value)


def port(value: str) -> int:
    """0 takes a free one."""
    if not value.isdecimal() or len(value) > len(str(_HIGHEST_PORT)) or int(value) > _HIGHEST_PORT:
        raise ArgumentTypeError("not-a-port")
    return int(value)


def day(value: str) -> date:
    """As ISO 8601 writes it."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ArgumentTypeError("not-a-date") from error


def add_books(parser: ArgumentParser, lang: Lang) -> None:
    """--books, the same for every command that has it."""
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))


def add_json(parser: ArgumentParser, lang: Lang) -> None:
    """--json; the last line of defence looks for it too (`pos.cli`)."""
    parser.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def add_world(parser: ArgumentParser, lang: Lang) -> None:
    """--world: other people and items than the till's."""
    parser.add_argument("--world", metavar="FILE.toml", type=file, help=say(lang, "console.world"))
