"""`gongji lesson`: the list, or one lesson as text: Enter plays the next step, a number answers."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_json, some_text
from pos.wording.clean import clean
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pathlib import Path

    from pos.lesson import Lesson
    from pos.step import Question

_LONG = 4000


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("name", metavar="NAME", nargs="?", type=some_text, help=say(lang, "console.lesson.name"))
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """0 when its checks found what they must, however the questions were answered. Raises BadInput `unknown-lesson`, `no-lesson`."""
    from pos.lesson import lesson_path

    if arguments.name is None:
        return _list(arguments)
    return _take(arguments, lesson_path(arguments.name))


def _list(arguments: Namespace) -> int:
    from pos.commands.console import say_json, say_line
    from pos.lesson import lesson_names, lesson_path, read_lesson

    lang: Lang = arguments.lang
    for name in lesson_names():
        file, table = read_lesson(lesson_path(name))
        if arguments.json:
            texts = {"title": {"zh": table.title.zh, "en": table.title.en}, "aim": {"zh": table.aim.zh, "en": table.aim.en}}
            say_json({"lesson": name, **texts, "steps": len(file.steps)})
        else:
            say_line(say(lang, "console.lesson.row", name=name, title=table.title.in_(lang), aim=table.aim.in_(lang)))
    if not arguments.json:
        say_line(say(lang, "console.lesson.how"))
    return 0


def _take(arguments: Namespace, path: "Path") -> int:
    from engine.errors import BadInput
    from pos.commands.console import say_json, say_line
    from pos.commands.play import refuse_scenario
    from pos.lesson import Lesson
    from pos.lesson_page import score

    lang: Lang = arguments.lang
    try:
        lesson = Lesson(path, lang)
        if not arguments.json:
            say_line(clean(lesson.table.title.in_(lang)))
            say_line(clean(lesson.table.aim.in_(lang), _LONG))
        while lesson.step is not None:
            if arguments.json:
                say_json(lesson.play().result)
            else:
                _step(lang, lesson)
    except BadInput as error:
        return refuse_scenario(arguments, path, error)
    if arguments.json:
        say_json({"end": True, "passed": lesson.passed, "checked": len(lesson.findings)})
    else:
        say_line()
        say_line(score(lang, right=lesson.right, wrong=lesson.wrong, passed=lesson.passed))
    return 0 if lesson.passed else 1


def _step(lang: Lang, lesson: "Lesson") -> None:
    from pos.commands.console import say_line
    from pos.commands.split import say_split
    from pos.lesson_page import came_lines

    step = lesson.step
    if step is None:
        return
    say_line(f"\n-- {lesson.number}/{lesson.length} --")
    if step.say is not None:
        _say_text(step.say.in_(lang))
    if step.question is None:
        _ask(say(lang, "console.lesson.enter"))
    else:
        _answer(lang, lesson, step.question)
    came = lesson.play()
    if came.record is not None:
        say_split(lang, lesson.engine, came.record.figures, came.record.draws, came.record.wallet)
    for line in came_lines(lang, came, lesson.engine):
        say_line(line)
    if step.then is not None:
        _say_text(step.then.in_(lang))


def _answer(lang: Lang, lesson: "Lesson", question: "Question") -> None:
    """Asks until the answer is one of the numbers; a script that ends gives none, and is told the right one."""
    from pos.commands.console import say_line

    say_line(clean(question.ask.in_(lang), _LONG))
    for number, choice in enumerate(question.choices, start=1):
        say_line(f"  {number}  {clean(choice.in_(lang), _LONG)}")
    right = clean(question.choices[question.answer - 1].in_(lang), _LONG)
    told = say(lang, "lesson.answer-is", choice=right)
    while (given := _ask(say(lang, "console.lesson.answer", most=len(question.choices)))) is not None:
        if given.isdecimal() and len(given) == 1 and 0 < int(given) <= len(question.choices):
            told = say(lang, "lesson.right" if lesson.answer(int(given)) else "lesson.wrong", choice=right)
            break
    say_line(told)
    say_line(clean(question.because.in_(lang), _LONG))


def _ask(prompt: str) -> str | None:
    """What was typed; None where nobody is there. The prompt stands where only a person looks."""
    if sys.stdin.isatty():
        sys.stdout.write(prompt)
        sys.stdout.flush()
    typed = sys.stdin.readline()
    return typed.strip() if typed else None


def _say_text(text: str) -> None:
    from pos.commands.console import say_line

    for line in text.strip().splitlines():
        say_line(clean(line, _LONG))
