"""What reaches the terminal's wire: no colour where none is wanted, and never more colours than it has."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.pos.test_terminal import in_terminal

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

_COMMAND = "import sys; from pos.cli import main; sys.exit(main(sys.argv[1:]))"
_SGR = re.compile(rb"\x1b\[([0-9;]*)m")
_NOT_COLOURS = frozenset({0, 1, 2, 3, 4, 7, 9})
"""Plain, bold, dim, italic, underline, reverse, struck out."""
_REVERSE = 7


def attributes(tmp_path: Path, **settings: str) -> list[list[int]]:
    """The numbers of every SGR sequence that the till sends until an item stands in the basket, and a code has been read."""

    seen = b""

    def drive(process: subprocess.Popen[bytes], terminal: int) -> None:
        nonlocal seen
        for keys, mark in ((b"amox\rnife\r", b"Nifedipine"), (b"\x1b[19~", b"Number"), (b"\x1b[24~", b"")):
            os.write(terminal, keys)
            while mark not in seen:
                seen += os.read(terminal, 65536)
        process.terminate()

    environment = {"GONGJI_HOME": str(tmp_path / "home"), "COLORTERM": "", **settings}
    code, rest = in_terminal(_COMMAND, "--lang", "en", "--books", "memory:", until=b"Spring Lane", then=drive, settings=environment)
    assert code == 128 + 15
    return [[int(number) for number in found.split(b";") if number] for found in _SGR.findall(seen + rest)]


@pytest.mark.parametrize(
    "settings",
    [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "COLORTERM": "truecolor"}, {"TERM": "dumb"}, {"TERM": "vt100"}],
    ids=["NO_COLOR", "NO_COLOR with true colour", "TERM=dumb", "TERM=vt100"],
)
def test_no_colour_is_sent_and_the_cursor_is_seen_all_the_same(tmp_path: Path, settings: dict[str, str]) -> None:
    sent = attributes(tmp_path, **settings)
    assert {number for numbers in sent for number in numbers} <= _NOT_COLOURS
    assert any(_REVERSE in numbers for numbers in sent)
    assert any(1 in numbers for numbers in sent), "what is important is bold"


_SIXTEEN = r"[34][0-79]|9[0-7]|10[0-7]"


@pytest.mark.parametrize(("term", "colours"), [("xterm", _SIXTEEN), ("xterm-256color", rf"[34]8;5;\d+|{_SIXTEEN}")])
def test_a_terminal_is_sent_no_colours_that_it_does_not_have(tmp_path: Path, term: str, colours: str) -> None:
    sent = attributes(tmp_path, TERM=term)
    coloured = [";".join(str(number) for number in numbers if number not in _NOT_COLOURS) for numbers in sent]
    left = {text for text in coloured if re.sub(colours, "", text).strip(";")}
    assert not left
    assert any(coloured)
