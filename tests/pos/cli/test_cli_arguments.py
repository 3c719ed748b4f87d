"""How a command is called: languages, wrong usage, options before and after the command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pos.cli import language, parser_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pos.cli.conftest import Shell

COMMANDS = ("till", "qr", "scan", "sell", "play", "explain", "books", "policy", "doctor")
CHINESE = re.compile("[\u4e00-\u9fff]")
WRONG = (
    ["no-such-command"],
    ["qr"],
    ["qr", "child", "--no-such-option"],
    ["qr", "child", "--lan", "zh"],
    ["qr", "child", "--json=1"],
    ["qr", "child", "--out"],
    ["qr", "child", "--shown-by", ""],
    ["qr", "child", "--out", "a\0b"],
    ["qr", "child\udcff"],
    ["sell"],
    ["sell", "--code", "1", "--care", "surgery"],
    ["sell", "--code", "1", "--account", "maybe"],
    ["sell", "--code", "1", "--key", ""],
    ["sell", "--code", "1", "--key", " "],
    ["sell", "--code", "1", "--item", "a\0"],
    ["play"],
    ["explain"],
    ["books"],
    ["books", "burn"],
    ["policy"],
    ["policy", "show"],
    ["--theme", "pink"],
    ["--lang", "fr"],
    ["qr", "child", "\x1b[31mred"],
)


@pytest.mark.parametrize(
    "arguments", WRONG, ids=lambda arguments: " ".join(arguments).encode("unicode_escape", "backslashreplace").decode()
)
def test_wrong_usage_is_one_line_in_either_language(gongji: Shell, lang: str, arguments: list[str]) -> None:
    ran = gongji(f"--lang={lang}", *arguments) if "--lang" not in arguments else gongji(*arguments, f"--lang={lang}")
    ran.is_refused("usage", exit_code=2)
    assert ran.out == ""
    assert bool(CHINESE.search(ran.err)) == (lang == "zh")
    assert "--help" in ran.err


def test_a_wrong_choice_names_the_right_ones(gongji: Shell) -> None:
    told = gongji("sell", "--code", "1", "--care", "surgery").err
    assert all(word in told for word in ("--care", "surgery", "outpatient", "chronic", "inpatient", "pharmacy"))


def test_a_missing_argument_is_named(gongji: Shell, lang: str) -> None:
    assert "--code" in gongji("sell", "--lang", lang).err


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS), ("books", "check"), ("policy", "show")], ids=" ".join)
def test_help_is_in_one_language(gongji: Shell, lang: str, command: tuple[str, ...]) -> None:
    ran = gongji(*command, "--help", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    if lang == "zh":
        assert "用法：" in ran.out
        assert "选项：" in ran.out
        assert not re.search("usage:|options:|arguments:|show this help", ran.out)
    else:
        assert not CHINESE.search(ran.out)


def test_help_names_every_command(gongji: Shell) -> None:
    told = gongji("--help").out
    assert all(re.search(rf"^ +{command} ", told, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "zh", "policy", "list"],
        ["policy", "--lang", "zh", "list"],
        ["policy", "list", "--lang", "zh"],
        ["policy", "list", "--lang=zh"],
    ],
    ids=" ".join,
)
def test_the_language_may_be_asked_for_anywhere(gongji: Shell, arguments: list[str]) -> None:
    assert "济南市" in gongji(*arguments).out


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_TW"}, "zh"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ({"LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "en"),
    ],
)
def test_the_locale_decides_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language([]) == expected
    assert language(["--lang", "zh"]) == "zh"
    assert language(["--lang=en"]) == "en"


def test_the_settings_file_decides_before_the_locale(gongji: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    gongji.home.mkdir()
    (gongji.home / "config.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert "济南市" in gongji("policy", "list").out
    assert "Jinan" in gongji("policy", "list", "--lang", "en").out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (gongji.home / "config.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert "Jinan" in gongji("policy", "list").out


@pytest.mark.parametrize("settings", ["lang = 'fr'", "colour = 'red'", "lang = ", "\xff"])
def test_a_wrong_settings_file_is_named(gongji: Shell, settings: str) -> None:
    gongji.home.mkdir()
    (gongji.home / "config.toml").write_bytes(settings.encode("latin-1"))
    assert "config.toml" in gongji("qr", "child").is_refused("bad-config", exit_code=2).err


def test_the_settings_file_names_the_tills_own_institution(gongji: Shell) -> None:
    gongji.home.mkdir()
    (gongji.home / "config.toml").write_text('institution = "clinic"\n', encoding="utf-8")
    at_clinic = gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--quote", "--json").object
    assert at_clinic["fen"]["fund"] > 0, "the fund pays at the clinic, and not at a pharmacy without a prescription"
    (gongji.home / "config.toml").write_text('institution = "nowhere"\n', encoding="utf-8")
    assert "nowhere" in gongji("qr", "child").is_refused("unknown-institution", exit_code=2).err


def test_an_option_before_the_command_is_not_forgotten(gongji: Shell, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    assert gongji("--books", f"sqlite:///{other}", "qr", "child").code == 0
    assert other.exists()
    assert not (gongji.home / "books.sqlite").exists()
    assert gongji("--books", "memory:", "books", "check", "--json").object["books"] == "memory:"


def test_an_option_after_the_command_wins(tmp_path: Path) -> None:
    arguments = parser_for("en").parse_args(["--books", "memory:", "books", "check", "--books", f"sqlite:///{tmp_path}"])
    assert arguments.books == f"sqlite:///{tmp_path}"
    assert parser_for("en").parse_args(["--at", "clinic", "sell", "--code", "1"]).at == "clinic"
    assert parser_for("en").parse_args(["till"]).theme is None, "the one remembered, or the first"


def test_the_till_wants_a_terminal(gongji: Shell, lang: str) -> None:
    gongji("--lang", lang).is_refused("no-terminal", exit_code=2)
    gongji("till", "--lang", lang).is_refused("no-terminal", exit_code=2)
