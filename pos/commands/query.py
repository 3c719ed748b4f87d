"""`gongji query`: what became of a key whose outcome is unknown."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import add_books, add_json, some_text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("key", metavar="KEY", type=some_text, help=say(lang, "console.reverse.key"))
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """0, whatever became of it. The till notes what it is told."""
    from pos.commands.console import say_json, say_line
    from pos.commands.private import say_private
    from pos.commands.split import say_split
    from pos.counter import query
    from pos.results_private import of_outcome_and_private
    from pos.wiring import open_to_read

    lang: Lang = arguments.lang
    engine = open_to_read(arguments.books)
    outcome = query(engine, arguments.key)
    if arguments.json:
        say_json({"ok": True, "key": arguments.key, **of_outcome_and_private(outcome)})
        return 0
    for record in outcome.records:
        say_line(say(lang, "console.refund.record", event=say(lang, f"event.{record.event}"), id=record.id))
        say_split(lang, engine, record.figures, record.draws)
    for sale in outcome.private_records:
        say_private(lang, sale)
    say_line(say(lang, f"known.{outcome.known}"))
    say_line(
        say(
            lang,
            f"known-do.{outcome.known}",
            **dict(zip(("settlement", "undone_by"), (record.id for record in outcome.records or outcome.private_records), strict=False)),
        )
    )
    return 0
