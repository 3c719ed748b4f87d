"""The catalogue is true: every entry is provoked by what it says itself, by its steps and by the very keys that it tells to press."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, RefusalCode
from pos.cli import main
from pos.magic import Entry, entries, provoked
from pos.magic_visits import is_of_visits
from pos.magic_words import keys, told
from pos.play import read_scenario
from pos.scenario import Sale
from pos.toml_file import parse_toml
from pos.training import training_tables
from pos.wording import LANGUAGES
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving
from tests.pos.school import school_house

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.conftest import Clock

SCENARIOS = Path(__file__).parents[2] / "fixtures" / "scenarios"
NAMES = {person.id: person.name for person in training_tables().people}

#: Outcomes that a trainer will look for, beside the refusals.
OUTCOMES = {
    "fund-pays",
    "ceiling-reached",
    "deductible-crossed",
    "mutual-aid",
    "several-pools",
    "reserve",
    "passed-over",
    "reply-lost",
    "before-commit",
    "after-reply",
    "planted-missing",
    "planted-extra",
    "planted-doubled",
    "planted-fen",
    "planted-half-refund",
}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_an_entry_comes_true(entry: Entry) -> None:
    results, good = provoked(entry, "en")
    assert good, results[-1]
    if entry.refusal is not None:
        assert results[-1]["refused"] == entry.name
        assert all("refused" not in result for result in results[:-1]), "only the last step is refused"


def test_every_refusal_has_an_entry() -> None:
    assert {entry.refusal for entry in entries()} - {None} == set(RefusalCode)


def test_every_outcome_that_is_wanted_has_an_entry() -> None:
    assert {entry.name for entry in entries() if entry.refusal is None} >= OUTCOMES


@pytest.mark.parametrize("entry", [entry for entry in entries() if entry.scenario], ids=lambda entry: entry.name)
def test_what_no_till_can_do_names_a_scenario_that_shows_it(entry: Entry) -> None:
    file = read_scenario(SCENARIOS / entry.scenario)
    assert entry.refusal is None or any((step.expect or {}).get("refused") == entry.name for step in file.steps)


def test_few_need_one() -> None:
    assert sum(bool(entry.scenario) for entry in entries()) <= 7


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_is_told_in_words(lang: Lang) -> None:
    for entry in entries():
        shown = told(lang, entry, NAMES)
        assert shown.todo, entry.name
        assert shown.seen.strip(), entry.name
        assert not any(sign in line for line in (*shown.todo, shown.seen) for sign in "{}"), entry.name
        assert shown.matches(entry.name.upper()), entry.name
        assert not shown.matches("no such words")


# --- by the keys it tells ---------------------------------------------------------------------------------------------------


@pytest.fixture
def school(tmp_path: Path, clock: Clock) -> Iterator[House]:
    yield from school_house(tmp_path / "home", clock)


def at_the_till(entry: Entry) -> bool:
    sales = [step for step in entry.steps if isinstance(step, Sale)]
    plain = all(step.code is None and step.key is None and step.at == sales[0].at for step in sales)
    return len(sales) == len(entry.steps) and plain and not (entry.by_command or entry.scenario)


@pytest.mark.no_cover  # a hundred sales through the same lines
@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("entry", [entry for entry in entries() if at_the_till(entry)], ids=lambda entry: entry.name)
async def test_its_keys_bring_it_about(school: House, entry: Entry) -> None:
    said = ""
    (place,) = {step.at for step in entry.steps if isinstance(step, Sale)}
    there = replace(school, institution=school.engine.institution(str(place)))  # as `gongji --training --at` opens it
    async with driving(there, lang="en") as till:
        for step in entry.steps:
            assert isinstance(step, Sale)
            for typed in keys(step):
                if typed.startswith("F") and typed[1:].isdigit():
                    await till.press(typed.lower())
                else:
                    await till.type(f"{typed}\n")
                said += getattr(till.app.screen, "_retell", str)()
            if till.screen == "PinScreen":
                await till.slowly(f"{step.pin}\n")
                said += getattr(till.app.screen_stack[1], "_retell", str)()
            if till.screen == "ReceiptScreen":
                await till.press("enter")
    expected = entry.steps[-1].expect or {}
    if entry.refusal is not None:
        assert f"[{entry.name}]" in said
        return
    record = school.engine.journal(1)[0]
    figures = {name: amount.fen for name, amount in record.figures.by_name().items()}
    assert {name: figures[name] for name in expected["fen"]} == expected["fen"]
    assert record.shown_by == expected.get("shown_by", record.shown_by)


def test_enough_can_be_done_by_keys_alone() -> None:
    assert sum(map(at_the_till, entries())) >= 30


# --- the command ------------------------------------------------------------------------------------------------------------


def test_the_command_tells_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == [entry.name for entry in entries()]
    frozen = next(row for row in rows if row["name"] == "credential-frozen")
    assert frozen["refused"] == "credential-frozen"
    assert frozen["steps"][0]["holder"] == "neighbour-frozen"
    assert "@neighbour-frozen" in frozen["do"][0]


def test_the_command_filters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "--lang", "zh", "封顶"]) == 0
    shown = capsys.readouterr().out
    assert "@t-ceiling" in shown
    assert "@grandma" not in shown


def test_commands_that_it_tells_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On the training books, as the head of the list says."""
    monkeypatch.setenv("GONGJI_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    books = ["--books", f"sqlite:///{tmp_path / 'training.sqlite'}", "--lang", "en"]
    for entry in entries():
        if entry.by_command:
            *_, last = told("en", entry, NAMES).todo
            for line in told("en", entry, NAMES).todo:
                status = main([*line.split()[1:], *books])
                assert status == (1 if line == last else 0), line
            assert entry.name in capsys.readouterr().err
    assert main(["grants", "t-two", "--order", "t-second,t-first", *books]) == 1
    assert main(["wallet", "send", "mother", "grandma", "parent", "10.00", *books]) == 1
    assert "wallet-same-province" in capsys.readouterr().err


@pytest.mark.parametrize("entry", [entry for entry in entries() if is_of_visits(entry.steps)], ids=lambda entry: entry.name)
def test_commands_about_visits_are_true(
    entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line as it stands, with the numbers that those before it told."""
    monkeypatch.setenv("GONGJI_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    books = ["--books", f"sqlite:///{tmp_path / 'training.sqlite'}", "--lang", "en"]
    lines, numbers, shown = told("en", entry, NAMES).todo, dict[str, str](), ""
    for index, line in enumerate(lines):
        if not line.startswith("gongji "):
            numbers[line.split()[-1]] = re.findall(r'"(V\d{12})"' if " register " in lines[index - 1] else r'"(\d{14})"', shown)[0]
            continue
        assert main([*(numbers.get(word, word) for word in line.split()[1:]), *books, "--json"]) == (index == len(lines) - 1), line
        shown = "".join(capsys.readouterr())
    assert entry.name in shown


def test_of_another_world_it_tells_what_trying_brings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "--json", "--world", str(SCENARIOS / "refusals" / "credential-frozen.toml")]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "credential-frozen" in {row["refused"] for row in rows}
    assert main(["catalogue", "--lang", "en", "--world", str(SCENARIOS / "e10-family-account-without-grant.toml")]) == 0
    assert "@" in capsys.readouterr().out


@pytest.mark.parametrize(
    "broken",
    [
        '[[entries]]\nname = "x"\nsteps = []',
        '[[entries]]\nname = "x"\nsteps = [{ do = "advance", days = 1 }]',
        '[[entries]]\nname = "x"\nsteps = [{ do = "advance", days = 1, expect = { ok = true } }]',
        '[[entries]]\nname = "zero-line"\nsteps = [{ do = "advance", expect = { refused = "zero-line" } }]\n' * 2,
    ],
)
def test_a_catalogue_that_says_too_little_is_refused(broken: str) -> None:
    from pos.magic import CatalogueFile

    with pytest.raises(BadInput):
        parse_toml(broken, CatalogueFile, code="bad-scenario", file="x")


# --- at the till ------------------------------------------------------------------------------------------------------------


@EACH_SIZE
@EACH_LANGUAGE
async def test_the_list_at_the_till(house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await till.press("f1", "f2")
        await till.until(lambda: till.screen == "CatalogueScreen")
        assert till.text() == golden(name="1-all")
        await till.slowly("trace-code")
        assert till.text() == golden(name="2-filtered")
        await till.press("f2")
        await till.until(lambda: till.screen == "HelpScreen")
        await till.press("tab")
        await till.until(lambda: till.screen == "CatalogueScreen")
        await till.press("pagedown", "down", "up", "pageup", "escape")
        assert till.screen == "TillScreen"


async def test_nothing_found_is_told(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.app.screen.run_action("catalogue")
        await till.slowly("zzz")
        assert "Nothing matches." in till.text()
        await till.press("ctrl+l")
        assert "没有符合的条目" in till.text()
