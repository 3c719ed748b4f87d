"""The catalogue in words: what to type for each step, and what is seen after the last. Told from the steps themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from re import sub

from engine.model.codes import AccountUse, Fault
from engine.money import Money
from pos import scenario
from pos.magic import Entry
from pos.magic_visits import is_of_visits, visit_commands
from pos.quantity_text import quantity_text
from pos.step import LineTable, Step
from pos.wording.clean import clean
from pos.wording.say import Lang, say, table

_HOME = "pharmacy"
"""The till's own place: any other has to be asked for."""
_TOLD = ("fund", "own_account", "mutual_aid", "cash")
_PEOPLE = ("holder", "authoriser", "beneficiary", "owner", "member", "person", "sender", "recipient")
_PRESSES = {AccountUse.USE: 0, AccountUse.OFF: 1, AccountUse.ASK_MUTUAL_AID: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry for a reader: what it is, what to do, what is seen. `code` is a refusal's, or empty."""

    name: str
    code: str
    title: str
    todo: tuple[str, ...]
    seen: str

    def matches(self, wanted: str) -> bool:
        """Whether every word of `wanted` stands somewhere in it."""
        text = " ".join((self.name, self.title, *self.todo, self.seen)).casefold()
        return all(word in text for word in wanted.casefold().split())


def told(lang: Lang, entry: Entry, names: Mapping[str, str]) -> Told:
    """`names` of people by id."""
    refusal = entry.refusal
    todo: list[str] = []
    used: set[str] = set()
    of_visits = is_of_visits(entry.steps)
    todo += visit_commands(lang, entry.steps) if of_visits else ()
    for step in () if of_visits else entry.steps:
        key = getattr(step, "key", None)
        if isinstance(step, scenario.Sale) and key in used:
            todo.append(say(lang, "catalogue.again"))
        elif isinstance(step, scenario.Quote):
            todo += _by_command(step) if entry.by_command else _at_the_till(lang, step, names)
        else:
            todo.append(say(lang, f"catalogue.do-{step.do}", **_words(lang, step, names)).strip())
        used |= {key} if key and not entry.scenario else set()
    if entry.scenario:
        todo.append(say(lang, "catalogue.scenario", file=entry.scenario))
    return Told(
        name=entry.name,
        code="" if refusal is None else refusal.value,
        title=entry.say.in_(lang) if entry.say is not None else say(lang, "catalogue.refused", code=entry.name),
        todo=tuple(todo),
        seen=_seen(lang, entry.steps[-1]),
    )


def keys(step: scenario.Quote) -> tuple[str, ...]:
    """What is typed and pressed at the till for a sale, entry by entry; a code kept from before is not among it."""
    wallet = ("F8",) if step.wallet else ()
    rest = ("F9",) if isinstance(step, scenario.Sale) else ()
    pays = step.digits or (f"@{step.holder}/{step.shown_by}" if step.shown_by else f"@{step.holder}")
    presses = (("F5",) if step.prescription else ()) + ("F6",) * _PRESSES[step.account]
    return (*(typed for line in step.lines for typed in _typed(line)), *presses, *(() if step.code else (pays,)), "F9", *wallet, *rest)


def _at_the_till(lang: Lang, step: scenario.Quote, names: Mapping[str, str]) -> Iterator[str]:
    if step.at not in {None, _HOME}:
        yield say(lang, "catalogue.elsewhere", at=step.at)
    fault = getattr(step, "fault", Fault.NONE)
    if fault is not Fault.NONE:
        yield say(lang, "catalogue.fault", fault=say(lang, f"training.fault-{fault}"))
    if step.code is not None:
        yield say(lang, "catalogue.kept-code", code=step.code)
    who = "" if step.holder is None else f"   {_person(step.holder, names)}"
    yield "  ".join(keys(step)) + who
    pin = getattr(step, "pin", None)
    if pin is not None:
        yield say(lang, "catalogue.pin", pin=pin)
    if getattr(step, "agreed", None) is not None:
        yield say(lang, "catalogue.agreed")


def _by_command(step: scenario.Quote) -> Iterator[str]:
    code = step.digits or "code.png"
    if step.holder is not None:
        yield f"gongji qr {step.holder} --out code.png"
    yield f"gongji sell --code {code}" + "".join(f" --item {line.item}" for line in step.lines)


def _typed(line: LineTable) -> Iterator[str]:
    yield line.item if line.quantity == 1 else f"{quantity_text(line.quantity)}*{line.item}"
    yield from line.trace


def _seen(lang: Lang, step: Step) -> str:
    expected = step.expect or {}
    if "refused" in expected:
        sentence = table()[f"refusal.{expected['refused']}"][0 if lang == "zh" else 1]
        return say(lang, "catalogue.seen-refused", code=expected["refused"], sentence=sub(r"\{\w+\}", "…", sentence))
    if "outcome" in expected:
        return say(lang, "lesson.outcome", outcome=say(lang, f"known.{expected['outcome']}"))
    if "balanced" in expected:
        kinds = [say(lang, f"difference.{gap['kind']}") for gap in expected.get("differences", [])]
        return say(lang, "catalogue.differs", kinds=", ".join(kinds)) if kinds else say(lang, "catalogue.agrees")
    if "wallet" in expected:
        return f"{say(lang, 'settle.wallet')} {Money(expected['wallet'])} · {_figures(lang, expected)}"
    return _figures(lang, expected.get("remaining") or expected)


def _figures(lang: Lang, expected: Mapping[str, Mapping[str, int]]) -> str:
    fen = expected.get("fen", {})
    shown = [name for name in _TOLD if fen.get(name)] or list(fen)
    return " · ".join(f"{say(lang, f'figure.{name}')} {Money(fen[name])}" for name in shown)


def _words(lang: Lang, step: Step, names: Mapping[str, str]) -> dict[str, object]:
    """Every field of the step as it is; people by their names as well, as WHO_name."""
    own = {name: getattr(step, name) for name in step.__struct_fields__}
    people = {f"{name}_name": _person(str(own[name]), names) for name in _PEOPLE if own.get(name)}
    relation = {"relation_word": say(lang, f"relation.{own['relation']}")} if own.get("relation") else {}
    orders = {"order": ",".join(step.authorisers)} if isinstance(step, scenario.Reorder) else {}
    return {**own, **people, **relation, **orders, "span": _span(step), "goods": _goods(step)}


def _person(person: str, names: Mapping[str, str]) -> str:
    name = clean(names.get(person, ""), 40)
    return f"{name}({person})" if name and name != person else person


def _span(step: Step) -> str:
    if not isinstance(step, scenario.Advance):
        return ""
    parts = {"d": step.days, "h": step.hours, "m": step.minutes, "s": step.seconds}
    return "".join(f"{count}{unit}" for unit, count in parts.items() if count)


def _goods(step: Step) -> str:
    """Which of the goods come back."""
    lines = step.lines if isinstance(step, scenario.Refund) and step.lines is not None else []
    return ", ".join(f"{quantity_text(Decimal(line.quantity))} {line.item} {' '.join(line.trace)}".rstrip() for line in lines)
