"""`gongji explain`: why every fen of a settlement went where it went."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import some_text, text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("settlement", metavar="SETTLEMENT", type=text, help=say(lang, "console.explain.settlement"))
    parser.add_argument("--books", metavar="URL", type=some_text, help=say(lang, "console.books"))
    parser.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def run(arguments: Namespace) -> int:
    """Raises Refusal `unknown-settlement`."""
    from engine.errors import Refusal, RefusalCode
    from pos.commands.console import named, say_json, say_line, table
    from pos.results import of_settlement
    from pos.wiring import open_to_read
    from pos.wording.clean import clean
    from pos.wording.explain import reason

    lang: Lang = arguments.lang
    engine = open_to_read(arguments.books)
    record = engine.settlement(arguments.settlement)
    if record is None:
        raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, settlement=arguments.settlement[:80])
    undone = engine.undone_by(record.id)
    steps = [(step, reason(lang, step)) for step in record.steps]
    if arguments.json:
        told = [{"rule": step.rule, "fen": step.amount.fen, "facts": dict(step.facts), "message": why} for step, why in steps]
        more = {
            "event": record.event.value,
            "trace": [{"item": goods.code, "codes": list(goods.trace)} for goods in record.lines if goods.trace],
            "at": record.at.isoformat(),
            "edition": record.edition,
            "undone_by": undone.id if undone else None,
            "replaces": record.replaces,
        }
        say_json({**of_settlement(record), **more, "steps": told})
        return 0
    institution = clean(engine.institution(record.institution).name) if record.institution else ""
    holder = named(lang, engine.person(record.holder))
    head = {"event": say(lang, f"event.{record.event}"), "id": record.id, "at": f"{record.at:%Y-%m-%d %H:%M:%S}"}
    say_line(say(lang, "console.explain.head", **head, holder=holder, institution=institution))
    if record.shown_by:
        say_line(say(lang, "console.explain.shown_by", owner=named(lang, engine.person(record.shown_by))))
    if undone:
        say_line(say(lang, "console.explain.undone", id=undone.id, event=say(lang, f"event.{undone.event}")))
    if record.replaces:
        say_line(say(lang, "console.explain.replaces", id=record.replaces))
    for line in table((say(lang, f"figure.{name}"), str(amount)) for name, amount in record.figures.by_name().items()):
        say_line(f"  {line}")
    for goods in record.lines:
        if goods.trace:
            say_line(say(lang, "console.explain.trace", name=clean(goods.name), codes=" ".join(clean(code) for code in goods.trace)))
    for step, why in steps:
        say_line(f"{step.amount!s:>12}  {why}")
    say_line(say(lang, "console.explain.edition", edition=record.edition))
    return 0
