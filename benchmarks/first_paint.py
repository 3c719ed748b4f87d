"""From starting the process to the first frame in an 80x24 terminal.

The till against an empty Textual app, in turns. Claim: at most 1.6 x at the median.
"""

import os
import pty
import select
import signal
import statistics
import sys
import time
from collections.abc import Sequence
from fcntl import ioctl
from struct import pack
from tempfile import TemporaryDirectory
from termios import TIOCSWINSZ

ROUNDS, LIMIT, PATIENCE = 15, 1.6, 30.0
#: Both paint this text in their first frame: the till in its key bar.
_MARK = b"F9"
#: How wide is `×`? The till asks, any terminal answers; one that does not makes it wait 30 ms.
_QUESTION, _ANSWER = b"\x1b[6n", b"\x1b[1;2R"
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
    begin = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        ioctl(0, TIOCSWINSZ, pack("HHHH", 24, 80, 0, 0))
        os.environ.update(GONGJI_HOME=home, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        os.execv(command[0], command)  # noqa: S606 - our own two commands
    seen = b""
    try:
        while _MARK not in seen:
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            if not ready:
                raise TimeoutError(command)
            piece = os.read(terminal, 65536)
            if _QUESTION in piece:
                os.write(terminal, _ANSWER)
            seen += piece
        return time.perf_counter() - begin
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


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
