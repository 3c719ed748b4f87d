"""`gongji policy compare`: one scenario, two editions, the difference per person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

ROOT = Path(__file__).parents[3]
SCENARIOS = ROOT / "fixtures" / "scenarios"
JINAN = ROOT / "engine" / "policies" / "370100" / "2025-01-01.toml"
EDITIONS = SCENARIOS / "editions"


def figures(**fen: int) -> dict[str, int]:
    return {"fund": 0, "own_account": 0, "mutual_aid": 0, "cash": 0} | fen


def edition(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """Jinan's, with lines changed."""
    text = JINAN.read_text(encoding="utf-8")
    for old, new in changes:
        assert re.search(old, text, re.MULTILINE)
        text = re.sub(old, new, text, flags=re.MULTILINE)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_one_authoriser_a_settlement_costs_the_holder_what_the_son_paid(gongji: Shell) -> None:
    """E4, as the handbook has it: 60 from the daughter and 110 from the son, or 60 alone."""
    both, one = EDITIONS / "370100-two-authorisers.toml", EDITIONS / "370100-one-per-settlement.toml"
    ran = gongji("policy", "compare", both, one, SCENARIOS / "e04-two-authorisers.toml", "--json")
    assert (ran.code, ran.err) == (0, "")
    told: dict[str, Any] = ran.object
    assert told["region"] == "370100"
    assert told["people"]["grandma"] == {
        "a": figures(fund=37500, own_account=2160, cash=340),
        "b": figures(fund=37500, own_account=2160, cash=11340),
        "difference": figures(cash=11000),
    }
    assert told["people"]["daughter"] == {"a": figures(mutual_aid=6000), "b": figures(mutual_aid=6000), "difference": figures()}
    assert told["people"]["son"] == {"a": figures(mutual_aid=11000), "b": figures(), "difference": figures(mutual_aid=-11000)}
    assert told["total"]["difference"] == figures(mutual_aid=-11000, cash=11000)
    assert [sum(told["total"][side].values()) for side in ("a", "b")] == [57000, 57000], "all that was billed"
    assert told["steps"] == []


def test_the_accounts_inside_the_fund_sum_move_no_fen_but_are_reported_otherwise(gongji: Shell, tmp_path: Path, lang: str) -> None:
    """The Guangdong style beside the Hunan style, all else alike: E4's fund 375.00, accounts 191.60, cash 3.40."""
    many = (r"^authorisers_per_beneficiary  = 1", "authorisers_per_beneficiary  = 2")
    hunan = edition(tmp_path, "hunan.toml", many)
    guangdong = edition(tmp_path, "guangdong.toml", many, (r"^fund_sum_includes_acct = false", "fund_sum_includes_acct = true"))
    asked = ("policy", "compare", guangdong, hunan, SCENARIOS / "e04-two-authorisers.toml", "--lang", lang)
    told = gongji(*asked, "--json").object
    assert set(told["total"]["difference"].values()) == {0}
    inside, beside = told["reported"]["a"], told["reported"]["b"]
    assert beside == {"total": 57000, "fund_sum": 37500, "account_sum": 19160, "mutual_aid": 17000, "personal": 19500, "cash": 340}
    assert inside == beside | {"fund_sum": 37500 + 19160}
    rows = [line.split()[-3:] for line in gongji(*asked).out.splitlines()]
    assert rows[-1] == ["566.60", "375.00", "-191.60"]


def test_the_table_says_the_same(gongji: Shell, lang: str) -> None:
    both, one = EDITIONS / "370100-two-authorisers.toml", EDITIONS / "370100-one-per-settlement.toml"
    ran = gongji("policy", "compare", both, one, SCENARIOS / "e04-two-authorisers.toml", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["110.00", "0.00", "-110.00"] in [row[-3:] for row in rows]
    assert [row[-3:] for row in rows].count(["3.40", "113.40", "+110.00"]) == 2, "grandma's, and all together"
    assert ("合计" in ran.out) == (lang == "zh")
    assert not re.search(r"[{}]| $", ran.out, re.MULTILINE)


def test_the_same_edition_twice_makes_no_difference(gongji: Shell) -> None:
    for scenario in ("e07-refund", "faults", "family", "inpatient", "cross-year", "e09-other-province"):
        told = gongji("policy", "compare", "370100", "370100/2025-01-01", SCENARIOS / f"{scenario}.toml", "--json").object
        assert set(told["total"]["difference"].values()) == {0}
        assert told["steps"] == []


def test_what_an_edition_lets_through_and_the_other_refuses_is_listed(gongji: Shell, tmp_path: Path, lang: str) -> None:
    """The wider circle of relatives: a grant to a sibling, and the sale it pays for."""
    narrow = EDITIONS / "370100-circle-2021.toml"
    scenario = tmp_path / "s.toml"
    scenario.write_text(CIRCLE, encoding="utf-8")
    ran = gongji("policy", "compare", narrow, "370100", scenario, "--json", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert [(step["step"], step["do"], step["under"], step["refused"]) for step in ran.object["steps"]] == [
        (1, "grant", "a", "relation-not-allowed")
    ]
    assert ran.object["people"]["brother"]["difference"] == figures(mutual_aid=2500)
    assert ran.object["people"]["sister"]["difference"] == figures(cash=-2500)
    assert "relation-not-allowed" in gongji("policy", "compare", narrow, "370100", scenario, "--lang", lang).out


def test_a_step_that_rests_on_a_refused_one_is_refused_too(gongji: Shell, tmp_path: Path) -> None:
    strict = edition(
        tmp_path, "strict.toml", (r"^valid_seconds .*", "valid_seconds = 10"), (r"^refresh_seconds .*", "refresh_seconds = 10")
    )
    scenario = tmp_path / "s.toml"
    scenario.write_text(LATE, encoding="utf-8")
    told = gongji("policy", "compare", "370100", strict, scenario, "--json").object
    assert [(step["step"], step["under"], step["refused"]) for step in told["steps"]] == [
        (3, "b", "credential-expired"),
        (4, "b", "unknown-name"),
    ]
    assert set(told["total"]["difference"].values()) == {0}, "sold and given back, or never sold"


def test_a_premium_that_one_edition_lacks_is_refused_there(gongji: Shell, tmp_path: Path) -> None:
    without = edition(tmp_path, "without.toml", (r"^resident *= \{.*", 'resident = { other = "1" }'))
    told = gongji("policy", "compare", "370100", without, SCENARIOS / "e08-premium.toml", "--json").object
    assert {(step["do"], step["under"], step["refused"]) for step in told["steps"]} == {("premium", "b", "unknown-premium")}
    assert told["people"]["mother"]["difference"] == figures(mutual_aid=-39000)


def test_editions_of_other_regions_stand_in_for_the_one_people_are_insured_in(gongji: Shell, scenario: Path) -> None:
    told: dict[str, Any] = {}
    for a, b in (("370100", "990000"), ("990000", "370100"), ("990000", "990000")):
        told = gongji("policy", "compare", a, b, scenario, "--json").object
        assert told["region"] == "370100"
        assert (told["a"], told["b"]) == (f"{a}/2025-01-01", f"{b}/2025-01-01")
        assert sum(told["people"]["buyer"]["a"].values()) == 2500
    assert told["total"]["difference"] == figures()


def test_an_edition_of_another_day_holds_for_the_play(gongji: Shell, tmp_path: Path, scenario: Path) -> None:
    ended = edition(tmp_path, "old.toml", (r"^effective *= .*", "effective = 2001-01-01\nuntil = 2001-12-31"))
    later = edition(tmp_path, "later.toml", (r"^effective *= .*", "effective = 2099-01-01"))
    told = gongji("policy", "compare", ended, later, scenario, "--json").object
    assert (told["a"], told["b"]) == ("370100/2001-01-01", "370100/2099-01-01")
    assert told["people"]["buyer"]["a"] == told["people"]["buyer"]["b"] == figures(fund=2000, own_account=500)


def test_unmet_expectations_do_not_count(gongji: Shell, scenario: Path) -> None:
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("fund = 2000", "fund = 1"), encoding="utf-8")
    assert gongji("play", scenario).code == 1
    assert gongji("policy", "compare", "370100", "370100", scenario).code == 0


def test_nobody_paid(gongji: Shell, scenario: Path, lang: str) -> None:
    scenario.write_text(scenario.read_text(encoding="utf-8").split("[[steps]]")[0], encoding="utf-8")
    ran = gongji("policy", "compare", "370100", "990000", scenario, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == {"zh": "没有人付过款", "en": "nobody paid anything"}[lang]


def test_where_nobody_is_insured_it_says_whose_editions_would_do(gongji: Shell, scenario: Path, lang: str) -> None:
    text = scenario.read_text(encoding="utf-8").replace('name = "陈一", region = "370100"', 'name = "陈一", region = "110000"')
    scenario.write_text(text, encoding="utf-8")
    ran = gongji("policy", "compare", "990000", "990000", scenario, "--lang", lang).is_refused("nobody-insured-there", exit_code=2)
    assert "110000, 370100" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["none", "370100", "SCENARIO"], "unknown-edition"),
        (["370100", "[red]\x1b[31m", "SCENARIO"], "unknown-edition"),
        (["370100", "none.toml", "SCENARIO"], "no-such-file"),
        (["370100", "370100", "none.toml"], "no-such-file"),
        (["370100", str(SCENARIOS / "e08-premium.toml"), "SCENARIO"], "bad-edition"),
        (["370100", "370100", str(JINAN)], "bad-scenario"),
        (["370100"], "usage"),
    ],
)
def test_what_is_wrong_is_said(gongji: Shell, scenario: Path, lang: str, arguments: list[str], code: str) -> None:
    given = [str(scenario) if argument == "SCENARIO" else argument for argument in arguments]
    assert gongji("policy", "compare", *given, "--lang", lang).is_refused(code, exit_code=2).out == ""


def test_a_name_that_no_step_gives_is_a_fault_of_the_file(gongji: Shell, scenario: Path, lang: str) -> None:
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(f'{text}\n[[steps]]\ndo = "refund"\nsale = "typo"\n', encoding="utf-8")
    ran = gongji("policy", "compare", "370100", "370100", scenario, "--json", "--lang", lang).is_refused("unknown-name", exit_code=2)
    assert (ran.object["step"], ran.object["scenario"]) == (2, str(scenario))
    assert "small.toml" in ran.err


def test_names_of_a_scenario_command_no_terminal(gongji: Shell, scenario: Path) -> None:
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("陈安", "\\u001b[31m陈" + "安" * 300), encoding="utf-8")
    ran = gongji("policy", "compare", "370100", "990000", scenario)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert max(map(len, ran.out.splitlines())) < 200


CIRCLE = """
title = "A sister"
clock = "2025-11-21T09:00:00+08:00"
people = [
  { id = "sister", name = "陈安", region = "370100", insurance = "employee", account = "0" },
  { id = "brother", name = "陈平", region = "370100", insurance = "employee", account = "100" },
]
institutions = [{ id = "shop", name = "药店", kind = "pharmacy", level = "pharmacy", region = "370100" }]
items = [{ code = "a", name = "阿莫西林胶囊", class = "A", price = "12.50" }]

[[steps]]
do = "grant"
authoriser = "brother"
beneficiary = "sister"
relation = "sibling"

[[steps]]
do = "sale"
holder = "sister"
lines = [{ item = "a", quantity = "2" }]
"""

LATE = """
clock = "2025-11-21T09:00:00+08:00"
people = [{ id = "buyer", name = "陈安", region = "370100", insurance = "employee", account = "100" }]
institutions = [{ id = "shop", name = "药店", kind = "pharmacy", level = "pharmacy", region = "370100" }]
items = [{ code = "a", name = "阿莫西林胶囊", class = "A", price = "12.50" }]

[[steps]]
do = "issue"
as = "c"
holder = "buyer"

[[steps]]
do = "advance"
seconds = 60

[[steps]]
do = "sale"
as = "s"
code = "c"
lines = [{ item = "a" }]

[[steps]]
do = "refund"
sale = "s"
"""
