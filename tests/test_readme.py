"""The two READMEs: what they promise is there, and what they tell a newcomer to type works."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from msgspec import convert

from engine.policy.load import money_from_text
from pos.cli import main
from pos.scenario import ScenarioFile
from pos.wiring import open_to_read

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text_of(name), re.DOTALL)


@pytest.mark.parametrize("name", [*READMES, "CHANGELOG.md", *(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))])
def test_every_link_leads_somewhere(name: str) -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text_of(name)) if "://" not in target]
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_the_first_screen_holds_one_picture_and_the_two_commands(name: str) -> None:
    first = text_of(name).splitlines()[:14]
    assert sum(line.startswith("![") for line in first) == 1
    assert [line.split()[1] for line in first if line.startswith("$ ")] == ["pos/run", "tests/run"]


@pytest.mark.parametrize("name", READMES)
def test_both_name_the_same_commands_in_the_same_order(name: str) -> None:
    of = {each: [line.split()[1] for block in blocks(each, "console") for line in block.splitlines()] for each in READMES}
    assert of[name] == of[READMES[0]]


@pytest.mark.parametrize("name", READMES)
def test_the_first_sale_of_the_command_line_works_word_for_word(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGJI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (typed,) = [block for block in blocks(name, "console") if "pos/run sell" in block]
    for line in typed.splitlines():
        command, *arguments = shlex.split(line.removeprefix("$ "))
        assert command == "pos/run"
        if arguments[0] == "explain":
            arguments[1] = open_to_read(None).journal(1)[0].id
        assert main(arguments) == 0, capsys.readouterr().err
    told = capsys.readouterr()
    assert "44.80" in told.out  # 2 x 12.50 and 19.80
    assert told.err == ""


@pytest.mark.parametrize("name", READMES)
def test_the_scenario_shown_is_a_scenario(name: str) -> None:
    (shown,) = blocks(name, "toml")
    (step,) = convert(tomllib.loads(shown), ScenarioFile, dec_hook=money_from_text).steps
    assert step.do == "sale"
