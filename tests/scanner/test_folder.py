"""Which files of a folder are new and whole. The clock is an argument."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scanner.errors import PictureError
from scanner.sources.folder import LOOK, PATIENCE, QUIET, Folder

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Folder, at: float) -> list[str]:
    return [file.name for file, _ in folder.whole(at)]


def test_what_lies_there_is_left_unless_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "old.png").write_bytes(b"x")
    assert names(Folder(tmp_path), 10) == []
    folder = Folder(tmp_path, existing=True, at=0)
    assert names(folder, QUIET / 2) == []
    assert names(folder, QUIET) == ["old.png"]


def test_a_new_file_is_given_when_it_has_stood_unchanged(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    file = tmp_path / "new.png"
    file.write_bytes(b"begin")
    assert names(folder, 1.0) == []
    file.write_bytes(b"begin and more")
    assert names(folder, 1.0 + QUIET) == [], "it has grown"
    assert names(folder, 1.0 + 2 * QUIET) == ["new.png"]
    assert [patient for _, patient in folder.whole(1.0 + QUIET + PATIENCE)] == [True]
    folder.done(file)
    assert names(folder, 99) == []
    assert LOOK < QUIET < PATIENCE


def test_written_anew_under_the_same_name_it_comes_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path, existing=True)
    file = tmp_path / "a.png"
    file.write_bytes(b"one")
    names(folder, 0)
    folder.done(tmp_path / "a.png")
    assert names(folder, 1) == []
    beside = tmp_path / ".b"
    beside.write_bytes(b"two")
    beside.replace(file)
    assert names(folder, 2) == []
    assert names(folder, 3) == ["a.png"]
    file.unlink()
    assert names(folder, 4) == []
    folder.done(file)


@pytest.mark.parametrize("name", [".hidden.png", "half.png.part", "half.crdownload", "half.TMP"])
def test_what_is_still_being_written_under_another_name_is_not_looked_at(tmp_path: Path, name: str) -> None:
    folder = Folder(tmp_path)
    (tmp_path / name).write_bytes(b"x")
    names(folder, 0)
    assert names(folder, 9) == []


def test_only_files_count(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "nothing.png").symlink_to(tmp_path / "absent")
    (tmp_path / "round.png").symlink_to(tmp_path / "round.png")
    names(folder, 0)
    assert names(folder, 9) == []


def test_a_folder_that_goes_says_so(tmp_path: Path) -> None:
    place = tmp_path / "drop"
    place.mkdir()
    folder = Folder(place)
    place.rmdir()
    with pytest.raises(PictureError, match="no-such-file"):
        names(folder, 0)
    with pytest.raises(PictureError, match="no-such-file"):
        Folder(place)
    place.write_bytes(b"a file")
    with pytest.raises(PictureError, match="no-such-file"):
        Folder(place)
    with pytest.raises(PictureError, match="no-such-file"):
        Folder("a\0b")
