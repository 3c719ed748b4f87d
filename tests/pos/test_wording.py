"""Every sentence in both languages, none missing, none idle, each with exactly the facts it is told."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput, BooksError, EngineError, RefusalCode
from engine.ledger import sqlite
from engine.model.codes import Care, CredentialState, Event, Insurance, ItemClass, Kind, Level, Relation, Status, Why
from engine.model.movement import MoneyEvent
from engine.model.private import PrivateEvent
from engine.model.reported import Reported
from engine.model.settlement import Figures
from engine.model.step import Step
from engine.money import Money
from engine.policy.edition import Counting, Order
from engine.policy.source import Mark
from pos.play import Player
from pos.wording import LANGUAGES, Lang, say
from pos.wording.clean import clean
from pos.wording.explain import reason, refusal
from pos.wording.say import table
from scanner import errors as scanner_errors
from scanner.errors import CameraError, PictureError, TextError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "pos" / "wording"
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
LETTERS = re.compile(r"[A-Za-z]{2,}")

#: A language is named in itself, and a column of arrows has no heading.
NAMES_OF_LANGUAGES = re.compile("中文|English")
WITHOUT_WORDS = {"family.column.way"}

#: Keys that are built from a value: the part before the value, and every value there is.
FAMILIES: dict[str, Iterable[str]] = {
    "refusal.": RefusalCode,
    "rule.passed-over-": Why,
    "figure.": [field.name for field in fields(Figures)],
    "event.": Event,
    "private-event.": PrivateEvent,
    "insurance.": Insurance,
    "status.": Status,
    "class.": ItemClass,
    "class-name.": ItemClass,
    "care.": Care,
    "level.": Level,
    "kind.": Kind,
    "relation.": [*Relation, "self"],
    "credential.": CredentialState,
    "movement.": MoneyEvent,
    "mark.": Mark,
    "counting.": Counting,
    "order.": Order,
    "remedy.": Why,
    "enough.": [Why.LIMIT_USED_UP, Why.RESERVE, Why.NO_BALANCE, Why.NO_GRANT],
    "bound.": ["presenter", "owner", "member"],
    "reported.": [*(field.name for field in fields(Reported) if field.type is Money), "in-fund-sum", "in-account-sum"],
}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def trees(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_say_the_same(key: str) -> None:
    chinese, english = table()[key]
    if key in WITHOUT_WORDS:
        assert (chinese, english) == ("", "")
        return
    assert chinese.strip()
    assert english.strip()
    assert placeholders(chinese) == placeholders(english)
    bare, bare_english = (NAMES_OF_LANGUAGES.sub("", re.sub(r"\{\w+\}", "", sentence)) for sentence in (chinese, english))
    assert not CHINESE.search(bare_english), "Chinese signs in the English sentence"
    assert CHINESE.search(bare) or len(LETTERS.findall(bare)) <= 3, "no Chinese in the Chinese sentence"


@pytest.mark.parametrize(("prefix", "values"), FAMILIES.items(), ids=FAMILIES)
def test_a_family_of_keys_has_exactly_its_values(prefix: str, values: Iterable[str]) -> None:
    assert {key.removeprefix(prefix) for key in table() if key.startswith(prefix)} == set(values)


def built(node: ast.JoinedStr) -> str:
    """An f-string as a pattern."""
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values)


def told_in_code() -> tuple[set[str], set[str]]:
    """Every string literal of the tree but the tables, and every f-string as a pattern."""
    literals: set[str] = set()
    patterns: set[str] = set()
    for path, tree in trees("pos"):
        if path.parent == TABLES and path.stem not in {"explain", "say", "clean", "__init__"}:
            continue
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        literals |= {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in inside}
        patterns |= {built(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
    return literals, patterns


def told_in_templates() -> tuple[set[str], set[str]]:
    """Keys written out in a page's template, and patterns of those put together there; `t` looks among the phone's first."""
    literals: set[str] = set()
    patterns: set[str] = set()
    for template in sorted((ROOT / "pos").rglob("templates/*.html")):
        for key, joined in re.findall(r"\bt\('([^']+)'( ~)?", template.read_text(encoding="utf-8")):
            if joined:
                patterns.add(rf"(phone\.)?{re.escape(key)}.+")
            else:
                literals.add(f"phone.{key}" if f"phone.{key}" in table() else key)
    return literals, patterns


def test_no_key_of_a_page_is_missing() -> None:
    literals, patterns = told_in_templates()
    assert len(literals) > 30
    assert sorted(literals - set(table())) == []
    assert sorted(pattern for pattern in patterns if not any(re.fullmatch(pattern, key) for key in table())) == []


def test_no_key_is_missing() -> None:
    """Whatever is handed to `say`, or to a method named after it, word by word."""
    said = {
        (str(path.relative_to(ROOT)), argument.value)
        for path, tree in trees("pos")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1].lstrip("_") in {"say", "said", "word"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and "." in argument.value
    }
    assert len(said) > 100
    assert sorted((path, key) for path, key in said if key not in table()) == []


def test_no_family_is_missing() -> None:
    """A key that is built begins like one that is there."""
    subjects = "|".join(sorted({re.escape(key.split(".")[0]) for key in table()}))
    families = {pattern for pattern in told_in_code()[1] if re.match(rf"({subjects})\\\.", pattern)}
    assert len(families) > 10
    assert sorted(pattern for pattern in families if not any(re.fullmatch(pattern, key) for key in table())) == []


def test_no_key_is_idle() -> None:
    literals, patterns = (one | other for one, other in zip(told_in_code(), told_in_templates(), strict=True))
    telling = [
        re.compile(pattern)
        for pattern in patterns - {"phone\\..+", "trouble\\..+", "rule\\..+", "refusal\\..+"}
        if re.search("[a-z]{3}", pattern) and "\\." in pattern
    ]
    raised = {f"trouble.{site.code}" for site in SITES}
    rules = {f"rule.{rule}" for rule in step_rules()}
    idle = {
        key
        for key in set(table()) - literals - raised - rules
        if not any(pattern.fullmatch(key) for pattern in telling) and not key.startswith(tuple(FAMILIES))
    }
    assert sorted(idle) == []


# --- coded errors ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place where a coded error is made. `open`: some of its facts come from a mapping and cannot be read off the code."""

    code: str
    facts: frozenset[str]
    open: bool
    place: str


KINDS = {"EngineError", "BadInput", "BooksError", "Refusal", "PictureError", "CameraError", "TextError"}


def sites() -> Iterator[Site]:
    for path, tree in trees("pos", "engine", "scanner"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in KINDS or not node.args:
                continue
            place = str(path.relative_to(ROOT))
            facts = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
            loose = any(keyword.arg is None for keyword in node.keywords)
            for argument in node.args[1:]:
                if isinstance(argument, ast.Dict):
                    facts |= {str(key.value) for key in argument.keys if isinstance(key, ast.Constant)}
                    loose = loose or None in argument.keys
            if node.func.id == "PictureError":
                facts.add("file")
            for code in codes_of(node.args[0]):
                yield Site(code=code, facts=frozenset(facts), open=loose, place=place)


def codes_of(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from codes_of(argument.body)
        yield from codes_of(argument.orelse)
    elif isinstance(argument, ast.Attribute) and ast.unparse(argument.value) == "RefusalCode":
        yield RefusalCode[argument.attr].value
    elif isinstance(argument, ast.Call) and ast.unparse(argument.func) == "str":
        yield from codes_of(argument.args[0])


#: Beside what the code says word by word: the database's own errors, files that break their shape.
BY_NAME = (
    *(
        Site(code=code, facts=frozenset({"url", "detail"}), open=False, place="engine/ledger/sqlite.py")
        for code in sorted(set(sqlite._CODES.values()))
    ),
    *(Site(code=code, facts=frozenset({"file", "detail"}), open=False, place="pos/toml_file.py") for code in ("bad-world", "bad-scenario")),
)
SITES = tuple(dict.fromkeys((*sites(), *BY_NAME)))
DERIVED = {"share": "share_percent", "ratio": "ratio_percent"}


def offered(facts: Iterable[str]) -> set[str]:
    """The words that a sentence may use, from the facts it is told."""
    names = {name.removesuffix("_fen") for name in facts}
    return names | {f"{name}_word" for name in names} | {DERIVED[name] for name in names if name in DERIVED}


def test_the_places_are_found() -> None:
    assert len(SITES) > 60
    assert {site.code for site in SITES} >= set(RefusalCode) - {"already-refunded", "already-reversed", "figures-changed"}


@pytest.mark.parametrize(
    "site", SITES, ids=lambda site: " ".join((site.place, site.code, *sorted(site.facts), *(["..."] if site.open else [])))
)
def test_an_error_is_made_with_the_facts_of_its_sentence(site: Site) -> None:
    key = f"refusal.{site.code}" if f"refusal.{site.code}" in table() else f"trouble.{site.code}"
    assert key in table(), f"{site.place} says {site.code}, and there is no sentence for it"
    wanted = placeholders(table()[key][0])
    if not site.open:
        assert wanted <= offered(site.facts), f"{site.place}: the sentence of {site.code} needs {wanted - offered(site.facts)}"


def test_where_facts_come_from_a_mapping_a_scenario_shows_the_sentence() -> None:
    """Such a place cannot be read off the code; its codes are played in tests/pos/test_scenarios.py, or re-told as they were."""
    loose = {site.code for site in SITES if site.open}
    assert loose <= set(RefusalCode)


def test_every_code_of_the_scanner_has_a_sentence() -> None:
    codes = chain.from_iterable(
        get_args(kind) for kind in (scanner_errors.PictureFault, scanner_errors.CameraFault, scanner_errors.TextFault)
    )
    assert {code for code in codes if f"trouble.{code}" not in table()} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        PictureError("no-such-file", "a/b.png"),
        PictureError("is-a-directory", Path("a")),
        PictureError("unreadable", "b.png", {"reason": "Permission denied"}),
        PictureError("not-a-picture", "b.png"),
        PictureError("broken-picture", "b.png", {"reason": "SyntaxError"}),
        PictureError("picture-too-large", "b.png", {"pixels": 400_000_000, "limit": 64_000_000}),
        PictureError("not-writable", "b.png", {"reason": "Read-only file system"}),
        PictureError("broken-picture", ""),
        CameraError("camera-absent", {"source": 0}),
        CameraError("camera-busy", {"source": 0}),
        CameraError("camera-lost", {"source": 0}),
        CameraError("camera-stalled", {"source": "rtsp://x"}),
        CameraError("stream-ended", {"source": "film.avi"}),
        TextError("text-empty"),
        TextError("text-too-long", {"characters": 9000}),
        TextError("text-not-unicode"),
        BadInput("unknown-person", person="[red]\x1b[31m"),
        BooksError("busy-books", url="sqlite:///x", detail="locked"),
    ],
    ids=lambda value: f"{value.code} {getattr(value, 'path', '')}",
)
def test_errors_in_words(lang: Lang, error: PictureError | CameraError | TextError | EngineError) -> None:
    told = refusal(lang, error)
    assert bool(CHINESE.search(told)) == (lang == "zh")
    assert not re.search(r"[{}\x1b\n]", told)
    if isinstance(error, PictureError) and error.path:
        assert error.path in told, "the picture is named"


# --- steps ----------------------------------------------------------------------------------------------------------------


def step_rules() -> set[str]:
    """Every rule that a step is made with: in full, or by a name that the same file spells out, or after the event of a record."""
    rules: set[str] = {Event.REFUND.value, Event.REVERSAL.value}
    for _, tree in trees("engine"):
        made = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Step", "make_step"}]
        given = [keyword.value for node in made for keyword in node.keywords if keyword.arg == "rule"]
        rules |= {str(rule.value) for rule in given if isinstance(rule, ast.Constant)}
        if any(isinstance(rule, ast.Name) for rule in given):
            words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
            rules |= {word for word in words if f"rule.{word}" in table()}
    return rules


def played_steps() -> dict[str, Step]:
    """One step of every rule that the scenarios apply."""
    found: dict[str, Step] = {}
    for file in sorted((ROOT / "fixtures" / "scenarios").glob("*.toml")):
        player = Player(file, lang="en", passes=str)
        for _ in player.lines():
            pass
        for record in player.engine.journal(1000):
            for step in record.steps:
                found.setdefault(step.rule, step)
    return found


def test_every_rule_of_the_scenarios_is_said_in_both_languages() -> None:
    steps = played_steps()
    assert len(steps) > 20
    for rule, step in steps.items():
        chinese, english = reason("zh", step), reason("en", step)
        assert CHINESE.search(chinese), rule
        assert not re.search(r"[{}]", chinese + english), rule
        if "{where}" in table()[f"rule.{rule}"][0] and "source" in step.facts:
            assert str(step.facts["source"]) in chinese
            assert str(step.facts["source"]) in english


def test_a_rule_has_a_sentence() -> None:
    """And each sentence of a rule has its rule, but for the three that are parts of others."""
    said = {key.removeprefix("rule.") for key in table() if key.startswith("rule.")} - {"unfiled", "where", "limit"}
    assert set(played_steps()) <= said
    assert said == step_rules() | {f"passed-over-{why}" for why in Why}


def test_percentages_are_plain() -> None:
    step = Step(rule="fund-ratio", amount=Money(1), facts={"covered_fen": 100, "ratio": "0.10", "unfiled_minus": "0.10"})
    assert "10%" in reason("en", step)
    assert "not filed: 10% taken off" in reason("en", step)
    whole = Step(rule="fund-ratio", amount=Money(1), facts={"covered_fen": 100, "ratio": "1"})
    assert "100%" in reason("en", whole)
    odd = Step(rule="fund-ratio", amount=Money(1), facts={"covered_fen": 100, "ratio": "0.0125"})
    assert "1.25%" in reason("en", odd)


# --- what comes from outside -------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_clean_text_is_one_safe_line(text: str) -> None:
    shown = clean(text)
    assert len(shown) <= 201
    assert shown.splitlines() in ([], [shown])
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", shown)
    assert clean(shown, 1000) == shown


@given(st.text("abc 药。[]{}%", max_size=200))
def test_clean_leaves_plain_text_alone(text: str) -> None:
    assert clean(text) == text


@given(st.text(max_size=100))
def test_facts_are_never_taken_for_a_template(text: str) -> None:
    told = refusal("en", BadInput("unknown-person", person=f"{{person}}{{0}}%s{text}"))
    assert "{person}{0}%s" in told


def test_say_wants_a_key_it_has_and_the_facts_it_needs() -> None:
    with pytest.raises(KeyError):
        say("en", "no.such.key")
    with pytest.raises(KeyError):
        say("en", "trouble.unknown-person")
