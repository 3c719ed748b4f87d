"""`gongji qr`: issue a credential and draw it."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("person", metavar="PERSON", help=say(lang, "console.qr.person"))
    parser.add_argument("--shown-by", metavar="OWNER", help=say(lang, "console.qr.shown_by"))
    parser.add_argument("--out", metavar="FILE.png", type=Path, help=say(lang, "console.qr.out"))
    parser.add_argument("--world", metavar="FILE.toml", type=Path, help=say(lang, "console.world"))
    parser.add_argument("--books", metavar="URL", help=say(lang, "console.books"))
    parser.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def run(arguments: Namespace) -> int:
    """Writes the picture, or draws in the terminal, black on white."""
    from engine.errors import BadInput
    from pos.commands.console import say_json, say_line
    from pos.wiring import open_house
    from pos.world import read_world
    from scanner.encode import terminal_lines, write_png

    lang: Lang = arguments.lang
    house = open_house(url=arguments.books, world=read_world(arguments.world) if arguments.world else None)
    credential = house.engine.issue(arguments.person, arguments.shown_by)
    if arguments.out:
        try:
            write_png(credential.digits, arguments.out)
        except OSError as error:
            raise BadInput("cannot-write", file=str(arguments.out), detail=error.strerror or "") from error
    told = {
        "person": credential.holder,
        "shown_by": credential.shown_by,
        "digits": credential.digits,
        "issued": credential.issued_at.isoformat(),
        "expires": credential.expires_at.isoformat(),
        "picture": str(arguments.out) if arguments.out else None,
    }
    if arguments.json:
        say_json(told)
        return 0
    if not arguments.out:
        for line in terminal_lines(credential.digits):
            say_line(line)
    name = house.engine.person(credential.holder).name
    seconds = int((credential.expires_at - credential.issued_at).total_seconds())
    notes = [say(lang, "console.qr.note", name=name, person=credential.holder, seconds=seconds, digits=credential.digits)]
    if credential.shown_by:
        notes.append(say(lang, "console.qr.shown", owner=house.engine.person(credential.shown_by).name))
    if arguments.out:
        notes.append(say(lang, "console.qr.saved", file=arguments.out))
    sys.stdout.write("\n".join(notes) + "\n")
    return 0
