"""`gongji sheet`: test codes for printing."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import add_books, add_json, add_world, file, text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("people", metavar="PERSON", nargs="*", type=text, help=say(lang, "console.sheet.people"))
    parser.add_argument("--out", metavar="FILE.pdf", type=file, required=True, help=say(lang, "console.sheet.out"))
    add_world(parser, lang)
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Writes the PDF. With --world the people and items of that file alone; otherwise everybody whom the books know.

    Raises BadInput `unknown-person`, `nothing-to-print`, PictureError.
    """
    from pos.commands.console import say_json, say_line
    from pos.sheet import sheet
    from pos.wiring import open_house
    from pos.wording.clean import clean
    from pos.world import read_world
    from scanner.paper import pdf_bytes
    from scanner.save import save_picture

    lang: Lang = arguments.lang
    world = read_world(arguments.world) if arguments.world else None
    engine = open_house(url=arguments.books, world=world).engine
    people = arguments.people or ([enrolment.person.id for enrolment in world.people] if world else [])
    own = {item.code for item in world.items} if world else set()
    items = [item for item in engine.items() if item.code in own] if own else None
    pages = sheet(engine, lang, people, items)
    save_picture(pdf_bytes(pages, title=say(lang, "sheet.title")), arguments.out)
    codes = sum(len(page.labels) for page in pages)
    if arguments.json:
        say_json({"file": str(arguments.out), "pages": len(pages), "codes": codes})
    else:
        say_line(say(lang, "console.sheet.saved", file=clean(str(arguments.out)), pages=len(pages), codes=codes))
    return 0
