"""A file that is wholly there or not at all, and never instead of another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.errors import BadInput
from pos.new_file import new_file


def written(path: Path, text: str = "new") -> None:
    with new_file(path) as fresh:
        assert fresh.parent == path.parent
        assert fresh.read_bytes() == b""
        fresh.write_text(text)
        assert not path.exists(), "nobody sees a half"


def refused(path: Path) -> str:
    with pytest.raises(BadInput) as error:
        written(path)
    assert error.value.facts["file"] == str(path)
    return error.value.code


def test_it_appears_whole_for_its_user_alone(tmp_path: Path) -> None:
    written(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "new"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    for path in (tmp_path / "a", tmp_path / "nowhere", tmp_path, Path(os.devnull)):
        assert refused(path) == "file-exists"
    assert (tmp_path / "a").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "nowhere"]


@pytest.mark.parametrize("links", [True, False])
def test_who_comes_first_keeps_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:  # noqa: FBT001 - pytest hands it over
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    path = tmp_path / "a"

    def overtaken() -> None:
        with new_file(path):
            path.write_text("the other's")

    with pytest.raises(BadInput, match="file-exists"):
        overtaken()
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
    assert path.read_text() == "the other's"


def no_links(_self: Path, _target: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_memory_stick_has_no_links_and_takes_it_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    written(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "new"


def test_a_name_that_cannot_be_taken_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    monkeypatch.setattr(Path, "replace", fails)
    assert refused(tmp_path / "a") == "cannot-write"
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    assert refused(tmp_path / "none" / "a") == "cannot-write"
    assert refused(tmp_path / ("x" * 5000)) == "cannot-write"
    assert list(tmp_path.iterdir()) == []


def test_what_fails_inside_leaves_nothing(tmp_path: Path) -> None:
    def half(error: Exception) -> None:
        with new_file(tmp_path / "a") as fresh:
            fresh.write_text("half")
            raise error

    with pytest.raises(ZeroDivisionError):
        half(ZeroDivisionError())
    with pytest.raises(BadInput, match="cannot-write"):
        half(OSError(28, "No space left on device"))
    assert list(tmp_path.iterdir()) == []
