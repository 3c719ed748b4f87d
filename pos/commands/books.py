"""`gongji books`: the ledger's own commands."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, file
from pos.wording.clean import clean
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.service.engine import Engine

_FORMATS = ("csv", "beancount")
#: Of the chain's 64: enough to write down, and too many to be met by chance.
_HEAD_DIGITS = 16


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|backup|export")
    check = verbs.add_parser("check", help=say(lang, "console.books.check"))
    backup = verbs.add_parser("backup", help=say(lang, "console.books.backup"))
    backup.add_argument("file", metavar="FILE", type=file, help=say(lang, "console.books.file"))
    export = verbs.add_parser("export", help=say(lang, "console.books.export"))
    export.add_argument("--format", choices=_FORMATS, default=_FORMATS[0], help=say(lang, "console.books.format"))
    export.add_argument("--out", metavar="FILE", type=file, help=say(lang, "console.books.out"))
    for verb in (check, backup, export):
        add_books(verb, lang)
    for verb in (check, backup):
        add_json(verb, lang)


def run(arguments: Namespace) -> int:
    """0; of `check` 1 with the differences when an invariant does not hold. Raises BooksError, and BadInput for a file."""
    from pos.wiring import open_to_read

    engine = open_to_read(arguments.books)
    match arguments.verb:
        case "backup":
            return _backup(arguments, engine)
        case "export":
            return _export(arguments, engine)
    return _check(arguments, engine)


def _check(arguments: Namespace, engine: "Engine") -> int:
    from pos.commands.console import say_json, say_line

    lang: Lang = arguments.lang
    breaches, records = engine.check(), engine.record_count()
    if arguments.json:
        say_json({"books": engine.books.url, "balanced": not breaches, "records": records, "breaches": breaches})
    elif breaches:
        for breach in breaches:
            say_line(say(lang, "console.books.breach", breach=clean(breach)))
    else:
        head = engine.chain_head()
        say_line(say(lang, "console.books.good", records=records, entries=head.entries, head=head.chain.hex()[:_HEAD_DIGITS] or "-"))
    return 1 if breaches else 0


def _backup(arguments: Namespace, engine: "Engine") -> int:
    from pos.commands.console import say_json, say_line
    from pos.new_file import new_file

    with new_file(arguments.file) as fresh:
        engine.copy_to(fresh)
        size = fresh.stat().st_size
    if arguments.json:
        say_json({"books": engine.books.url, "copy": str(arguments.file), "bytes": size})
    else:
        say_line(say(arguments.lang, "console.books.copied", file=clean(str(arguments.file)), bytes=size))
    return 0


def _export(arguments: Namespace, engine: "Engine") -> int:
    import os
    import sys

    from pos.commands.console import say_line
    from pos.new_file import new_file

    if arguments.out is None:
        sys.stdout.writelines(_told(arguments, engine))
        return 0
    with new_file(arguments.out) as fresh, fresh.open("w", encoding="utf-8", newline="") as out:
        out.writelines(_told(arguments, engine))
        out.flush()
        os.fsync(out.fileno())
    say_line(say(arguments.lang, "console.books.exported", file=clean(str(arguments.out))))
    return 0


def _told(arguments: Namespace, engine: "Engine") -> "Iterator[str]":
    from pos.export import beancount_lines, csv_lines

    return (csv_lines if arguments.format == "csv" else beancount_lines)(engine.entries())
