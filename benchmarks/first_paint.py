"""From starting the process to the first frame in an 80x24 terminal.

The till against an empty Textual app, in turns. Claim: at most 1.6 x at the median.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from tempfile import TemporaryDirectory

from on_terminal import Terminal

ROUNDS, LIMIT = 15, 1.6
#: Both paint this text in their first frame: the till in its key bar.
_MARK = "F9"
_EMPTY = """
from textual.app import App
from textual.widgets import Label
class Empty(App):
    def compose(self):
        yield Label("F9")
Empty().run()
"""


def seconds_to_paint(command: Sequence[str], home: str) -> float:
    """Wall time until the mark is painted; the process is killed then."""
    with Terminal(command, {"GONGJI_HOME": home}) as terminal:
        return terminal.until(lambda screen: any(_MARK in row for row in screen))


def main() -> int:
    """Print the figures; 1 when the claim does not hold."""
    till = [sys.executable, "-m", "pos.cli", "--lang", "zh"]
    empty = [sys.executable, "-c", _EMPTY]
    times: dict[str, list[float]] = {"till": [], "empty": []}
    with TemporaryDirectory() as home:
        for command in (till, empty):  # bytecode caches and the demo books are made outside of the count
            seconds_to_paint(command, home)
            time.sleep(1)
        for _ in range(ROUNDS):
            times["empty"].append(seconds_to_paint(empty, home))
            times["till"].append(seconds_to_paint(till, home))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    ratio = medians["till"] / medians["empty"]
    sys.stdout.write(
        f"first paint: till {medians['till'] * 1000:.0f} ms, empty app {medians['empty'] * 1000:.0f} ms,"
        f" ratio {ratio:.2f} (limit {LIMIT})\n"
    )
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
