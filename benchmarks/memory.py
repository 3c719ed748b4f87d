"""What a till holds in memory after a thousand sales made in it by keys, beside an empty Textual app: resident, 80x24, books in a file.

Each sale is typed, the payer's code read, the figures agreed to and the receipt put away. Claim: at most 1.6 x the empty app.
"""

import sys
from compileall import compile_dir
from pathlib import Path
from tempfile import TemporaryDirectory

from on_terminal import Reached, Terminal

import engine
import pos
import scanner
from pos.wiring import House, open_house

SALES, LIMIT = 1000, 1.6
_QUIET = 0.01
_TOLD = 100
"""Sales from one line of the output to the next: whether it grows is seen before the end."""
_EMPTY = """
from textual.app import App
from textual.widgets import Label
class Empty(App):
    def compose(self):
        yield Label("F9")
Empty().run()
"""
#: Agreeing counts at once: nobody waits half a second a thousand times.
_TILL = """
import sys
from pos.widgets import arming
arming.PATIENCE = 0.0
from pos.cli import main
sys.exit(main(["--lang", "en"]))
"""
_F9, _ENTER = b"\x1b[20~", b"\r"
_HOLDERS = (("grandma", "mother"), ("retired", None), ("child", None))


def shows(*texts: str) -> Reached:
    return lambda screen: all(any(text in row for row in screen) for text in texts)


def sell(till: Terminal, house: House, number: int) -> None:
    """In as many repaints as a cashier waits for."""
    holder, shown_by = _HOLDERS[number % len(_HOLDERS)]
    code = house.engine.issue(holder, shown_by).digits
    till.until(shows("1 lines", "Fund", "F12"), b"amox\r" + code.encode() + b"\r", _QUIET)
    till.until(shows("CASH DUE", "F9 Agree"), _F9, _QUIET)
    till.until(shows("Receipt", "Next sale"), _F9, _QUIET)
    till.until(shows("nobody yet", "F12"), _ENTER, _QUIET)


def main() -> int:
    """Print the figures; 1 when the claim does not hold."""
    for package in (engine, pos, scanner):  # as an installer does: a till that compiles what it imports holds 4 MB more
        for folder in package.__path__:
            compile_dir(folder, quiet=1)
    with Terminal([sys.executable, "-c", _EMPTY], {}) as app:
        app.until(shows("F9"))
        empty = app.resident
    with TemporaryDirectory() as folder:
        house = open_house(home=Path(folder))
        with Terminal([sys.executable, "-c", _TILL], {"GONGJI_HOME": folder}) as till:
            till.until(shows("F12", "Spring Lane"))
            begun = till.resident
            for number in range(1, SALES + 1):
                sell(till, house, number)
                if number % _TOLD == 0:
                    sys.stdout.write(
                        f"after {number:4} sales {till.resident:.1f} MB, {till.worked / number:.2f} s of the processor a sale\n"
                    )
                    sys.stdout.flush()
            after = till.resident
        sold = len(house.engine.journal(SALES + 1))
    ratio = after / empty
    sys.stdout.write(
        f"resident: empty app {empty:.1f} MB, till {begun:.1f} MB, after {sold} sales {after:.1f} MB, ratio {ratio:.2f} (limit {LIMIT})\n"
    )
    return 0 if sold == SALES and ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
