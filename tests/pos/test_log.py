"""The log: JSON lines, no identity number and no code, and never a word on the screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.log import log_file, logger_for, record

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No handler of one test is left for the next."""
    yield
    logger = logger_for(Path("/nonexistent-for-sure"))
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def lines(home: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in log_file(home).read_text(encoding="utf-8").splitlines()]


def test_a_line_is_an_object(tmp_path: Path) -> None:
    logger_for(tmp_path).error("what happened: %s", "药店\nsecond line")
    (told,) = lines(tmp_path)
    assert set(told) == {"at", "level", "what"}
    assert (told["level"], told["what"]) == ("ERROR", "what happened: 药店\nsecond line")


@pytest.mark.parametrize(
    "secret",
    [
        "3701009012345678901234567890",
        "37010019860418123X",
        "37010019860418123x",
        "370100198604181234",
        "370100860418123",
        "370100 19860418 123X",
        "370100-1986-0418-1234",
        "6990000575605",
        "６９９００００５７５６０５",
        "13800138000",
    ],
)
def test_long_digits_do_not_reach_it(tmp_path: Path, secret: str) -> None:
    logger_for(tmp_path).error("code=%s, [%s] x%sy", secret, secret, secret)
    (told,) = lines(tmp_path)
    assert told["what"] == "code=[digits], [[digits]] x[digits]y"


def test_nor_do_they_in_a_trace(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="3701") as caught:
        int("3701009012345678901234567890 of 37010019860418123X")
    logger_for(tmp_path).error("failed", exc_info=caught.value)
    (told,) = lines(tmp_path)
    assert "ValueError" in told["trace"]
    assert "test_log.py" in told["trace"]
    assert "[digits]" in told["trace"]
    assert "3701" not in told["trace"]


def test_short_numbers_stay(tmp_path: Path) -> None:
    logger_for(tmp_path).error("line 12 of 2025-11-21, 12.50 yuan, error 10054")
    assert lines(tmp_path)[0]["what"] == "line 12 of 2025-11-21, 12.50 yuan, error 10054"


@QUICK
@given(digits=st.text("0123456789", min_size=15, max_size=28), before=st.text("ab 药", max_size=5), after=st.text("ab 药", max_size=5))
def test_no_code_whatever_stands_round_it(tmp_path: Path, digits: str, before: str, after: str) -> None:
    logger_for(tmp_path).error("%s%s%s", before, digits, after)
    assert digits not in log_file(tmp_path).read_text(encoding="utf-8")


def test_each_data_folder_has_its_own(tmp_path: Path) -> None:
    for name in ("one", "two", "one"):
        logger_for(tmp_path / name).error(name)
    assert [told["what"] for told in lines(tmp_path / "one")] == ["one", "one"]
    assert [told["what"] for told in lines(tmp_path / "two")] == ["two"]


@pytest.mark.parametrize("obstacle", ["home", "log", "log/gongji.log"])
def test_where_it_cannot_be_written_it_is_silent(
    tmp_path: Path, obstacle: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    if obstacle == "home":
        home.write_text("a file", encoding="utf-8")
    elif obstacle == "log":
        home.mkdir()
        (home / "log").write_text("a file", encoding="utf-8")
    else:
        (home / "log" / "gongji.log").mkdir(parents=True)
    monkeypatch.setenv("GONGJI_HOME", str(home))
    file, written = record("failed", ValueError("x"))
    assert (file, written) == (home / "log" / "gongji.log", False)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_fills_up_is_noted_and_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").mkdir()
    log_file(tmp_path).symlink_to("/dev/full")
    monkeypatch.setenv("GONGJI_HOME", str(tmp_path))
    assert record("failed", ValueError("x")) == (log_file(tmp_path), False)
    assert capfd.readouterr() == ("", "")


def test_what_is_no_text_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGJI_HOME", str(tmp_path))
    assert record("broken \udcff name", ValueError("x"))[1]
    assert "broken \\udcff name" in log_file(tmp_path).read_text(encoding="utf-8")
