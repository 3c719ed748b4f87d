"""The till looks tomorrow as it did when it was left; whatever stands in the file, it starts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pos.remembered import Looks, file_of, remember, remembered
from tests.pos.test_terminal import in_terminal

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

_COMMAND = "import sys; from pos.cli import main; sys.exit(main(sys.argv[1:]))"


def test_nothing_chosen_leaves_no_file(tmp_path: Path) -> None:
    assert remembered(tmp_path) == Looks()
    remember(tmp_path, Looks().after(lang=("en", "en"), theme=("dark", "dark")), before=Looks())
    assert list(tmp_path.iterdir()) == []


def test_what_was_chosen_comes_back_and_an_option_holds_for_one_start() -> None:
    before = Looks(lang="zh")
    assert before.after(lang=("en", "en"), theme=("dark", "light")) == Looks(lang="zh", theme="light")
    assert before.after(lang=("zh", "en"), theme=("dark", "dark")) == Looks(lang="en")


def test_the_file_is_whole_and_alone(tmp_path: Path) -> None:
    looks = Looks(lang="en", theme="contrast")
    remember(tmp_path, looks, before=Looks())
    assert remembered(tmp_path) == looks
    assert list(tmp_path.iterdir()) == [file_of(tmp_path)]


@pytest.mark.parametrize(
    "written",
    [b"\xff\xfe", b"lang = ", b'lang = "fr"', b'theme = "gongji-dark"', b"theme = 1", b'theme = ["dark"]', b'colour = "red"', b"#" * 5000],
)
def test_a_damaged_file_is_told_and_mended(tmp_path: Path, written: bytes) -> None:
    file_of(tmp_path).write_bytes(written)
    looks = remembered(tmp_path)
    assert looks == Looks(damaged=True)
    remember(tmp_path, looks.after(lang=("en", "en"), theme=("dark", "dark")), before=looks)
    assert remembered(tmp_path) == Looks()


def test_a_folder_in_its_place_is_damage_too_and_stays(tmp_path: Path) -> None:
    file_of(tmp_path).mkdir()
    looks = remembered(tmp_path)
    assert looks.damaged
    remember(tmp_path, Looks(lang="en"), before=looks)
    assert list(tmp_path.iterdir()) == [file_of(tmp_path)]


def test_a_folder_that_is_not_there_forgets(tmp_path: Path) -> None:
    remember(tmp_path / "gone", Looks(lang="en"), before=Looks())
    assert not (tmp_path / "gone").exists()


def left(tmp_path: Path, *options: str, until: bytes, keys: bytes) -> bytes:
    """All that a till draws that is left by Ctrl+Q after `keys`."""

    def leave(process: subprocess.Popen[bytes], terminal: int) -> None:
        os.write(terminal, keys)
        process.terminate()

    code, seen = in_terminal(_COMMAND, *options, "--books", "memory:", until=until, then=leave, settings={"GONGJI_HOME": str(tmp_path)})
    assert code == 128 + 15
    return seen


def test_the_till_starts_as_it_was_left(tmp_path: Path) -> None:
    remember(tmp_path, Looks(lang="zh"), before=Looks())
    assert "药店".encode() in left(tmp_path, until="药店".encode(), keys=b"")
    assert b"Spring Lane" in left(tmp_path, "--lang", "en", until=b"Spring Lane", keys=b"")
    assert remembered(tmp_path) == Looks(lang="zh"), "an option is not remembered"
    file_of(tmp_path).write_text("nonsense")
    assert b"till.toml" in left(tmp_path, "--lang", "en", until=b"Spring Lane", keys=b"")
    assert b"till.toml" not in left(tmp_path, "--lang", "en", until=b"Spring Lane", keys=b"")
