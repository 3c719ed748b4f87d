"""Coded errors and steps in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from engine.model.step import Step
from engine.money import Money
from pos.wording.clean import clean
from pos.wording.say import Lang, say, table


class Coded(Protocol):
    """What the engine and the scanner complain with."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, str | int | float]: ...


def refusal(lang: Lang, error: Coded) -> str:
    """The sentence of a coded error; facts from outside are cleaned. A picture's error has its file beside its facts."""
    key = f"refusal.{error.code}" if f"refusal.{error.code}" in table() else f"trouble.{error.code}"
    path = getattr(error, "path", None)
    facts = error.facts if path is None else {"file": path or say(lang, "trouble.the-picture"), **error.facts}
    words = _facts(lang, facts)
    return say(lang, key, **words, sold=_sold(lang, words), at_minute=_minute(words))


def _sold(lang: Lang, facts: Mapping[str, object]) -> str:
    """Where the pack of a trace code was sold first."""
    if "first_line" in facts:
        return say(lang, "trace-code.sold-here", **facts)
    if "place" in facts:
        return say(lang, "trace-code.sold-before", **facts, at_minute=_minute(facts))
    return ""


def _minute(facts: Mapping[str, object]) -> str:
    return str(facts.get("at", ""))[:16].replace("T", " ")


def reason(lang: Lang, step: Step) -> str:
    """The sentence of a step: the rule with the figures it used, its source and mark."""
    facts = _facts(lang, step.facts)
    optional = {
        "where": say(lang, "rule.where", **facts) if "source" in step.facts else "",
        "limit_words": say(lang, "rule.limit", **facts) if "limit_fen" in step.facts else "",
        "unfiled": say(lang, "rule.unfiled", percent=_percent(str(step.facts["unfiled_minus"]))) if "unfiled_minus" in step.facts else "",
    }
    return say(lang, f"rule.{step.rule}", **facts, **optional)


def _facts(lang: Lang, facts: Mapping[str, str | int | float]) -> dict[str, object]:
    """Fen as yuan, codes as words, rates as percentages, everything else cleaned."""
    words: dict[str, object] = {}
    for name, value in facts.items():
        if name.endswith("_fen"):
            words[name.removesuffix("_fen")] = Money(int(value))
        else:
            words[name] = clean(value) if isinstance(value, str) else value
        word = f"{name}.{value}"
        if word in table():
            words[f"{name}_word"] = say(lang, word)
    for name in ("share", "ratio"):
        if name in facts:
            words[f"{name}_percent"] = _percent(str(facts[name]))
    if "relation" in facts and "relation_word" in words:
        words["relation"] = words["relation_word"]
    return words


def _percent(rate: str) -> str:
    return f"{(Decimal(rate) * 100).normalize():f}%"
