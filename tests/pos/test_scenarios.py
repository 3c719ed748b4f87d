"""Every scenario file is a test: each sale through a QR picture that is really drawn and really read, expectations met, books balanced."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.errors import RefusalCode
from pos.play import Player, read_scenario

if TYPE_CHECKING:
    from pos.wording import Lang

SCENARIOS = Path(__file__).parents[2] / "fixtures" / "scenarios"
FILES = [file for folder in (".", "refusals", "regions") for file in sorted((SCENARIOS / folder).glob("*.toml"))]
CHINESE = re.compile("[\u4e00-\u9fff]")


def play(file: Path, lang: Lang = "en") -> tuple[Player, list[dict[str, Any]]]:
    player = Player(file, lang=lang)
    return player, list(player.lines())


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCENARIOS).with_suffix("")))
def test_scenario(file: Path) -> None:
    player, lines = play(file)
    assert [line["unmet"] for line in lines if line.get("unmet")] == []
    assert player.good
    end = lines[-1]
    assert end["books_balanced"]
    assert end["expectations"]["failed"] == 0
    assert end["expectations"]["met"] > 0, "a scenario that expects nothing shows nothing"
    assert all(amount >= 0 for amount in end["accounts"].values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCENARIOS).with_suffix("")))
def test_scenario_tells_what_it_shows(file: Path) -> None:
    assert read_scenario(file).title
    assert "expect" in file.read_text(encoding="utf-8")


def test_the_worked_examples_of_the_handbook_are_all_there() -> None:
    names = {file.name for file in FILES}
    assert all(any(name.startswith(f"e{number:02}") for name in names) for number in range(1, 11))


@pytest.mark.parametrize("code", RefusalCode)
def test_each_refusal_has_a_scenario_that_provokes_it(code: RefusalCode) -> None:
    own = SCENARIOS / "refusals" / f"{code}.toml"
    assert own.exists(), "named after its code"
    said = {}
    for lang in ("zh", "en"):
        _, lines = play(own, lang)
        refused = [line for line in lines if line.get("refused") == code]
        assert refused, f"nothing in {own.name} is refused with {code}"
        assert all(line["ok"] is False and line["message"] for line in refused)
        said[lang] = refused[0]["message"]
    assert CHINESE.search(said["zh"])
    assert not CHINESE.search(re.sub("[\u4e00-\u9fff]+(?= \\()", "", said["en"])), "only the name of an item may be Chinese"
    assert not re.search(r"[{}]", said["zh"] + said["en"])


def test_what_is_refused_moves_nothing() -> None:
    """A refusal at the end of each file: the books hold as many records as before it."""
    for file in sorted(SCENARIOS.glob("refusals/*.toml")):
        player = Player(file, lang="en")
        records = player.engine.record_count()
        for line in player.lines():
            now = player.engine.record_count() if not line.get("end") else records
            if line.get("ok") is False and line["refused"] != RefusalCode.OUTCOME_UNKNOWN:
                assert now == records, f"{file.name} step {line['step']}"
            records = now


def test_the_same_scenario_plays_the_same_again() -> None:
    file = SCENARIOS / "e04-two-authorisers.toml"
    assert play(file)[1] == play(file)[1]
