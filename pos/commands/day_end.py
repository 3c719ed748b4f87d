"""`gongji day x` and `gongji day z`: what was taken since the last closing, the closing, and one of before again."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import file, some_text, text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pathlib import Path

    from pos.day_paper import DayReport
    from pos.wiring import House

_MOST = 9


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= _MOST and int(value)):
        raise ArgumentTypeError("not-a-number")
    return int(value)


def configure(x: ArgumentParser, z: ArgumentParser, lang: Lang) -> None:
    """Arguments of both."""
    for verb in (x, z):
        verb.add_argument("--out", metavar="FILE", type=file, help=say(lang, "console.receipt.out"))
        verb.add_argument("--printer", metavar="tcp://HOST[:PORT]|DEVICE", type=some_text, help=say(lang, "console.receipt.printer"))
        verb.add_argument("--paper", type=int, choices=(58, 80), default=80, help=say(lang, "console.receipt.paper"))
    which = z.add_mutually_exclusive_group()
    which.add_argument("--show", metavar="N", type=_number, help=say(lang, "console.day.z-show"))
    which.add_argument("--count", metavar="YUAN", type=text, help=say(lang, "console.day.z-count"))
    z.add_argument("--operator", metavar="NAME", type=some_text, help=say(lang, "console.operator"))


def run(arguments: Namespace, house: "House") -> int:
    """Raises Refusal `nothing-to-close`, BadInput `unknown-closing`, `bad-amount`, and those of printing, before anything is written."""
    from engine.errors import BadInput
    from pos.commands.console import read_amount, say_json
    from pos.counter import place_name
    from pos.day_paper import DayReport, of_closing
    from pos.drawn import KINDS
    from pos.results_closing import of_closing as told_of_closing
    from pos.results_closing import of_takings

    closings, at, lang = house.engine.closings, house.institution.id, arguments.lang
    out: Path | None = arguments.out
    if out is not None and out.suffix.lower() not in KINDS:
        raise BadInput("receipt-kind", file=str(out), known=", ".join(KINDS))
    if out is not None and out.exists():
        raise BadInput("file-exists", file=str(out))
    place = place_name(house.institution, lang)
    if arguments.verb == "x":
        takings, session = closings.x(at), house.engine.day.session(at)
        told = of_takings(takings)
        report = DayReport(place=place, takings=takings, at=house.engine.now(), operator="" if session is None else session.operator)
    else:
        counted = None if arguments.count is None else read_amount(arguments.count)
        shown = arguments.show is not None
        closing = closings.show(at, arguments.show) if shown else closings.z(at, counted=counted, operator=arguments.operator or "")
        told, report = told_of_closing(closing), of_closing(closing, place, copy=shown)
    if arguments.json:
        say_json({"ok": True, **told})
    _print(arguments, report, training=house.training)
    return 0


def _print(arguments: Namespace, report: "DayReport", *, training: bool) -> None:
    """To the terminal, or where it was told to."""
    from pos.commands.console import say_line
    from pos.day_paper import day_paper
    from pos.drawn import drawn
    from pos.new_file import new_file
    from pos.printer import send
    from pos.receipt import NARROW, WIDE
    from pos.wording.clean import clean

    lang: Lang = arguments.lang
    cells = WIDE if arguments.paper == 80 else NARROW  # noqa: PLR2004 - millimetres of paper
    written = day_paper(report, lang, cells, training=training)
    title = "X" if report.number is None else f"Z{report.number}"
    told = []
    if arguments.out is not None:
        with new_file(arguments.out) as fresh:
            fresh.write_bytes(
                drawn(written, arguments.out.suffix.lower(), settlement=None, paper=arguments.paper, cells=cells, title=title)
            )
        told.append(say(lang, "console.receipt.saved", file=clean(str(arguments.out))))
    if arguments.printer is not None:
        send(drawn(written, ".bin", settlement=None, paper=arguments.paper, cells=cells), arguments.printer)
        told.append(say(lang, "console.receipt.sent", printer=clean(arguments.printer)))
    if not arguments.json:
        for line in told or written.splitlines():
            say_line(line)
