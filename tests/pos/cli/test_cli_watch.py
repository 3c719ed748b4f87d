"""`gongji scan --watch`: a process beside us, a folder between us."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest

from scanner.encode import png_bytes
from tests.pos.cli.conftest import ROOT, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE, TWO, THREE = "3701009012345678901234567890", "0" * 28, "1" * 28
LONG = 60.0
"""Seconds until a line that does not come fails a test; none is waited for otherwise."""


class Watcher:
    """Its lines come through a queue, so that a test waits for what it wants to see and for no clock."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-m", "pos.cli", "scan", "--watch", str(folder), *arguments],
            cwd=ROOT,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a shell's background job is deaf to it
        )
        self.lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._pump, daemon=True)
        self._reader.start()

    def _pump(self) -> None:
        assert self.running.stdout is not None
        for line in self.running.stdout:
            self.lines.put(line.rstrip("\n"))

    def line(self) -> str:
        return self.lines.get(timeout=LONG)

    def object(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.line())
        return found

    def ended(self) -> tuple[int, str]:
        code = self.running.wait(LONG)
        assert self.running.stderr is not None
        return code, self.running.stderr.read()

    def close(self) -> None:
        self.running.kill()
        self.running.wait()
        self._reader.join()
        for pipe in (self.running.stdout, self.running.stderr):
            assert pipe is not None
            pipe.close()

    def stop(self) -> tuple[int, str]:
        self.running.send_signal(signal.SIGINT)
        return self.ended()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "drop"
    place.mkdir()
    (place / "old.png").write_bytes(png_bytes(ONE))
    return place


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    watching = Watcher(folder, "--json")
    yield watching
    watching.close()


def test_pictures_dropped_in_are_told_and_ctrl_c_ends_well(watcher: Watcher, folder: Path) -> None:
    assert watcher.object() == {"watching": str(folder)}
    (folder / "new.png").write_bytes(png_bytes(TWO))
    found = watcher.object()
    assert (found["source"], found["text"], found["symbology"]) == (str(folder / "new.png"), TWO, "QRCODE")
    hostile = folder / "[red]\x1b[31m\n.png"
    hostile.write_bytes(png_bytes(THREE))
    assert watcher.object()["text"] == THREE
    (folder / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    assert watcher.object()["error"] == "not-a-picture"
    (folder / "last.png").write_bytes(png_bytes(TWO))
    assert watcher.object()["text"] == TWO, "and the complaint before it is out"
    code, complaints = watcher.stop()
    assert code == 0
    assert [line.partition(":")[0] for line in complaints.splitlines()] == ["not-a-picture"]
    assert watcher.lines.empty(), "what lay there was left alone"


def test_half_a_picture_is_not_read_until_it_is_whole(watcher: Watcher, folder: Path) -> None:
    watcher.line()
    data = png_bytes(TWO)
    with (folder / "slow.png").open("wb") as slow:
        slow.write(data[:200])
        slow.flush()
        (folder / "other.png").write_bytes(png_bytes(THREE))
        assert watcher.object()["text"] == THREE, "others do not wait for it"
        slow.write(data[200:])
    assert watcher.object()["text"] == TWO
    assert watcher.stop() == (0, "")


def test_a_huge_file_is_refused_by_its_size(watcher: Watcher, folder: Path) -> None:
    watcher.line()
    with (folder / "huge.png").open("wb") as huge:
        huge.write(b"\x89PNG\r\n\x1a\n" + bytes(4))
        huge.truncate(1 << 40)
    assert watcher.object()["error"] == "picture-too-large"
    assert watcher.stop()[0] == 0


def test_the_folder_vanishing_ends_it_with_a_sentence(watcher: Watcher, folder: Path) -> None:
    watcher.line()
    (folder / "old.png").unlink()
    folder.rmdir()
    told = watcher.object()
    assert (told["ok"], told["error"]) == (False, "folder-gone")
    code, complaint = watcher.ended()
    assert (code, complaint.partition(":")[0]) == (1, "folder-gone")


def test_with_all_what_lies_there_is_read_too(folder: Path) -> None:
    watching = Watcher(folder, "--all")
    assert str(folder) in watching.line()
    assert watching.line() == f"{folder / 'old.png'}: QRCODE {ONE}"
    assert watching.stop() == (0, "")
    watching.close()


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--watch", "no-such-folder"], "not-a-folder"), (["--watch", "."], "watch-alone"), (["--watch", ""], "usage")]
)
def test_wrong_usage(gongji: Shell, lang: str, arguments: list[str], code: str) -> None:
    more = ["a.png"] if code == "watch-alone" else []
    gongji("scan", *arguments, *more, "--lang", lang).is_refused(code, exit_code=2)
