"""The camera's picture in a terminal of its own: by graphics where it says that it has them, in half blocks elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pos.widgets.kitty import REMOVAL
from tests.pos.desk.test_identify import video
from tests.pos.test_terminal import in_terminal

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

_COMMAND = "import sys; from pos.cli import main; sys.exit(main(sys.argv[1:]))"
_QUESTION = b"a=q,t=d,f=24;AAAA"
_YES, _NARROW = b"\x1b_Gi=1;OK\x1b\\", b"\x1b[1;2R"
_FRAME, _PLACEHOLDER, _HALF_BLOCK = b"a=t,f=100,", "\U0010eeee".encode(), "▄".encode()
_LEFT = b"\x1b[?1049l"
_F3 = b"\x1bOR"
_SLOPE = np.repeat(np.linspace(0, 255, 480).astype(np.uint8)[:, None], 640, axis=1)
"""From dark to light: no two halves of a cell are alike everywhere."""


def drawn(tmp_path: Path, *options: str, term: str, reply: bytes) -> bytes:
    """All that the till draws until its camera has shown a picture and it is ended by a signal; `reply` is the terminal's."""
    source = video(tmp_path / "a.avi", [_SLOPE] * 400)
    settings = {"TERM": term, "COLORTERM": "truecolor", "GONGJI_HOME": str(tmp_path / "home")}
    seen = b""

    def drive(process: subprocess.Popen[bytes], terminal: int) -> None:
        nonlocal seen

        def hear(*signs: bytes) -> None:
            nonlocal seen
            begun = len(seen)
            while not any(sign in seen[begun:] for sign in signs):
                seen += os.read(terminal, 65536)

        os.write(terminal, reply)
        hear(b"Spring Lane")
        os.write(terminal, _F3)
        hear(_PLACEHOLDER, _HALF_BLOCK)
        process.terminate()

    arguments = ("--lang", "en", "--books", "memory:", "--camera", source, *options)
    code, rest = in_terminal(_COMMAND, *arguments, until=b"\x1b[6n", then=drive, settings=settings)
    assert code == 128 + 15
    begin, end = rest.split(b"\x1b[6n", 1)
    return begin + seen + end


@pytest.mark.parametrize(
    ("term", "reply", "options"),
    [("xterm-kitty", _YES + _NARROW, ()), ("xterm-256color", _NARROW, ("--preview", "kitty"))],
    ids=["it says so", "the user says so"],
)
def test_a_terminal_with_graphics_gets_frames_and_is_left_without_one(
    tmp_path: Path, term: str, reply: bytes, options: tuple[str, ...]
) -> None:
    seen = drawn(tmp_path, *options, term=term, reply=reply)
    assert _FRAME in seen
    removed = seen.rindex(REMOVAL.encode())
    assert _FRAME not in seen[removed:]
    assert removed < seen.index(_LEFT), "from the screen that it was on"
    assert (_QUESTION in seen) == (term == "xterm-kitty")


@pytest.mark.parametrize(
    ("term", "reply", "options"),
    [
        ("xterm-kitty", _NARROW, ()),
        ("xterm-kitty", _YES + _NARROW, ("--preview", "blocks")),
        ("xterm-256color", _NARROW, ()),
    ],
    ids=["it does not say so", "the user wants blocks", "never asked"],
)
def test_any_other_gets_half_blocks_and_no_graphics(tmp_path: Path, term: str, reply: bytes, options: tuple[str, ...]) -> None:
    seen = drawn(tmp_path, *options, term=term, reply=reply)
    assert _HALF_BLOCK in seen
    assert seen.count(b"\x1b_G") == int(term == "xterm-kitty"), "the question, and nothing after it"
    assert (_QUESTION in seen) == (term == "xterm-kitty")
