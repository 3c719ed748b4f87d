"""`gongji` as a process: exit codes, streams, two at a time, and the last line of defence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.errors import RefusalCode
from pos.commands import policy

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

ROOT = Path(__file__).parents[3]


def test_exit_codes_and_streams(gongji: Shell, tmp_path: Path) -> None:
    picture = tmp_path / "code.png"
    assert gongji.process("qr", "grandma", "--shown-by", "mother", "--out", picture).code == 0
    sold = gongji.process("sell", "--code", picture, "--item", "amox", "--key", "k1", "--json")
    assert (sold.code, sold.err) == (0, "")
    again = gongji.process("sell", "--code", picture, "--item", "amox", "--key", "k1", "--json")
    assert again.object == sold.object, "an idempotency key is known to every process"
    used = gongji("sell", "--code", picture, "--item", "amox", "--json").is_refused("credential-used")
    assert used.object["refused"] == RefusalCode.CREDENTIAL_USED
    conflict = gongji.process("sell", "--code", picture, "--item", "amoxx2", "--key", "k1", "--json").is_refused("key-conflict")
    assert str(sold.object["settlement"]) in conflict.object["message"]
    gongji.process("sell", "--code", picture, "--item", "none").is_refused("unknown-item", exit_code=2)
    assert gongji("books", "check", "--json").object["records"] == 1


def test_a_repeated_key_with_a_fresh_code_is_the_same_sale(gongji: Shell) -> None:
    first = gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--key", "k1", "--json").object
    assert gongji("sell", "--code", gongji.issue("father"), "--item", "amoxx1", "--key", "k1", "--json").object == first
    gongji("sell", "--code", gongji.issue("mother"), "--item", "amox", "--key", "k1").is_refused("key-conflict")


def test_bytes_that_are_no_text(gongji: Shell) -> None:
    for arguments in (
        ["qr", "\udcff"],
        ["sell", "--code", "1", "--key", "\udcff"],
        ["explain", "\udcff"],
        ["books", "check", "--books", "\udcff"],
    ):
        assert gongji(*arguments).is_refused("usage", exit_code=2).out == ""
    gongji.process("scan", "\udcff.png", "--json").is_refused("no-such-file")
    gongji.process("play", "\udcff.toml", "--json").is_refused("no-such-file", exit_code=2)


def test_a_reader_that_goes_away_is_no_error(gongji: Shell) -> None:
    command = [sys.executable, "-m", "pos.cli", "policy", "show", "370100"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read().decode()
    assert gongji.home.parent.exists()
    assert (running.returncode, told) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "pos.cli", "policy", "list"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 3
    assert len(ran.stderr.decode().splitlines()) == 1


def test_an_internal_error_is_one_line_and_a_log(gongji: Shell, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> int:
        raise RuntimeError("the code 3701009012345678901234567890 of 37010019860418123X")

    monkeypatch.setattr(policy, "run", broken)
    ran = gongji("policy", "list", "--lang", lang).is_refused("internal", exit_code=3)
    log = gongji.home / "log" / "gongji.log"
    assert str(log) in ran.err
    told = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    assert "RuntimeError: the code [digits] of [digits]" in told["trace"]
    assert "3701009" not in log.read_text(encoding="utf-8")


def test_an_internal_error_is_json_too(gongji: Shell, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("pos.wiring.open_house", broken)
    ran = gongji("qr", "child", "--json", "--lang", lang).is_refused("internal", exit_code=3)
    assert (ran.object["ok"], ran.object["error"]) == (False, "internal")


def test_an_internal_error_that_cannot_be_logged_says_so(gongji: Shell, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> int:
        raise RuntimeError

    monkeypatch.setattr(policy, "run", broken)
    gongji.home.write_text("a file where the folder should be", encoding="utf-8")
    gongji("policy", "list", "--lang", lang).is_refused("internal-unlogged", exit_code=3)
    monkeypatch.setenv("GONGJI_HOME", "~nobody-of-that-name/x")
    gongji("policy", "list", "--lang", lang).is_refused("internal-unlogged", exit_code=3)


def test_interrupted(gongji: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(policy, "run", interrupted)
    ran = gongji("policy", "list")
    assert (ran.code, ran.out, ran.err) == (130, "", "")
