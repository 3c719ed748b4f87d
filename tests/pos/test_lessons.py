"""Every lesson plays to its end, in the terminal and on the screen, answered rightly and wrongly, and its checks find what they must."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput
from pos.cli import main
from pos.lesson import Lesson, lesson_names, lesson_path, read_lesson
from pos.lesson_page import score
from pos.play import Player
from pos.scenario import Check
from tests.pos.conftest import LARGE, Driver, driving

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang

WANTED = {"family-account", "two-authorisers", "lost-reply", "books-do-not-match", "first-sale"}

QUIZ = """
title = "t"
people = [{ id = "a", region = "370100", insurance = "employee", account = "5" }]
institutions = [{ id = "c", kind = "pharmacy", region = "370100" }]
items = [{ code = "x", class = "A", price = "2" }]
[lesson]
title = { zh = "题", en = "t" }
aim = { zh = "目的", en = "aim" }
[[steps]]
do = "sale"
holder = "a"
lines = [{ item = "x" }]
say = { zh = "卖", en = "sell" }
[steps.question]
ask = { zh = "谁？", en = "Who?" }
choices = [{ zh = "一", en = "one" }, { zh = "二", en = "two" }]
answer = 1
because = { zh = "因为", en = "because" }
[[steps]]
do = "check"
accounts = { a = "3.00" }
"""


@pytest.fixture(autouse=True)
def without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing and reading is the scanner's subject; one test below leaves it in."""
    monkeypatch.setattr("pos.play.through_a_picture", str)


def written(folder: Path, text: str) -> Path:
    file = folder / "lesson.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_lessons_that_are_wanted_are_there() -> None:
    assert set(lesson_names()) >= WANTED
    assert lesson_names()[0] == "first-sale"


@pytest.mark.parametrize("name", lesson_names())
def test_a_lesson_is_a_scenario_that_comes_true(name: str) -> None:
    player = Player(lesson_path(name), lang="en")
    *_, end = player.lines()
    assert player.good
    assert end["expectations"]["failed"] == 0
    assert end["expectations"]["met"] > 10


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
@pytest.mark.parametrize("name", lesson_names())
def test_it_plays_to_its_end_however_it_is_answered(name: str, right: bool) -> None:  # noqa: FBT001 - a parameter
    lesson = Lesson(lesson_path(name), "zh")
    asked = 0
    while (step := lesson.step) is not None:
        if step.question is not None:
            asked += 1
            other = step.question.answer % len(step.question.choices) + 1
            assert lesson.answer(step.question.answer if right else other) is right
        came = lesson.play()
        assert "unmet" not in came.result
    assert asked >= 2
    assert (lesson.right, lesson.wrong) == ((asked, 0) if right else (0, asked))
    assert lesson.passed
    assert lesson.findings
    assert isinstance(lesson.file.steps[-1], Check)
    assert f"{lesson.right}/{asked}" in score("zh", right=lesson.right, wrong=lesson.wrong, passed=True)


def test_the_right_answer_does_not_always_stand_at_the_same_place() -> None:
    answers = [step.question.answer for name in lesson_names() for step in read_lesson(lesson_path(name))[0].steps if step.question]
    assert {1, 2, 3} == set(answers)
    assert max(map(answers.count, answers)) <= len(answers) / 2


def test_its_sales_pass_through_a_real_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    lesson = Lesson(lesson_path("first-sale"), "en")
    assert lesson.play().record is not None


def test_a_check_that_fails_is_shown_with_what_was_found(tmp_path: Path) -> None:
    lesson = Lesson(written(tmp_path, QUIZ.replace('"3.00"', '"4.00"')), "en")
    lesson.play()
    lesson.play()
    (finding,) = lesson.findings
    assert (finding.expected, finding.got, finding.met, lesson.passed) == (400, 300, False, False)
    with pytest.raises(ValueError, match="1"):
        lesson.answer(1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer = 1", "answer = 3"),
        ("answer = 1", "answer = 0"),
        (', { zh = "二", en = "two" }', ""),
        ('zh = "卖", en', 'zh = " ", en'),
        ('ask = { zh = "谁？", en = "Who?" }', ""),
        ('aim = { zh = "目的", en = "aim" }', ""),
        ('because = { zh = "因为"', 'hint = 1\nbecause = { zh = "因为"'),
    ],
)
def test_a_lesson_that_breaks_the_format_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in QUIZ
    with pytest.raises(BadInput) as refused:
        Lesson(written(tmp_path, QUIZ.replace(old, new)), "en")
    assert refused.value.code == "bad-scenario"


# --- the command ------------------------------------------------------------------------------------------------------------


def test_the_command_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lesson", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["lesson"] for row in told] == lesson_names()
    assert main(["lesson", "--lang", "zh"]) == 0
    assert "亲情账户不是家庭共济" in capsys.readouterr().out


def test_the_command_takes_one_by_keys(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2\nseven\n1\n1\n"))
    assert main(["lesson", "first-sale", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Right: 40.00" in told
    assert "No. It is: 14.40" in told
    assert "[non-medical-item]" in told
    assert "2 of 3 answered right" in told


def test_the_command_takes_one_with_nobody_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["lesson", "lost-reply", "--lang", "zh"]) == 0
    assert "答对 0/0 题" in capsys.readouterr().out
    assert main(["lesson", "lost-reply", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1] == {"end": True, "passed": True, "checked": 2}


def test_the_command_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["lesson", "nothing", "--lang", "en"]) == 2
    assert "unknown-lesson" in capsys.readouterr().err
    plain = written(tmp_path, QUIZ.partition("[lesson]")[0])
    assert main(["lesson", str(plain), "--lang", "en"]) == 2
    assert "no-lesson" in capsys.readouterr().err
    astray = written(tmp_path, QUIZ.replace('holder = "a"', 'holder = "nobody"'))
    assert main(["lesson", str(astray), "--lang", "en"]) == 2
    assert "unknown-person" in capsys.readouterr().err
    failing = written(tmp_path, QUIZ.replace('"3.00"', '"4.00"'))
    assert main(["lesson", str(failing), "--json"]) == 1


# --- at the till ------------------------------------------------------------------------------------------------------------


async def open_lesson(till: Driver, name: str) -> None:
    await till.app.screen.run_action("lessons")
    await till.until(lambda: till.screen == "LessonsScreen")
    await till.press(*["down"] * lesson_names().index(name), "enter")
    await till.until(lambda: till.screen == "LessonScreen" and "1/" in till.text().splitlines()[0])


async def through(till: Driver, name: str, *, right: bool = True) -> list[str]:
    """Every page that the learner sees."""
    pages = []
    for step in read_lesson(lesson_path(name))[0].steps:
        if not (isinstance(step, Check) or step.say or step.question):
            continue
        pages.append(till.text())
        if step.question is None:
            await till.press("enter")
        else:
            await till.press(str(step.question.answer if right else step.question.answer % len(step.question.choices) + 1))
        pages.append(till.text())
        await till.press("enter")
    return [*pages, till.text()]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", lesson_names())
async def test_each_on_the_screen(house: House, golden: SnapshotAssertion, name: str, lang: Lang) -> None:
    before = house.engine.record_count()
    async with driving(house, lang=lang) as till:
        await open_lesson(till, name)
        pages = await through(till, name)
        assert "=".join(["", *(f"{'=' * 79}\n{page}" for page in pages)]) == golden
        await till.press("enter")
        assert till.screen == "LessonsScreen"
        await till.press("escape")
        assert till.screen == "TillScreen"
    assert house.engine.record_count() == before


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_list_and_a_page_on_a_large_screen(house: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(house, lang=lang, size=LARGE) as till:
        await till.app.screen.run_action("lessons")
        await till.until(lambda: till.screen == "LessonsScreen")
        assert till.text() == golden(name="list")
        await till.press("escape")
        await open_lesson(till, "two-authorisers")
        await till.press("1")
        assert till.text() == golden(name="wrong")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_list_at_80_by_24(house: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(house, lang=lang) as till:
        await till.app.screen.run_action("lessons")
        await till.until(lambda: till.screen == "LessonsScreen")
        assert till.text() == golden


async def test_wrong_answers_count_and_end_the_same_way(house: House) -> None:
    async with driving(house, lang="en") as till:
        await open_lesson(till, "family-account")
        pages = await through(till, "family-account", right=False)
        assert "0 of 3 answered right; the books say what they must." in pages[-1]


async def test_reasons_language_and_leaving(house: House) -> None:
    async with driving(house, lang="en") as till:
        await open_lesson(till, "two-authorisers")
        await till.press("enter", "9")  # neither answers
        assert "right 0 wrong 0" in till.text().splitlines()[0]
        await till.press("3")
        await till.press("question_mark")
        assert till.screen == "ReasonsScreen"
        await till.press("escape", "ctrl+l")
        assert "对 1 错 0" in till.text().splitlines()[0]
        await till.press("1")  # answered already
        assert "对 1 错 0" in till.text().splitlines()[0]
        await till.press("escape")
        assert till.screen == "LessonsScreen"


async def test_a_lesson_leaves_the_open_sale_alone(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        sale = till.app.sale
        await open_lesson(till, "first-sale")
        await till.press("2", "escape", "escape")
        assert till.app.sale is sale


async def test_the_menu_leads_there(house: House) -> None:
    from pos.screens.menu import _ACTIONS

    async with driving(house) as till:
        await till.press("f12", *["down"] * [name for name, *_ in _ACTIONS if name != "hospital"].index("lessons"), "enter")
        await till.until(lambda: till.screen == "LessonsScreen")
