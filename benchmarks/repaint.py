"""From a key to the repaint it asks for, on a terminal of 80x24: a basket of 200 lines, 10,000 sales in the journal.

Counted from writing the key's bytes to the terminal to reading the last of those that make the screen right. An empty Textual app with one
entry line beside it, in the same run.

Two claims, each at the 95th percentile. A key that changes what stands on the screen is answered within 30 ms: about two frames,
less than the gap between the keys of a fast typist. A key that opens another screen or closes one, or says all texts in another language,
is answered within 100 ms, up to which an answer is felt to come at once: all the screen's widgets are made, styled, laid out and drawn, and
the whole terminal is written. For a screen that is filled from the books the first frame counts and, in a row of its own, the filled one.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from on_terminal import Reached, Terminal

from engine.model.bill import Bill, Line
from engine.model.item import Item
from pos.wiring import House, demo_world, open_house
from pos.wording import say

LINES, SALES, PRESSES = 200, 10_000, 40
ON_THE_SCREEN, WHOLE_SCREEN = 30.0, 100.0
"""Milliseconds: the two limits."""
_EMPTY = """
from textual.app import App
from textual.widgets import Input, Label
class Empty(App):
    def compose(self):
        yield Label("F9")
        yield Input()
Empty().run()
"""
_DOWN, _UP, _NEXT_PAGE, _PAGE_BEFORE = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~"
_F7, _F8, _F12, _BACKSPACE, _LANGUAGE = b"\x1b[18~", b"\x1b[19~", b"\x1b[24~", b"\x7f", b"\x0c"
_ALL, _BOX, _BASKET, _DETAIL = slice(0, 24), slice(1, 4), slice(4, 21), slice(21, 23)
_PAUSE = 0.15
Press = tuple[bytes, Reached]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one kind of key took: milliseconds from key to repaint, and of the processor's time for each, what comes after included."""

    name: str
    taken: Sequence[float]
    worked: float
    limit: float = ON_THE_SCREEN

    @property
    def last(self) -> float:
        """At the 95th percentile."""
        return quantiles(self.taken, n=20)[-1]

    def told(self, beside: float) -> str:
        """One line; `beside` is what the empty app took."""
        kept = f"limit {self.limit:.0f}{'' if self.last < self.limit else ' MISSED'}"
        figures = f"median {median(self.taken):5.1f}  95th percentile {self.last:5.1f}  {self.last / beside:4.1f} x an empty app"
        return f"{self.name:24} {figures}  processor {self.worked:5.1f}  {kept}\n"


def named(item: Item, number: int) -> Item:
    """One more kind of goods: `b007`, whose name ends so."""
    code = f"b{number:03d}"
    return replace(item, code=code, name=f"{item.name[:6]}{code}", english=f"{item.english[:8]} {code}", ean="", national_code="")


def furnished(home: Path) -> House:
    """The demo world with goods enough for the basket, and its sales."""
    world = demo_world()
    model = next(item for item in world.items if item.code == "amox")
    house = open_house(home=home, world=replace(world, items=(*world.items, *(named(model, number) for number in range(LINES)))))
    bill = Bill(at=house.institution.id, care=house.institution.usual_care, lines=(Line(item=model, quantity=Decimal(1)),))
    for number in range(SALES):
        house.engine.settle(bill, house.engine.issue("retired").digits, key=f"sale {number}")
    return house


def shows(rows: slice, text: str) -> Reached:
    return lambda screen: any(text in row for row in screen[rows])


def typed() -> Iterator[Press]:
    for number in range(PRESSES):
        digit = str(number % 10)
        yield digit.encode(), shows(_BOX, f" {digit} ")
        yield _BACKSPACE, lambda screen, digit=digit: not shows(_BOX, f" {digit} ")(screen)


def moved() -> Iterator[Press]:
    """From the last line up, then down again."""
    for number in range(LINES - 2, LINES - 2 - PRESSES, -1):
        yield _UP, shows(_DETAIL, f"b{number:03d}")
    for number in range(LINES - PRESSES, LINES):
        yield _DOWN, shows(_DETAIL, f"b{number:03d}")


def voided() -> Iterator[Press]:
    """The last line: its name gone from the basket, the count of lines less by one."""
    for number in range(LINES - 1, LINES - 1 - PRESSES, -1):
        gone, counted = shows(_BASKET, f"b{number:03d}"), shows(_BASKET, f" {number} 行")
        yield _F7, lambda screen, gone=gone, counted=counted: counted(screen) and not gone(screen)


def quantities(line: int) -> Iterator[Press]:
    """Enter on `*7`, typed before; the sum of the line under the cursor follows."""
    for times in range(2, 2 + PRESSES):
        yield f"*{times}".encode(), shows(_BOX, f" *{times} ")
        yield b"\r", shows(_BASKET, f"b{line:03d}           12.50{times:>5}")


def journal(opened: Reached) -> Iterator[Press]:
    for _ in range(PRESSES // 2):
        yield _F8, opened
        yield _F8, shows(_BOX, "拼音")


def menu() -> Iterator[Press]:
    for _ in range(PRESSES // 2):
        yield _F12, shows(_ALL, "出示医保码")
        yield _F12, lambda screen: not shows(_ALL, "出示医保码")(screen)


def scrolled(numbers: Sequence[str]) -> Iterator[Press]:
    """Down to the end of what the journal lists, a page at a time, and up again by the same."""
    pages = [numbers[min(place, len(numbers) - 1)] for place in range(10, len(numbers) + 10, 10)]
    for _ in range(PRESSES // len(pages) // 2 + 1):
        for number in pages:
            yield _NEXT_PAGE, shows(_ALL, number)
        for number in reversed([numbers[0], *pages[:-1]]):
            yield _PAGE_BEFORE, shows(_ALL, number)


def spoken() -> Iterator[Press]:
    for _ in range(PRESSES // 2):
        yield _LANGUAGE, shows(_ALL, "F9Pay")
        yield _LANGUAGE, shows(_ALL, "F9结算")


def measured(terminal: Terminal, name: str, presses: Iterable[Press], *, counted: int = 1, limit: float = ON_THE_SCREEN) -> Row:
    """Of each press, or of every second one where the others only lead up to it. A pause beforehand lets the search of the last one end."""
    taken, begun, number = [], terminal.worked, 0
    for number, (keys, reached) in enumerate(presses, start=1):
        time.sleep(_PAUSE)
        seconds = terminal.until(reached, keys)
        if number % counted == 0:
            taken.append(seconds * 1000)
    return Row(name=name, taken=taken, worked=(terminal.worked - begun) * 1000 / number, limit=limit)


def in_the_till(house: House) -> Iterator[Row]:
    newest = [record.id for record in house.engine.journal(100)]
    command = [sys.executable, "-m", "pos.cli", "--lang", "zh"]
    with Terminal(command, {"GONGJI_HOME": str(house.home)}) as till:
        till.until(shows(_ALL, "F12"))
        till.until(lambda screen: "药店" in screen[0])
        for number in range(LINES):
            till.until(shows(_BASKET, f"b{number:03d}"), f"b{number:03d}\r".encode())
        yield measured(till, "digit typed, taken back", typed())
        yield measured(till, "cursor up, down", moved())
        yield measured(till, "journal opened, closed", journal(shows(slice(0, 1), say("zh", "journal.title"))), limit=WHOLE_SCREEN)
        yield measured(till, "journal filled, closed", journal(shows(_ALL, newest[0])), limit=WHOLE_SCREEN)
        yield measured(till, "menu opened, closed", menu(), limit=WHOLE_SCREEN)
        till.until(shows(_ALL, newest[0]), _F8)
        yield measured(till, "journal, a page on", scrolled(newest))
        till.until(shows(_BOX, "拼音"), _F8)
        yield measured(till, "language", spoken(), limit=WHOLE_SCREEN)
        till.until(shows(_ALL, "统筹基金"), f"{house.engine.issue('grandma', 'mother').digits}\r".encode())
        yield measured(till, "line voided", voided())
        till.until(shows(_DETAIL, f"b{LINES - 2 - PRESSES:03d}"), _UP)
        yield measured(till, "quantity set", quantities(LINES - 2 - PRESSES), counted=2)


def in_an_empty_app() -> Row:
    with Terminal([sys.executable, "-c", _EMPTY], {}) as empty:
        empty.until(shows(_ALL, "F9"))
        return measured(empty, "empty app, digit typed", typed())


def main() -> int:
    """Print the figures; 1 when a claim does not hold."""
    with TemporaryDirectory() as folder:
        house = furnished(Path(folder))
        sys.stdout.write(f"basket of {LINES} lines, {SALES} sales in the journal; ms from key to repaint, and of the processor\n")
        empty = in_an_empty_app()
        sys.stdout.write(empty.told(empty.last))
        missed = 0
        for row in in_the_till(house):
            sys.stdout.write(row.told(empty.last))
            sys.stdout.flush()
            missed += row.last >= row.limit
    sys.stdout.write(f"limits missed: {missed}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
