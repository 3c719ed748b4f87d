"""`gongji qr`: issue a credential and draw it."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, add_world, file, some_text, text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.model.credential import Credential


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("person", metavar="PERSON", type=text, help=say(lang, "console.qr.person"))
    parser.add_argument("--shown-by", metavar="OWNER", type=some_text, help=say(lang, "console.qr.shown_by"))
    parser.add_argument("--out", metavar="FILE", type=file, help=say(lang, "console.qr.out"))
    parser.add_argument("--phone", action="store_true", help=say(lang, "console.qr.phone"))
    parser.add_argument("--dark", action="store_true", help=say(lang, "console.qr.dark"))
    add_world(parser, lang)
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Writes the picture, or draws in the terminal, black on white. Raises BadInput `unknown-person`, `phone-needs-file`, PictureError."""
    from engine.errors import BadInput
    from pos.commands.console import named, say_json, say_line
    from pos.wiring import open_house
    from pos.wording.clean import clean
    from pos.world import read_world
    from scanner.encode import terminal_lines

    lang: Lang = arguments.lang
    if (arguments.phone or arguments.dark) and not arguments.out:
        raise BadInput("phone-needs-file")
    house = open_house(url=arguments.books, world=read_world(arguments.world) if arguments.world else None)
    credential = house.engine.issue(arguments.person, arguments.shown_by)
    if arguments.out:
        owner = house.engine.person(credential.shown_by).name if credential.shown_by else None
        _write(arguments, credential, house.engine.person(credential.holder).name, owner)
    if arguments.json:
        say_json(
            {
                "person": credential.holder,
                "shown_by": credential.shown_by,
                "digits": credential.digits,
                "issued": credential.issued_at.isoformat(),
                "expires": credential.expires_at.isoformat(),
                "picture": str(arguments.out) if arguments.out else None,
            }
        )
        return 0
    if not arguments.out:
        for line in terminal_lines(credential.digits):
            say_line(line)
    holder = named(lang, house.engine.person(credential.holder))
    seconds = int((credential.expires_at - credential.issued_at).total_seconds())
    say_line(say(lang, "console.qr.note", holder=holder, seconds=seconds, digits=credential.digits))
    if credential.shown_by:
        say_line(say(lang, "console.qr.shown", owner=named(lang, house.engine.person(credential.shown_by))))
    if arguments.out:
        say_line(say(lang, "console.qr.saved", file=clean(str(arguments.out))))
    return 0


def _write(arguments: Namespace, credential: "Credential", holder: str, owner: str | None) -> None:
    """The code alone unless a phone is asked for: its picture is what scripts read."""
    from pos.phone_card import phone_card
    from scanner.encode import png_bytes, svg_bytes
    from scanner.save import save_picture

    vector = arguments.out.suffix.lower() == ".svg"
    if arguments.phone or arguments.dark:
        from scanner.phone_png import phone_png
        from scanner.phone_svg import phone_svg

        card = phone_card(arguments.lang, credential, holder=holder, owner=owner)
        data = (phone_svg if vector else phone_png)(card, dark=arguments.dark)
    else:
        data = (svg_bytes if vector else png_bytes)(credential.digits)
    save_picture(data, arguments.out)
