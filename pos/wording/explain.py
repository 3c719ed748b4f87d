"""Coded errors and steps in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from engine.money import Money
from pos.quantity_text import percent_text
from pos.wording.clean import clean
from pos.wording.say import LANGUAGES, Lang, say, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.model.explanation import Ground, NotDrawn
    from engine.model.reported import Reported
    from engine.model.step import Step

_TITLE = 300


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


def reason(lang: Lang, step: Step, grounds: Sequence[Ground] = ()) -> str:
    """The sentence of a step: the rule with the figures it used, and the key and mark of what it rests on.

    With `grounds` the mark is its letter, for a page that lists the sources; without, the source that the step carries itself, in words.
    """
    facts = _facts(lang, step.facts)
    carried = say(lang, "rule.where", **facts) if "source" in step.facts else ""
    if "place" in step.facts:
        facts["order_word"] = say(lang, "order.rank")
    named = {ground.key: ground for ground in grounds}
    found = "".join(say(lang, "reasons.ground", key=clean(key), mark=clean(ground.mark)) for key, ground in named.items())
    key = f"rule.{step.rule}"
    optional = {
        "where": found or carried,
        "kept": _kept(lang, step, facts, grounds),
        "limit_words": say(lang, "rule.limit", **facts) if "limit_fen" in step.facts else "",
        "unfiled": say(lang, "rule.unfiled", percent=percent_text(Decimal(str(step.facts["unfiled_minus"]))))
        if "unfiled_minus" in step.facts
        else "",
    }
    return say(lang, key, **facts, **optional) + ("" if "{where}" in table()[key][0] else found)


def _kept(lang: Lang, step: Step, facts: Mapping[str, object], grounds: Sequence[Ground]) -> str:
    """What of a pool's balance may not be drawn."""
    reserve = say(lang, "reasons.reserve", **facts) if "reserve_fen" in step.facts else ""
    prior = any(ground.figure == "mutual_aid.shareable" for ground in grounds)
    return reserve + (say(lang, "reasons.prior-year") if prior else "")


def remedy(lang: Lang, over: NotDrawn) -> str:
    """What would have let a pool pay, and what would have been different then."""
    facts = {**_facts(lang, over.facts), "at_least": over.at_least, "since": over.since, "refused": over.refused}
    enough = "" if over.at_least is None else say(lang, f"enough.{over.why}", **facts)
    refused = say(lang, "reasons.refused", **facts) if over.refused else ""
    told = say(lang, f"remedy.{over.why}", **facts, enough=enough, refused_words=refused)
    if over.would_have_paid:
        key = "reasons.outcome-same" if over.cash_then == over.cash else "reasons.outcome"
        return told + _gap(lang) + say(lang, key, paid=over.would_have_paid, cash=over.cash, cash_then=over.cash_then)
    if over.still is not None:
        return told + _gap(lang) + say(lang, "reasons.still", still=say(lang, f"till.why-{over.still}"))
    return told


def source_line(lang: Lang, ground: Ground) -> str:
    """Key, mark with its meaning, and the title in the reader's language where it has both (`Chinese / English`)."""
    halves = clean(ground.title, _TITLE).split(" / ")
    chinese = len(halves) == len(LANGUAGES) and not halves[0].isascii() and halves[1].isascii()
    title = halves[LANGUAGES.index(lang)] if chinese else clean(ground.title, _TITLE)
    return say(
        lang, "reasons.source", key=clean(ground.key), mark=clean(ground.mark), mark_word=mark_word(lang, ground), title=title
    ).rstrip()


def mark_word(lang: Lang, ground: Ground) -> str:
    """What the letter of its mark means."""
    return say(lang, f"mark.{ground.mark}") if f"mark.{ground.mark}" in table() else clean(ground.mark)


def _gap(lang: Lang) -> str:
    return " " if lang == "en" else ""


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
            words[f"{name}_percent"] = percent_text(Decimal(str(facts[name])))
    if "relation" in facts and "relation_word" in words:
        words["relation"] = words["relation_word"]
    return words


def reported_rows(lang: Lang, reported: Reported) -> list[tuple[str, str]]:
    """The bureau's sums by name; a sum that holds another says so."""
    inside = {
        "fund_sum": say(lang, "reported.in-fund-sum") if reported.accounts_in_fund else "",
        "mutual_aid": say(lang, "reported.in-account-sum") if reported.aid_in_account else "",
    }
    return [(say(lang, f"reported.{name}") + inside.get(name, ""), str(amount)) for name, amount in reported.by_name().items()]
