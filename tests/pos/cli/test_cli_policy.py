"""`gongji policy`: the editions, their figures, their sources, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

JINAN = Path(__file__).parents[3] / "engine" / "policies" / "370100" / "2025-01-01.toml"


def test_list(gongji: Shell, lang: str) -> None:
    ran = gongji("policy", "list", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert any(line.startswith("370100/2025-01-01") and ("济南市" if lang == "zh" else "Jinan") in line for line in ran.out.splitlines())


def test_list_names_files_too(gongji: Shell, tmp_path: Path) -> None:
    ended = tmp_path / "old.toml"
    ended.write_text(
        JINAN.read_text(encoding="utf-8").replace("effective = 2025-01-01", "effective = 2024-01-01\nuntil = 2024-12-31"), encoding="utf-8"
    )
    assert "2024-12-31" in gongji("policy", "list", ended).out


@pytest.mark.parametrize("wanted", ["370100", "370100/2025-01-01", str(JINAN)])
def test_show_every_figure_with_its_source(gongji: Shell, lang: str, wanted: str) -> None:
    ran = gongji("policy", "show", wanted, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "sample for simulation, not for real settlement" in ran.out
    for figure in ("800.00", "6000.00", "7000.00", "0.65", "440.00"):
        assert figure in ran.out
    assert ("出处较弱" if lang == "zh" else "weak source") in ran.out


@pytest.mark.parametrize("wanted", ["999999", "370100/1999-01-01", "", "[red]\x1b[31m", "x" * 10_000])
def test_show_what_is_not_there(gongji: Shell, lang: str, wanted: str) -> None:
    assert gongji("policy", "show", wanted, "--lang", lang).is_refused("unknown-edition", exit_code=2).out == ""


def test_check_the_shipped_ones(gongji: Shell, lang: str) -> None:
    ran = gongji("policy", "check", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == len(gongji("policy", "list").out.splitlines())


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("effective = 2025-01-01", "effectiv = 2025-01-01", "effectiv"),
        ('region    = "370100"', 'region    = "3701"', "region"),
        ("effective = 2025-01-01", "effective = 2025-01-01\nuntil = 2024-01-01", "until"),
        ('primary = "0.80"', 'primary = "1.80"', "ratio"),
        ('counting  = "annual-top-up"', 'counting  = "never"', "counting"),
        ("[mutual_aid]", "[mutual_aid]\nfriends = true", "friends"),
    ],
)
def test_check_names_file_and_key(gongji: Shell, tmp_path: Path, lang: str, old: str, new: str, key: str) -> None:  # noqa: PLR0917 - pytest hands them over by name
    text = JINAN.read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    assert " ".join(old.split()) in " ".join(text.split())
    lines = [new if " ".join(line.split("#")[0].split()) == " ".join(old.split()) else line for line in text.splitlines()]
    assert "\n".join(lines) != text.strip()
    file.write_text("\n".join(lines), encoding="utf-8")
    ran = gongji("policy", "check", file, "--lang", lang).is_refused("bad-edition")
    assert "mine.toml" in ran.err
    assert key in ran.err


def test_check_looks_at_every_file(gongji: Shell, tmp_path: Path, lang: str) -> None:
    bad, worse = tmp_path / "bad.toml", tmp_path / "worse.toml"
    bad.write_text("x = ", encoding="utf-8")
    worse.write_bytes(b"\xff\xfe")
    ran = gongji("policy", "check", bad, JINAN, worse, "--lang", lang)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 2
    assert len(ran.out.splitlines()) == 1
    gongji("policy", "check", tmp_path / "none.toml", "--lang", lang).is_refused("no-such-file", exit_code=2)
    gongji("policy", "check", JINAN, JINAN, "--lang", lang).is_refused("overlapping-editions")


def test_text_of_a_file_commands_no_terminal(gongji: Shell, tmp_path: Path) -> None:
    file = tmp_path / "red.toml"
    file.write_text(JINAN.read_text(encoding="utf-8").replace('en = "Jinan"', 'en = "Ji\\u001b[31mnan"'), encoding="utf-8")
    for command in ("list", "show", "check"):
        ran = gongji("policy", command, file, "--lang", "en")
        assert ran.code == 0
        assert "\x1b" not in ran.out
