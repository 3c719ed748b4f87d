"""pos/run and tests/run on a machine that has uv."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ground.conftest import Machine


def test_the_first_start_sets_up_and_says_so_on_stderr_only(machine: Machine) -> None:
    first = machine.till("play", "a b", "")
    assert (first.returncode, first.stdout, first.stderr) == (0, "play a b \n", machine.SETTING_UP)
    assert machine.diary() == ["venv", "pip"]


def test_the_second_start_asks_nobody(machine: Machine) -> None:
    machine.till()
    (machine.bin / "uv").unlink()
    second = machine.till("doctor")
    assert (second.returncode, second.stdout, second.stderr) == (0, "doctor\n", "")


def test_the_exit_code_is_that_of_the_command(machine: Machine) -> None:
    machine.till()
    (machine.clone / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    assert machine.till("sell").returncode == 7


def test_changed_dependencies_are_installed_at_the_next_start(machine: Machine) -> None:
    machine.till()
    with (machine.clone / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("# more\n")
    assert machine.till().stderr == machine.SETTING_UP
    assert machine.diary() == ["venv", "pip", "pip"]
    assert machine.till().stderr == ""


def test_a_folder_that_moved_is_mended(machine: Machine, tmp_path: Path) -> None:
    machine.till()
    machine.clone.rename(tmp_path / "elsewhere")
    moved = machine.run(str(tmp_path / "elsewhere" / "pos" / "run"), "qr")
    assert (moved.stdout, moved.stderr) == ("qr\n", machine.SETTING_UP)


def test_it_starts_through_a_symbolic_link(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "gj").symlink_to(machine.clone / "pos" / "run")
    assert machine.run(str(tmp_path / "gj"), "qr").stdout == "qr\n"


def test_the_tests_need_the_development_group_as_well(machine: Machine) -> None:
    machine.till()
    run = str(machine.clone / "tests" / "run")
    assert machine.run(run, "-k", "a b").stdout == "pytest -k a b\n"
    assert "--group dev" in machine.whole_diary()[-1]
    assert machine.run(run).stdout == "pytest -n auto\n"
    assert machine.diary() == ["venv", "pip", "pip"]


def test_a_set_up_that_was_killed_half_way_is_started_again_from_nothing(machine: Machine, tmp_path: Path) -> None:
    hold = tmp_path / "hold"
    started = subprocess.Popen(
        [str(machine.clone / "pos" / "run")],
        env=machine.environment | {"HOLD": str(hold)},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    while not hold.exists():
        assert started.poll() is None
        time.sleep(0.01)
    (machine.clone / ".venv" / "half-written").touch()
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    again = machine.till("qr")
    assert (again.returncode, again.stdout) == (0, "qr\n")
    assert not (machine.clone / ".venv" / "half-written").exists()


def test_two_first_starts_at_once_set_up_once(machine: Machine) -> None:
    both = [
        subprocess.Popen(
            [str(machine.clone / "pos" / "run"), word],
            env=machine.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for word in ("one", "two")
    ]
    assert [started.communicate()[0] for started in both] == ["one\n", "two\n"]
    assert machine.diary() == ["venv", "pip"]


def test_a_failed_set_up_says_so_in_both_languages_and_the_next_one_succeeds(machine: Machine) -> None:
    failed = machine.till("qr", BROKEN="1")
    assert (failed.returncode, failed.stdout) == (3, "")
    assert failed.stderr.startswith(machine.SETTING_UP + "共济：没有准备好运行环境")
    assert "gongji: could not set up" in failed.stderr
    assert machine.till("qr").stdout == "qr\n"


@pytest.mark.parametrize("home", ["none", "a file"])
def test_without_a_home_to_write_to_the_cache_is_in_the_clone(machine: Machine, home: str) -> None:
    if home == "none":
        del machine.environment["HOME"]
    else:
        machine.environment["HOME"] = str(machine.bin / "uv")
    assert machine.till("qr").stdout == "qr\n"
    assert f"cache={machine.clone}/.cache/uv-cache " in machine.whole_diary()[0]


def test_the_index_that_pip_is_told_of_is_told_to_uv(machine: Machine) -> None:
    machine.till(PIP_INDEX_URL="https://packages.example/simple")
    assert machine.whole_diary()[0].endswith("index=https://packages.example/simple")


def test_an_index_set_for_uv_is_left_alone(machine: Machine) -> None:
    machine.till(PIP_INDEX_URL="https://packages.example/simple", UV_DEFAULT_INDEX="https://own.example/simple")
    assert machine.whole_diary()[0].endswith("index=https://own.example/simple")
