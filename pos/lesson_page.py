"""What came of a lesson's step, in words: refusal, whose sale, what became of a key, the day's differences, accounts, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import RefusalCode
from engine.money import Money
from pos.day_page import reconciliation_page
from pos.wording.clean import clean
from pos.wording.explain import refusal
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.service.engine import Engine
    from pos.lesson import Came, Finding

_PEOPLE = ("accounts", "deductible_paid", "fund_used", "wallets")


def came_lines(lang: Lang, came: Came, engine: Engine) -> Iterator[str]:
    """Everything but the split, which a screen draws and a terminal prints."""
    if came.refused is not None:
        yield say(lang, "lesson.refused", why=refusal(lang, came.refused), code=came.refused.code)
    if "outcome" in came.result:
        yield say(lang, "lesson.outcome", outcome=say(lang, f"known.{came.result['outcome']}"))
    if came.record is not None:
        yield _whose(lang, came, engine)
    if came.reconciliation is not None:
        yield from reconciliation_page(lang, came.reconciliation)
    if came.refused is not None and came.refused.code == RefusalCode.OUTCOME_UNKNOWN:
        return  # what the accounts say is what the learner is to find out
    for who, (before, after) in came.moved.items():
        yield say(lang, "lesson.moved", name=clean(engine.person(who).name), before=Money(before), after=Money(after))
    for finding in came.findings:
        yield finding_line(lang, finding, engine)


def finding_line(lang: Lang, finding: Finding, engine: Engine) -> str:
    """One figure, what it must be and what it is."""
    who = engine.person(finding.who).name if finding.figure in _PEOPLE else engine.institution(finding.who).name
    facts = {
        "figure": say(lang, f"lesson.check-{finding.figure}"),
        "who": clean(who),
        "expected": Money(finding.expected),
        "got": say(lang, "day.none") if finding.got is None else Money(finding.got),
    }
    return say(lang, "lesson.met" if finding.met else "lesson.not-met", **facts)


def _whose(lang: Lang, came: Came, engine: Engine) -> str:
    record = came.record
    holder = clean(engine.person(record.holder).name) if record is not None else ""
    if record is None or record.shown_by is None:
        return say(lang, "lesson.holder", holder=holder)
    return say(lang, "lesson.holder-shown", holder=holder, owner=clean(engine.person(record.shown_by).name))


def score(lang: Lang, *, right: int, wrong: int, passed: bool) -> str:
    """At the end: questions answered, and whether the books say what they must."""
    return say(lang, "lesson.score", right=right, asked=right + wrong, books=say(lang, "lesson.passed" if passed else "lesson.not-passed"))
