"""The player of scenarios: what it passes through, how it judges, and that it can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput, EngineError
from pos.expectations import judge
from pos.play import Player
from pos.props import ManualClock, through_a_picture
from pos.scenario import ScenarioFile
from pos.toml_file import parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = """
clock = "2025-11-21T09:00:00+08:00"
people = [
  { id = "a", region = "370100", insurance = "employee", account = "100", deductible_paid = "200" },
  { id = "b", region = "370100", insurance = "resident" },
]
institutions = [{ id = "clinic", kind = "hospital", region = "370100" }]
items = [{ code = "x", class = "A", price = "10.00" }]
"""
SALE = '[[steps]]\ndo = "sale"\nas = "s"\nholder = "a"\nlines = [{ item = "x" }]\n'
LEAF = st.integers(-5, 5) | st.text("ab", max_size=2) | st.booleans() | st.none()
TREE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("pqr"), inner, max_size=3), max_leaves=8
)


@pytest.fixture
def play(tmp_path: Path) -> Any:  # noqa: ANN401 - a function of the steps' text
    def played(steps: str, **more: Any) -> tuple[Player, list[dict[str, Any]]]:  # noqa: ANN401
        file = tmp_path / "scenario.toml"
        file.write_text(HEAD + steps, encoding="utf-8")
        player = Player(file, lang="en", **more)
        return player, list(player.lines())

    return played


def test_every_sale_passes_through_a_picture(play: Any) -> None:  # noqa: ANN401
    seen: list[str] = []

    def spied(text: str) -> str:
        seen.append(text)
        return through_a_picture(text)

    issued = '[[steps]]\ndo = "issue"\nas = "c"\nholder = "a"\n[[steps]]\ndo = "quote"\ncode = "c"\nlines = [{ item = "x" }]\n'
    player, _ = play(SALE + issued, passes=spied)
    assert player.good
    assert [len(text) for text in seen] == [28, 28]


def test_a_picture_that_is_misread_is_no_success(play: Any) -> None:  # noqa: ANN401
    player, lines = play(SALE, passes=lambda text: text[:-1] + str(9 - int(text[-1])))
    assert not player.good
    assert lines[0]["refused"] == "credential-unknown"


@pytest.mark.parametrize("text", ["3701009012345678901234567890", "https://example.org", "[red]\x1b[31m", "阿莫西林", " ", "1" * 2000])
def test_what_is_drawn_is_what_is_read(text: str) -> None:
    assert through_a_picture(text) == text


def test_a_picture_in_which_nothing_is_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.read.read_codes", lambda _: ())
    with pytest.raises(EngineError) as told:
        through_a_picture("1")
    assert told.value.code == "no-code"


def test_an_unexpected_refusal_fails(play: Any) -> None:  # noqa: ANN401
    player, _ = play(SALE.replace('holder = "a"', 'digits = "1"'))
    assert (player.good, player.surprises) == (False, 1)


def test_an_unbalanced_ledger_fails(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    player, lines = play(SALE)
    assert player.good
    assert lines[-1]["books_balanced"]
    monkeypatch.setattr(type(player.engine), "check", lambda _: ["something is wrong"])
    assert not player.good
    player, lines = play(SALE)
    assert not lines[-1]["books_balanced"]


def test_every_verb(play: Any) -> None:  # noqa: ANN401
    player, lines = play(
        SALE
        + """
        [[steps]]
        do = "bind"
        owner = "a"
        member = "b"
        relation = "child"
        [[steps]]
        do = "issue"
        as = "c"
        holder = "b"
        shown_by = "a"
        [[steps]]
        do = "grant"
        authoriser = "a"
        beneficiary = "b"
        relation = "child"
        limit = "4.00"
        covers = ["outpatient"]
        [[steps]]
        do = "sale"
        code = "c"
        key = "k"
        lines = [{ item = "x", quantity = "2" }]
        expect = { shown_by = "a", fen = { fund = 1300, mutual_aid = 400, cash = 300 }, draws = [{ from = "a", fen = 400 }] }
        [[steps]]
        do = "reverse"
        key = "k"
        expect = { fen = { mutual_aid = -400, cash = -300 } }
        [[steps]]
        do = "revoke"
        authoriser = "a"
        beneficiary = "b"
        relation = "child"
        limit = "4.00"
        [[steps]]
        do = "unbind"
        owner = "a"
        member = "b"
        [[steps]]
        do = "premium"
        authoriser = "a"
        beneficiary = "b"
        kind = "minor"
        expect = { refused = "no-grant" }
        [[steps]]
        do = "suspend"
        person = "a"
        [[steps]]
        do = "sale"
        holder = "a"
        lines = [{ item = "x" }]
        expect = { refused = "person-suspended" }
        [[steps]]
        do = "restore"
        person = "a"
        [[steps]]
        do = "suspend"
        institution = "clinic"
        [[steps]]
        do = "sale"
        holder = "a"
        lines = [{ item = "x" }]
        expect = { refused = "institution-not-designated" }
        [[steps]]
        do = "restore"
        institution = "clinic"
        [[steps]]
        do = "refund"
        sale = "s"
        expect = { fen = { own_account = -200 } }
        [[steps]]
        do = "check"
        accounts = { a = "100" }
        fund_used = { a = "0", b = "0" }
        deductible_paid = { a = "200" }
        """
    )
    assert [line.get("unmet") for line in lines if line.get("unmet")] == []
    assert player.good


def test_the_clock_moves_when_it_is_told_to(play: Any) -> None:  # noqa: ANN401
    player, _ = play('[[steps]]\ndo = "advance"\nseconds = 1\nminutes = 2\nhours = 3\ndays = 41\n')
    assert player.engine.now().isoformat() == "2026-01-01T12:02:01+08:00"


def test_a_code_outlives_its_validity_by_the_skew_only(play: Any) -> None:  # noqa: ANN401
    for seconds, outcome in ((125, True), (126, False)):
        wait = f'[[steps]]\ndo = "issue"\nas = "c"\nholder = "a"\n[[steps]]\ndo = "advance"\nseconds = {seconds}\n'
        _, lines = play(wait + '[[steps]]\ndo = "sale"\ncode = "c"\nlines = [{ item = "x" }]\nexpect = {}\n')
        assert lines[2]["ok"] is outcome


def test_a_step_that_names_what_is_not_there_is_numbered(play: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadInput) as told:
        play(SALE + '[[steps]]\ndo = "refund"\nsale = "nothing"\n')
    assert (told.value.code, dict(told.value.facts)) == ("unknown-name", {"name": "nothing", "step": 2})


def test_a_name_of_another_kind_is_no_name(play: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadInput, match="unknown-name"):
        play('[[steps]]\ndo = "issue"\nas = "c"\nholder = "a"\n[[steps]]\ndo = "refund"\nsale = "c"\n')


def test_a_clock_without_an_offset_is_china_time() -> None:
    begins = parse_toml("clock = 2025-11-21T09:00:00", ScenarioFile, code="bad-scenario", file="x").begins
    assert begins.isoformat() == "2025-11-21T09:00:00+08:00"
    assert ManualClock(begins)() == begins


def test_judging_counts_leaves() -> None:
    judgement = judge(
        {"ok": True, "fen": {"a": 1, "b": 2}, "draws": [{"fen": 3}]}, {"ok": True, "fen": {"a": 1, "b": 3}, "draws": [{"fen": 4}]}
    )
    assert judgement.met == 2
    assert [(gap.key, gap.expected, gap.got) for gap in judgement.differences] == [("fen.b", 2, 3), ("draws[0].fen", 3, 4)]


def test_lists_are_judged_whole() -> None:
    assert [gap.key for gap in judge({"draws": []}, {"draws": [1]}).differences] == ["draws"]
    assert [gap.key for gap in judge({"draws": [1]}, {"draws": []}).differences] == ["draws"]
    assert judge({"draws": []}, {"draws": []}).met == 1
    assert judge({"draws": [1]}, {}).differences[0].got is None


@given(value=st.dictionaries(st.sampled_from("pqr"), TREE, min_size=1, max_size=3))
def test_what_is_equal_is_met(value: Mapping[str, Any]) -> None:
    assert judge(value, value).differences == []


@given(expected=st.dictionaries(st.sampled_from("pqr"), TREE, max_size=3), got=st.dictionaries(st.sampled_from("pqr"), TREE, max_size=3))
def test_what_is_not_met_differs_and_is_named(expected: Mapping[str, Any], got: Mapping[str, Any]) -> None:
    judgement = judge(expected, got)
    assert all(gap.key and gap.expected != gap.got for gap in judgement.differences)
    if not judgement.differences:
        assert all(key in got or value in (None, {}) for key, value in expected.items())
