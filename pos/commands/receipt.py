"""`gongji receipt`: a receipt again, as a copy: on the terminal, as text, PDF or printer's bytes, or to a printer."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, file, some_text, text
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pathlib import Path


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("settlement", metavar="SETTLEMENT", type=text, help=say(lang, "console.explain.settlement"))
    parser.add_argument("--out", metavar="FILE", type=file, help=say(lang, "console.receipt.out"))
    parser.add_argument("--printer", metavar="tcp://HOST[:PORT]|DEVICE", type=some_text, help=say(lang, "console.receipt.printer"))
    parser.add_argument("--paper", type=int, choices=(58, 80), default=80, help=say(lang, "console.receipt.paper"))
    parser.add_argument("--reasons", action="store_true", help=say(lang, "console.receipt.reasons"))
    add_books(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises Refusal `unknown-settlement`; BadInput `receipt-kind`, `file-exists`, `cannot-write`, `printer-unreachable`, `bad-printer`."""
    from engine.errors import BadInput
    from pos.commands.console import say_line
    from pos.counter_private import receipt_text, record_of
    from pos.drawn import KINDS, drawn
    from pos.new_file import new_file
    from pos.printer import send
    from pos.receipt import NARROW, WIDE
    from pos.wiring import open_to_read
    from pos.wording.clean import clean

    lang: Lang = arguments.lang
    out: Path | None = arguments.out
    if out is not None and out.suffix.lower() not in KINDS:
        raise BadInput("receipt-kind", file=str(out), known=", ".join(KINDS))
    engine = open_to_read(arguments.books)
    record = record_of(engine, arguments.settlement)
    institution = engine.institution(record.institution) if record.institution else None
    cells = WIDE if arguments.paper == 80 else NARROW  # noqa: PLR2004 - millimetres of paper
    written = receipt_text(engine, record, institution, lang, copy=True, reasons=arguments.reasons, cells=cells)
    if out is not None:
        with new_file(out) as fresh:
            fresh.write_bytes(drawn(written, out.suffix.lower(), settlement=record.id, paper=arguments.paper, cells=cells))
        say_line(say(lang, "console.receipt.saved", file=clean(str(out))))
    if arguments.printer is not None:
        send(drawn(written, ".bin", settlement=record.id, paper=arguments.paper, cells=cells), arguments.printer)
        say_line(say(lang, "console.receipt.sent", printer=clean(arguments.printer)))
    if out is None and arguments.printer is None:
        for line in written.splitlines():
            say_line(line)
    return 0
