"""`gongji reverse`: undo whatever the books hold under a key."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import add_books, add_json, some_text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("key", metavar="KEY", type=some_text, help=say(lang, "console.reverse.key"))
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises Refusal."""
    from engine.model.private import PrivateSale
    from pos.commands.console import say_json, say_line
    from pos.commands.private import say_private
    from pos.commands.split import say_split
    from pos.counter_private import reverse
    from pos.results import of_settlement
    from pos.results_private import of_private, with_private
    from pos.wiring import open_to_read

    lang: Lang = arguments.lang
    engine = open_to_read(arguments.books)
    record = reverse(engine, arguments.key)
    private = record if isinstance(record, PrivateSale) else engine.private.beside(record.id)
    if arguments.json:
        if isinstance(record, PrivateSale):
            say_json({"ok": True, **of_private(record)})
        else:
            say_json({"ok": True, **of_settlement(record), **with_private(None if private is None else of_private(private))})
        return 0
    if not isinstance(record, PrivateSale):
        say_split(lang, engine, record.figures, record.draws)
    if private is not None:
        say_private(lang, private)
    say_line(say(lang, "console.reverse.done", id=record.id, undone=record.undoes))
    return 0
