"""`gongji explain`: why every fen of a settlement went where it went."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, add_json, file, text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.model.explanation import Explanation
    from engine.model.movement import Movement
    from engine.model.private import PrivateSale
    from engine.service.engine import Engine


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("settlement", metavar="SETTLEMENT", type=text, help=say(lang, "console.explain.settlement"))
    parser.add_argument("--edition", action="append", default=[], metavar="FILE", type=file, help=say(lang, "console.explain.with"))
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:  # noqa: C901 - one record, told in its order
    """Raises Refusal `unknown-settlement`."""
    from engine.errors import Refusal, RefusalCode
    from engine.policy.load import edition_file
    from pos.commands.console import named, say_json, say_line, table
    from pos.commands.private import say_private
    from pos.results import of_explanation, of_settlement
    from pos.results_private import of_private, with_private
    from pos.wiring import open_to_read
    from pos.wording.clean import clean

    lang: Lang = arguments.lang
    engine = open_to_read(arguments.books, [edition_file(path) for path in arguments.edition])
    record = engine.settlement(arguments.settlement)
    if record is None and (movement := engine.movement(arguments.settlement)) is not None:
        return _movement(arguments, engine, movement)
    if record is None and (sale := engine.private.sale(arguments.settlement)) is not None:
        return _private(arguments, sale)
    if record is None:
        raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, settlement=arguments.settlement[:80])
    private = engine.private.beside(record.id)
    undone = engine.undone_by(record.id)
    explanation = engine.explaining.of_record(record)
    if arguments.json:
        more = {
            "event": record.event.value,
            "trace": [{"item": goods.code, "codes": list(goods.trace)} for goods in record.lines if goods.trace],
            "at": record.at.isoformat(),
            "edition": record.edition,
            "undone_by": undone.id if undone else None,
            "replaces": record.replaces,
        }
        beside = with_private(None if private is None else of_private(private))
        say_json({**of_settlement(record), **more, **beside, **of_explanation(explanation, lang)})
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
    for line in _reasons(lang, explanation):
        say_line(line)
    say_line(say(lang, "console.explain.edition", edition=record.edition))
    if private is not None:
        say_private(lang, private)
    return 0


def _private(arguments: Namespace, sale: "PrivateSale") -> int:
    """There is nothing to explain but what was sold: all of it is cash."""
    from pos.commands.console import say_json, say_line
    from pos.commands.private import say_private
    from pos.results_private import of_private

    if arguments.json:
        say_json({**of_private(sale), "at": sale.at.isoformat()})
        return 0
    say_private(arguments.lang, sale)
    say_line(say(arguments.lang, "private.no-reasons", number=sale.id))
    return 0


def _reasons(lang: Lang, explanation: "Explanation") -> Iterator[str]:
    """The steps, a second line under each pool that paid nothing; the sums as reported; the sources."""
    from pos.commands.console import table
    from pos.wording.explain import reason, remedy, reported_rows, source_line

    for why in explanation.reasons:
        yield f"{why.step.amount!s:>12}  {reason(lang, why.step, why.grounds)}"
        if why.not_drawn is not None:
            yield f"{'':>12}  {remedy(lang, why.not_drawn)}"
    if explanation.reported is not None:
        yield say(lang, "reasons.reported")
        yield from (f"  {line}" for line in table(reported_rows(lang, explanation.reported)))
    if any(not ground.title for ground in explanation.sources):
        yield say(lang, "reasons.edition-unknown")
    yield say(lang, "reasons.sources")
    for ground in explanation.sources:
        yield f"  {source_line(lang, ground)}"


def _movement(arguments: Namespace, engine: "Engine", movement: "Movement") -> int:
    """A money event that is no settlement."""
    from engine.model.movement import MoneyEvent
    from pos.commands.console import named, say_json, say_line
    from pos.results import of_movement
    from pos.wording.clean import clean
    from pos.wording.explain import reason

    lang: Lang = arguments.lang
    steps = [(step, reason(lang, step)) for step in movement.steps]
    if arguments.json:
        told = [{"rule": step.rule, "fen": step.amount.fen, "facts": dict(step.facts), "message": why} for step, why in steps]
        say_json({**of_movement(movement), "at": movement.at.isoformat(), "steps": told})
        return 0
    whose = (
        clean(engine.institution(movement.holder).name)
        if movement.event in {MoneyEvent.FLOAT, MoneyEvent.COUNT}
        else named(lang, engine.person(movement.holder))
    )
    at = f"{movement.at:%Y-%m-%d %H:%M:%S}"
    say_line(say(lang, "money.head", event=say(lang, f"movement.{movement.event}"), id=movement.id, at=at, whose=whose))
    for step, why in steps:
        say_line(f"{step.amount!s:>12}  {why}")
    return 0
