"""What the terminal does with characters of ambiguous width, asked before the till takes the screen.

`─ × █ …` take one cell in most terminals and two in those set up for old Chinese fonts; the till counts one. Where they take two, it draws
with plain ASCII.
"""

import os
import re
import select
import sys
import time

_ASK = b"\r\xc3\x97\x1b[6n"
"""Column one, `×`, and: where is the cursor now?"""
_REPLY = re.compile(rb"\x1b\[[0-9]{1,4};(?P<column>[0-9]{1,4})R")
_NARROW_COLUMN = 2


def ambiguous_is_wide(patience: float = 0.3) -> bool:
    """False where nothing answers within `patience` seconds, or there is no terminal. What was typed meanwhile is lost."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        import termios
        import tty
    except ImportError:  # no such thing outside of POSIX
        return False
    device = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(device)
    except termios.error:
        return False
    try:
        tty.setcbreak(device)
        os.write(sys.stdout.fileno(), _ASK)
        column = _answer(device, patience)
    finally:
        termios.tcsetattr(device, termios.TCSADRAIN, before)
        os.write(sys.stdout.fileno(), b"\r\x1b[K")
    return column is not None and column > _NARROW_COLUMN


def _answer(device: int, patience: float) -> int | None:
    heard = b""
    until = time.monotonic() + patience
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([device], [], [], left)
        if not ready:
            return None
        heard += os.read(device, 64)
        if reply := _REPLY.search(heard):
            return int(reply["column"])
    return None
