"""`gongji reverse`: undo whatever the books hold under a key."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import some_text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("key", metavar="KEY", type=some_text, help=say(lang, "console.reverse.key"))
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))
    parser.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def run(arguments: Namespace) -> int:
    """Raises Refusal."""
    from pos.commands.console import say_json, say_line
    from pos.commands.split import say_split
    from pos.counter import reverse
    from pos.results import of_settlement
    from pos.wiring import open_to_read

    lang: Lang = arguments.lang
    engine = open_to_read(arguments.books)
    record = reverse(engine, arguments.key)
    if arguments.json:
        say_json({"ok": True, **of_settlement(record)})
        return 0
    say_split(lang, engine, record.figures, record.draws)
    say_line(say(lang, "console.reverse.done", id=record.id, undone=record.undoes))
    return 0
