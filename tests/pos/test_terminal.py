"""The till in a terminal of its own: the question of widths, signals, the way out."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0
_TILL = """
import sys
from pathlib import Path
from pos.app import TillApp
from pos.wiring import open_house
home = Path(sys.argv[1])
app = TillApp(lambda: open_house(home=home, url="memory:"), lang="en", home=home)
app.run()
sys.exit(app.return_code)
"""
_WIDTH = """
from pos.terminal import WidthQuestion
with WidthQuestion() as question:
    wide = question.answer(30)
print('wide' if wide else 'narrow')
"""


def in_terminal(
    program: str,
    *arguments: str,
    until: bytes,
    then: Callable[[subprocess.Popen[bytes], int], None],
    settings: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, bytes]:
    """The exit code and everything that was drawn; `then(process, terminal)` is called once `until` has been."""
    terminal, other_end = pty.openpty()
    ioctl(terminal, TIOCSWINSZ, pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)} | dict(settings)
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, stdin=other_end, stdout=other_end, stderr=other_end
    ) as process:
        os.close(other_end)
        seen, waiting = b"", True
        while heard := heard_from(terminal, process, seen):
            seen += heard
            if waiting and until in seen:
                waiting = False
                then(process, terminal)
    os.close(terminal)
    return process.returncode, seen


def heard_from(terminal: int, process: subprocess.Popen[bytes], seen: bytes) -> bytes:
    """What comes next; nothing when the other end is closed."""
    ready, _, _ = select.select([terminal], [], [], _PATIENCE)
    if not ready:
        process.kill()
        pytest.fail(f"nothing more came after: {seen[-400:]!r}")
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def answer(terminal: int, reply: bytes) -> None:
    os.write(terminal, reply)


@pytest.mark.parametrize(("reply", "told"), [(b"\x1b[5;2R", b"narrow"), (b"\x1b[5;3R", b"wide"), (b"x\x1b[12;3R", b"wide")])
def test_the_terminal_says_how_wide_it_draws(reply: bytes, told: bytes) -> None:
    code, seen = in_terminal(_WIDTH, until=b"\x1b[6n", then=lambda _, terminal: answer(terminal, reply))
    assert code == 0
    assert seen.split(b"\x1b[K")[-1].strip() == told


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_till_and_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    code, seen = in_terminal(_TILL, str(tmp_path), until=b"Spring Lane", then=lambda process, _: process.send_signal(number))
    assert code == 128 + number
    assert b"\x1b[?1049l" in seen, "the other screen is left"
    assert b"Traceback" not in seen


def test_ctrl_q_asks_before_it_leaves(tmp_path: Path) -> None:
    def leave(_: subprocess.Popen[bytes], terminal: int) -> None:
        os.write(terminal, b"\x11")
        drawn = b""
        while b"Leave the till?" not in drawn:
            drawn += os.read(terminal, 65536)
        time.sleep(0.7)  # the question counts no key before it has been up for a moment
        os.write(terminal, b"\r")

    code, seen = in_terminal(_TILL, str(tmp_path), until=b"Spring Lane", then=leave)
    assert code == 0
    assert b"Traceback" not in seen


def test_a_terminal_that_goes_without_a_word_takes_the_till_with_it(tmp_path: Path) -> None:
    """No SIGHUP comes where the till is no session's foreground; it must not stay and wait for keys for ever."""
    terminal, other_end = pty.openpty()
    ioctl(terminal, TIOCSWINSZ, pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "GONGJI_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "pos.cli", "--lang", "en"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=other_end, stdout=other_end, stderr=other_end) as process:
        os.close(other_end)
        seen = b""
        while b"F12" not in seen and (heard := heard_from(terminal, process, seen)):
            seen += heard
        os.close(terminal)
        try:
            assert process.wait(_PATIENCE) == 129
        finally:
            process.kill()
