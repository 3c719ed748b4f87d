"""A lesson: a scenario with text, played one told step at a time on fresh books in memory.

What is told, asked and answered is kept here; how it looks is the screen's, or the terminal's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import BadInput, Refusal
from engine.model.reconciliation import Reconciliation
from engine.model.settlement import Settlement
from pos.paths import SHIPPED
from pos.play import Player, read_scenario
from pos.played_world import held_against
from pos.scenario import AnyStep, Check, ScenarioFile
from pos.step import LessonTable
from pos.wording.say import Lang

_LESSONS = SHIPPED / "lessons"


def lesson_names() -> list[str]:
    """What is shipped, the first lesson first, then by name."""
    return sorted((file.stem for file in _LESSONS.glob("*.toml")), key=lambda name: (name != "first-sale", name))


def lesson_path(name: str) -> Path:
    """Of a shipped one by its name, else the file itself. Raises BadInput `unknown-lesson`."""
    if name in lesson_names():
        return _LESSONS / f"{name}.toml"
    if name.endswith(".toml"):
        return Path(name)
    raise BadInput("unknown-lesson", lesson=name[:80], known=", ".join(lesson_names()))


def read_lesson(path: Path) -> tuple[ScenarioFile, LessonTable]:
    """Raises BadInput `no-lesson` for a scenario without a `[lesson]` table, and whatever reading a scenario raises."""
    file = read_scenario(path)
    if file.lesson is None:
        raise BadInput("no-lesson", file=str(path))
    return file, file.lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One figure that a check holds against the world: whole fen, `got` None where there is no such thing."""

    figure: str
    who: str
    expected: int
    got: int | None

    @property
    def met(self) -> bool:
        """As it must be."""
        return self.expected == self.got


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a step: the result as `gongji play` tells it, and the values behind it. `moved`: accounts, before and after."""

    step: AnyStep
    result: Mapping[str, Any]
    refused: Refusal | None
    record: Settlement | None
    reconciliation: Reconciliation | None
    moved: Mapping[str, tuple[int, int]]
    findings: Sequence[Finding]


class Lesson:
    """`step` is the next one that is told, None at the end. Steps without a text are played together with the told one after them."""

    def __init__(self, path: Path, lang: Lang, passes: Callable[[str], str] | None = None) -> None:
        """Raises BadInput."""
        self.file, self.table = read_lesson(path)
        self._player = Player(path, lang=lang, passes=passes, file=self.file)
        self._results = self._player.lines()
        self._place = 0
        self.engine = self._player.engine
        self.right = self.wrong = 0
        self.findings: list[Finding] = []

    @property
    def step(self) -> AnyStep | None:
        """Told next."""
        return next((step for step in self.file.steps[self._place :] if _is_told(step)), None)

    @property
    def number(self) -> int:
        """Of that step among the told ones, from 1; one more than there are at the end."""
        return sum(map(_is_told, self.file.steps[: self._place])) + 1

    @property
    def length(self) -> int:
        """How many steps are told."""
        return sum(map(_is_told, self.file.steps))

    @property
    def passed(self) -> bool:
        """Every check so far found what it must."""
        return all(finding.met for finding in self.findings)

    def answer(self, choice: int) -> bool:
        """Whether it is the right one; counted. Raises ValueError for one that is not offered."""
        question = None if self.step is None else self.step.question
        if question is None or not 0 < choice <= len(question.choices):
            raise ValueError(choice)
        right = choice == question.answer
        self.right += right
        self.wrong += not right
        return right

    def play(self) -> Came:
        """Really play it. Raises BadInput of a step that names what is not there, IndexError at the end."""
        while not _is_told(self.file.steps[self._place]):
            self._one()
        before = self._accounts()
        step, result = self._one()
        after = self._accounts()
        number = result.get("settlement")
        findings = self._found(step) if isinstance(step, Check) else []
        self.findings += findings
        return Came(
            step=step,
            result=result,
            refused=self._player.refused,
            record=self.engine.settlement(number) if isinstance(number, str) and "fen" in result else None,
            reconciliation=self.engine.day.reconcile(result["institution"]) if "differences" in result else None,
            moved={who: (before[who], fen) for who, fen in after.items() if who in before and before[who] != fen},
            findings=findings,
        )

    def _one(self) -> tuple[AnyStep, Mapping[str, Any]]:
        step = self.file.steps[self._place]
        result = next(self._results)
        self._place += 1
        return step, result

    def _accounts(self) -> dict[str, int]:
        return {who: balance.all.fen for who, balance in self.engine.balances().items()}

    def _found(self, step: Check) -> list[Finding]:
        expected, got = held_against(self.engine, step)
        return [
            Finding(figure=figure, who=who, expected=fen, got=got[figure].get(who))
            for figure, people in expected.items()
            for who, fen in people.items()
        ]


def _is_told(step: AnyStep) -> bool:
    return isinstance(step, Check) or step.say is not None or step.question is not None
