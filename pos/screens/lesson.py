"""A lesson on the screen: what is so, the question, then the step really played, its split as the till shows it, and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.errors import EngineError
from pos.lesson import Came, Lesson
from pos.lesson_page import came_lines, finding_line, score
from pos.screens.speaking import SpeakingScreen
from pos.widgets.folded import folded
from pos.widgets.keys import Key, bindings
from pos.widgets.split_bar import Part, SplitBar
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from pos.scenario import AnyStep
    from pos.step import Question

_LONG, _NUMBERS = 4000, "123456789"


class LessonScreen(SpeakingScreen[None]):
    """`_step` is on the screen: told, then answered where it asks, then played (`_came`). Nothing outside the lesson changes."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="enter,ctrl+j", cap="Enter", action="go_on", label="lesson.key-next", rank=0),
        Key(keys="", cap="1-9", action="choose", label="lesson.key-choose", rank=0),
        Key(keys="f2,question_mark", cap="?", action="why", label="till.key-why", rank=1),
        Key(keys="escape", cap="Esc", action="back", label="lesson.key-leave", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=2),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
        *(Binding(number, f"choose({number})", show=False) for number in _NUMBERS),
    ]
    AUTO_FOCUS = "#page"

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._lesson: Lesson | None = None
        self._step: AnyStep | None = None
        self._number = 0
        self._chosen: int | None = None
        self._came: Came | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """One page that scrolls: text, split, what came."""
        yield TopBar()
        with VerticalScroll(id="page"):
            yield Static(id="text", markup=False)
            yield SplitBar()
            yield Static(id="after", markup=False)
        yield from self.ending()

    def on_mount(self) -> None:
        """The books are made off the screen's thread."""
        self._busy = True
        self.till.work(lambda: Lesson(self._path, self.till.lang), self._begun, group="lesson")

    def _begun(self, lesson: Lesson | EngineError) -> None:
        self._busy = False
        if isinstance(lesson, EngineError):
            self.tell_trouble(lesson)
            return
        self._lesson = lesson
        self._next()

    def _next(self) -> None:
        lesson = self._lesson
        if lesson is not None:
            self._step, self._number, self._chosen, self._came = lesson.step, lesson.number, None, None
            self.speak()
            self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    # what is on the screen

    def speak(self) -> None:
        """In the till's language, as far as it has come."""
        lesson = self._lesson
        if lesson is None:
            self.query_one(TopBar).show(self.say("lesson.list"))
        else:
            place = self._place_of(lesson)
            self.query_one(TopBar).show(self.say("lesson.title", title=clean(lesson.table.title.in_(self.till.lang))), place)
            self.query_one("#text", Static).update(self._page(self._before(lesson)))
            self.query_one("#page SplitBar", SplitBar).show(self._parts(lesson))
            self.query_one("#after", Static).update(self._page(self._after(lesson)))
            self._say_what_next()
        self.show_keys()

    def _place_of(self, lesson: Lesson) -> str:
        number = min(self._number, lesson.length)
        return self.say("lesson.place", number=number, length=lesson.length, right=lesson.right, wrong=lesson.wrong)

    def _page(self, paragraphs: Iterator[Content]) -> Content:
        width = max(20, self.query_one("#text", Static).content_size.width)
        return Content("\n").join([line for paragraph in paragraphs for line in folded(paragraph, width)])

    def _before(self, lesson: Lesson) -> Iterator[Content]:
        lang, step = self.till.lang, self._step
        if step is None:
            told = score(lang, right=lesson.right, wrong=lesson.wrong, passed=lesson.passed)
            yield Content.styled(told, "bold $success" if lesson.passed else "bold $error")
            yield Content("")
            for finding in lesson.findings:
                yield Content(finding_line(lang, finding, lesson.engine))
            yield Content("")
            yield Content(clean(lesson.table.aim.in_(lang), _LONG))
            return
        for text in _lines(step.say.in_(lang) if step.say is not None else ""):
            yield Content(text)
        question = step.question
        if question is None:
            return
        yield Content("")
        yield Content.styled(clean(question.ask.in_(lang), _LONG), "bold $accent")
        for number, choice in enumerate(question.choices, start=1):
            chosen = "bold" if number == self._chosen else "$foreground"
            yield Content.assemble((f" {number} ", "bold $background on $accent"), (f" {clean(choice.in_(lang), _LONG)}", chosen))
        if self._chosen is not None:
            yield from self._judged(question)

    def _judged(self, question: Question) -> Iterator[Content]:
        right = clean(question.choices[question.answer - 1].in_(self.till.lang), _LONG)
        good = self._chosen == question.answer
        sign, style = ("√ ", "bold $success") if good else ("! ", "bold $error")
        yield Content.styled(sign + self.say("lesson.right" if good else "lesson.wrong", choice=right), style)
        yield Content(clean(question.because.in_(self.till.lang), _LONG))

    def _parts(self, lesson: Lesson) -> Sequence[Part]:
        record = None if self._came is None else self._came.record
        if record is None or record.figures.total.fen < 0:  # what is given back has no share of a bar
            return ()
        figures = record.figures
        return (
            Part(kind="fund", label=self.say("figure.fund"), amount=figures.fund),
            Part(kind="own", label=self.say("figure.own_account"), amount=figures.own_account),
            *(
                Part(kind="pool", label=self.say("settle.draw", name=clean(lesson.engine.person(draw.authoriser).name)), amount=draw.amount)
                for draw in record.draws
            ),
            Part(kind="cash", label=self.say("figure.cash"), amount=figures.cash),
        )

    def _after(self, lesson: Lesson) -> Iterator[Content]:
        if self._came is None:
            return
        for line in came_lines(self.till.lang, self._came, lesson.engine):
            yield Content(line)
        if self._step is not None and self._step.then is not None:
            yield Content("")
            for text in _lines(self._step.then.in_(self.till.lang)):
                yield Content.styled(text, "$accent")

    def _say_what_next(self) -> None:
        if self._busy:
            self.tell("lesson.playing")
        elif self._came is not None:
            self.tell("lesson.go-on")
        elif self._step is not None:
            self.tell("lesson.press-enter" if self._step.question is None else "lesson.choose")
        else:
            self.tell("")

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.speak)

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what would do something; numbers while they answer."""
        asking = not self._busy and self._step is not None and self._step.question is not None and self._chosen is None
        if action == "choose":
            question = self._step.question if self._step is not None and asking else None
            return question is not None and (not parameters or int(str(parameters[0])) <= len(question.choices))
        if action == "why":
            return self._came is not None and self._came.record is not None
        return self._lesson is not None and not asking and not self._busy if action == "go_on" else True

    def label_of(self, key: Key) -> str:
        """What Enter does now."""
        if key.action != "go_on":
            return key.label
        if self._step is None:
            return "lesson.key-end"
        return "lesson.key-play" if self._came is None else key.label

    def action_choose(self, number: int) -> None:
        """The answer counts; then the step is played, whatever was answered."""
        lesson = self._lesson
        if lesson is not None:
            lesson.answer(number)
            self._chosen = number
            self._play(lesson)

    def action_go_on(self) -> None:
        """Play, go on, or end."""
        lesson = self._lesson
        if lesson is None or self._step is None:
            self.dismiss(None)
        elif self._came is None:
            self._play(lesson)
        else:
            self._next()

    def _play(self, lesson: Lesson) -> None:
        self._busy = True
        self.speak()
        self.till.work(lesson.play, self._played, group="lesson")

    def _played(self, came: Came | EngineError) -> None:
        self._busy = False
        if isinstance(came, EngineError):
            self.tell_trouble(came)
            return
        self._came = came
        self.speak()
        self.query_one("#page", VerticalScroll).scroll_end(animate=False)

    def action_why(self) -> None:
        """Every step of the figures, from the lesson's own books."""
        from pos.screens.reasons import ReasonsScreen

        record = None if self._came is None else self._came.record
        if self._lesson is not None and record is not None:
            self.app.push_screen(ReasonsScreen(self._lesson.engine.explaining.of_record(record), record.id))

    def action_back(self) -> None:
        """Out, at any time."""
        self.dismiss(None)


def _lines(text: str) -> Iterator[str]:
    """A text of several lines, each made safe by itself."""
    return (clean(line, _LONG) for line in text.strip().splitlines())
