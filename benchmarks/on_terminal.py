"""A program on a terminal of its own: keys in, and the moment at which the screen shows what a key was to bring."""

import os
import pty
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ
from typing import Self

import pyte

PATIENCE, QUIET = 60.0, 0.06
_NARROW = b"\x1b[1;2R"
"""The answer to the till's question how wide `×` is."""

Reached = Callable[[Sequence[str]], bool]


class Terminal:
    """`rows` is what stands on the screen, by pyte, a terminal without a window."""

    def __init__(self, command: Sequence[str], settings: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.child, self._end = pty.fork()
        if self.child == 0:
            ioctl(0, TIOCSWINSZ, pack("HHHH", lines, columns, 0, 0))
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | dict(settings))
            os.execv(command[0], command)  # noqa: S606 - our own two programs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._end)

    @property
    def rows(self) -> Sequence[str]:
        cells, columns = self._screen.buffer, range(self._screen.columns)
        return ["".join(cells[line][column].data for column in columns) for line in range(self._screen.lines)]

    @property
    def resident(self) -> float:
        """MB of memory that the program holds."""
        status = Path(f"/proc/{self.child}/status").read_text(encoding="utf-8")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024

    @property
    def worked(self) -> float:
        """Seconds of the processor's time that the program has used, to the hundredth: of use over many keys."""
        fields = Path(f"/proc/{self.child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def type(self, keys: bytes) -> None:
        os.write(self._end, keys)

    def until(self, reached: Reached, keys: bytes = b"", quiet: float = QUIET) -> float:
        """Seconds from the first of `keys` to the bytes that make the screen so; returns once nothing more is drawn for `quiet` seconds.

        Every piece of output is stamped when it is read, and looked at afterwards: the terminal's own work is not counted.
        """
        begin = time.perf_counter()
        self.type(keys)
        taken: float | None = None
        while taken is None:
            pieces = self._heard(begin + PATIENCE, quiet)
            if not pieces:
                raise TimeoutError("\n".join(self.rows))
            for at, piece in pieces:
                if b"\x1b[6n" in piece:
                    self.type(_NARROW)
                self._stream.feed(piece)
                if taken is None and reached(self.rows):
                    taken = at - begin
        return taken

    def _heard(self, last: float, quiet: float) -> Sequence[tuple[float, bytes]]:
        """Until it is quiet."""
        pieces: list[tuple[float, bytes]] = []
        while True:
            wait = quiet if pieces else max(0.0, last - time.perf_counter())
            ready, _, _ = select.select([self._end], [], [], wait)
            if not ready:
                return pieces
            piece = os.read(self._end, 1 << 20)
            pieces.append((time.perf_counter(), piece))
