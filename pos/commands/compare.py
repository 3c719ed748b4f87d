"""`gongji policy compare`: one scenario under two editions."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pos.commands.parser import add_json, file, text
from pos.wording.clean import clean
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.money import Money
    from engine.policy.edition import Edition
    from pos.compare import Comparison, Pair

_WIDTH = 14
_NAME = 60


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    for side in ("a", "b"):
        parser.add_argument(side, metavar=side.upper(), type=text, help=say(lang, "console.compare.edition"))
    parser.add_argument("scenario", metavar="SCENARIO.toml", type=file, help=say(lang, "console.compare.scenario"))
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """0 when both plays could be done, whatever the scenario expects; 2 when its file is wrong. Raises BadInput for an edition."""
    from engine.errors import BadInput
    from pos.commands.console import say_json, say_line
    from pos.commands.play import refuse_scenario
    from pos.compare import compare
    from pos.editions import find_edition

    a, b = find_edition(arguments.a), find_edition(arguments.b)
    try:
        found = compare(a, b, arguments.scenario, lang=arguments.lang)
    except BadInput as error:
        return refuse_scenario(arguments, arguments.scenario, error)
    if arguments.json:
        names = {"scenario": str(arguments.scenario), "title": found.title, "a": a.name, "b": b.name, "region": found.region}
        say_json({**names, **_object(found)})
        return 0
    for line in _lines(arguments.lang, a, b, found):
        say_line(line)
    return 0


def _object(found: "Comparison") -> dict[str, object]:
    steps = [
        {"step": step.step, "do": step.do, "under": step.side, "refused": step.refused, "message": step.message} for step in found.parted
    ]
    sums = {side: {name: amount.fen for name, amount in under.items()} for side, under in zip("ab", found.reported, strict=True)}
    return {
        "reported": sums,
        "people": {person.id: _fen(pair) for person, pair in found.people},
        "total": _fen(found.total),
        "steps": steps,
    }


def _fen(pair: "Pair") -> dict[str, dict[str, int]]:
    sides = {"a": pair.a, "b": pair.b, "difference": pair.difference}
    return {side: {name: amount.fen for name, amount in paid.by_name().items()} for side, paid in sides.items()}


def _lines(lang: Lang, a: "Edition", b: "Edition", found: "Comparison") -> Iterator[str]:
    from pos.commands.console import named, table

    yield clean(found.title)
    for side, edition in (("A", a), ("B", b)):
        name = clean(edition.zh if lang == "zh" else edition.en)
        yield say(lang, "console.compare.is", side=side, edition=edition.name, name=name)
    yield say(lang, "console.compare.stands", region=found.region)
    rows = [("", _columns("A", "B", say(lang, "console.compare.difference")))]
    for person, pair in found.people:
        rows += _block(lang, named(lang, person)[:_NAME], pair)
    if len(rows) > 1:
        rows += _block(lang, say(lang, "console.compare.total"), found.total)
        rows += _reported(lang, found) if a.wire != b.wire else []
        yield from (line.rstrip() for line in table(rows))
    else:
        yield say(lang, "console.compare.nothing")
    for step in found.parted:
        facts = {"step": step.step, "do": step.do, "side": step.side.upper(), "code": step.refused, "message": step.message}
        yield say(lang, "console.compare.step", **facts)


def _block(lang: Lang, head: str, pair: "Pair") -> list[tuple[str, str]]:
    """A person's rows: a figure each, without those that are zero under both; no heading without rows."""
    a, b, more = (paid.by_name() for paid in (pair.a, pair.b, pair.difference))
    rows = [(f"  {_figure(lang, name)}", _columns(str(a[name]), str(b[name]), _signed(more[name]))) for name in a if a[name] or b[name]]
    return [(head, ""), *rows] if rows else []


def _reported(lang: Lang, found: "Comparison") -> list[tuple[str, str]]:
    """The bureau's sums that part, for editions that make them up differently."""
    a, b = found.reported
    parted = [name for name in a if name in b and a[name] != b[name]]
    rows = [(f"  {say(lang, f'reported.{name}')}", _columns(str(a[name]), str(b[name]), _signed(b[name] - a[name]))) for name in parted]
    return [(say(lang, "reasons.reported"), ""), *rows] if rows else []


def _figure(lang: Lang, name: str) -> str:
    return say(lang, "console.compare.pool" if name == "mutual_aid" else f"figure.{name}")


def _columns(*cells: str) -> str:
    from rich.cells import cell_len

    return "".join(" " * (_WIDTH - cell_len(cell)) + cell for cell in cells)


def _signed(amount: "Money") -> str:
    return f"+{amount}" if amount.fen > 0 else str(amount)
