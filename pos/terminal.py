"""What the terminal does with characters of ambiguous width, and whether it shows pictures, asked before the till takes the screen.

`─ × █ …` take one cell in most terminals and two in those set up for old Chinese fonts; the till counts one. Where they take two, it draws
with plain ASCII.

Only terminals that call themselves Kitty or Ghostty are asked for Kitty's graphics: others say yes and do not know its placeholders
(Konsole, WezTerm), and one that knows nothing of it could print the question.
"""

import os
import re
import select
import sys
import time
from collections.abc import Callable, MutableMapping
from threading import Thread
from typing import Self

_ASK = b"\r\xc3\x97\x1b[6n"
"""Column one, `×`, and: where is the cursor now?"""
_ASK_FOR_GRAPHICS = b"\x1b_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
"""Could you take a picture of one pixel? Answered before the width, which is asked next."""
_WITH_GRAPHICS = frozenset({"xterm-kitty", "xterm-ghostty"})
_YES = b"\x1b_Gi=1;OK\x1b\\"
_REPLY = re.compile(rb"\x1b\[[0-9]{1,4};(?P<column>[0-9]{1,4})R")
_NARROW_COLUMN = 2
_PLAIN = frozenset({"", "dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "xterm-mono", "linux-m"})
_LAST_MOMENT = 2.0
"""Seconds for a till that was told to end cleanly."""
_HUNG_UP = 129
"""What a shell calls an end by SIGHUP."""


def without_colours(environment: MutableMapping[str, str]) -> None:
    """A terminal that says it can do nothing, or says nothing, is sent no colours; bold and reverse, which old ones know, stay.

    To be told before Textual is imported.
    """
    if environment.get("TERM", "") in _PLAIN:
        environment.setdefault("NO_COLOR", "1")
        environment["TERM"] = "vt100"  # of a dumb one Rich believes no size
        environment.setdefault("TEXTUAL_COLOR_SYSTEM", "standard")


class WidthQuestion:
    """Asked on entering; what takes long (importing the till) goes inside, so that nobody waits for the answer.

    Outside of a terminal nothing is asked. What is typed before the answer is lost. `graphics`, once there is an answer: it shows pictures.
    """

    def __init__(self) -> None:
        self.graphics = False
        self._restore: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        if sys.stdin.isatty() and sys.stdout.isatty():
            self._restore = _hushed(sys.stdin.fileno())
        if self._restore is not None:
            asks = _ASK_FOR_GRAPHICS if os.environ.get("TERM") in _WITH_GRAPHICS else b""
            os.write(sys.stdout.fileno(), asks + _ASK)
        return self

    def answer(self, patience: float = 0.03) -> bool:
        """Whether ambiguous characters take two cells; False where nothing answers within `patience` seconds from now."""
        if self._restore is None:
            return False
        heard = _heard(sys.stdin.fileno(), patience)
        self.graphics = _YES in heard
        reply = _REPLY.search(heard)
        column = int(reply["column"]) if reply else None
        return column is not None and column > _NARROW_COLUMN

    def __exit__(self, *_: object) -> None:
        if self._restore is not None:
            self._restore()
            os.write(sys.stdout.fileno(), b"\r\x1b[K")


def _hushed(device: int) -> Callable[[], None] | None:
    """Keys come one by one and are not echoed, until the function that is returned is called; None where that cannot be had."""
    try:
        import termios
        import tty
    except ImportError:  # no such thing outside of POSIX
        return None
    try:
        before = termios.tcgetattr(device)
        tty.setcbreak(device)
    except termios.error:
        return None
    return lambda: termios.tcsetattr(device, termios.TCSADRAIN, before)


def _heard(device: int, patience: float) -> bytes:
    """All until the width is told, or patience ends."""
    heard = b""
    until = time.monotonic() + patience
    while not _REPLY.search(heard):
        ready, _, _ = select.select([device], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            break
        heard += os.read(device, 64)
    return heard


def end_with(device: int) -> None:
    """When the terminal goes for good, so does the till, also where nobody sends it SIGHUP. The books are as after a kill: whole.

    Textual's thread for keys would read the end again and again, and its screen wait for ever to be written.
    """
    if not hasattr(select, "poll"):  # Windows: closing the window ends the process
        return
    gone = select.poll()
    gone.register(device, 0)  # a hang-up is always told

    def watch() -> None:
        gone.poll()
        time.sleep(_LAST_MOMENT)
        os._exit(_HUNG_UP)

    Thread(target=watch, name="terminal", daemon=True).start()
