"""`gongji play`: the contract's keys, exit codes, and what a file can do wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

FEN = [
    "total",
    "off_catalogue",
    "over_limit",
    "first_share",
    "in_scope",
    "deductible",
    "fund",
    "burden",
    "own_account",
    "mutual_aid",
    "cash",
]
EDITIONS = Path(__file__).parents[3] / "fixtures" / "scenarios" / "editions"


def replaced(file: Path, old: str, new: str) -> Path:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def added(file: Path, text: str) -> Path:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    return file


def test_a_sale_has_the_contracts_keys(gongji: Shell, scenario: Path) -> None:
    ran = gongji("play", scenario, "--json")
    sale, end = ran.objects
    assert (ran.code, ran.err) == (0, "")
    assert list(sale) == ["step", "do", "as", "ok", "fen", "draws", "holder", "shown_by", "settlement"]
    assert (sale["step"], sale["do"], sale["as"], sale["ok"]) == (1, "sale", "s1", True)
    assert list(sale["fen"]) == FEN
    assert (sale["fen"]["fund"], sale["fen"]["own_account"]) == (2500 * 80 // 100, 500)
    assert (sale["holder"], sale["shown_by"], sale["draws"]) == ("buyer", None, [])
    assert end == {
        "end": True,
        "title": "One sale",
        "accounts": {"buyer": 10_000 - 500},
        "year": {"buyer": {"deductible_paid": 20_000, "fund_used": 2000}, "child": {"deductible_paid": 0, "fund_used": 0}},
        "fund_paid": 2000,
        "cash_taken": 0,
        "books_balanced": True,
        "expectations": {"met": 4, "failed": 0},
    }


def test_a_refusal_has_the_contracts_keys(gongji: Shell, scenario: Path, lang: str) -> None:
    added(scenario, '[[steps]]\ndo = "refund"\nsale = "s1"\n[[steps]]\ndo = "refund"\nsale = "s1"')
    ran = gongji("play", scenario, "--json", "--lang", lang).is_refused("already-refunded")
    _, refund, again, end = ran.objects
    assert list(refund) == ["step", "do", "ok", "fen", "draws", "holder", "shown_by", "settlement"]
    assert refund["fen"] == {name: -amount for name, amount in ran.objects[0]["fen"].items()}
    assert list(again) == ["step", "do", "ok", "refused", "message"]
    assert (again["ok"], again["refused"]) == (False, "already-refunded")
    assert ran.err == f"already-refunded: {again['message']}\n"
    assert (end["fund_paid"], end["cash_taken"], end["accounts"]) == (0, 0, {"buyer": 10_000})


def test_an_expected_refusal_is_no_failure(gongji: Shell, scenario: Path) -> None:
    added(scenario, '[[steps]]\ndo = "reverse"\nkey = "k"\nexpect = { refused = "unknown-settlement" }')
    ran = gongji("play", scenario, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.objects[1]["refused"] == "unknown-settlement"
    assert ran.objects[-1]["expectations"] == {"met": 5, "failed": 0}


@pytest.mark.parametrize(
    ("expect", "key", "expected", "got"),
    [
        ("{ fen = { fund = 1999 } }", "fen.fund", 1999, 2000),
        ("{ ok = false }", "ok", False, True),
        ('{ refused = "empty-basket" }', "refused", "empty-basket", None),
        ('{ holder = "child" }', "holder", "child", "buyer"),
        ('{ draws = [{ from = "x", fen = 1 }] }', "draws", [{"from": "x", "fen": 1}], []),
        ("{ fen = { fnd = 1 } }", "fen.fnd", 1, None),
        ("{ fen = { fund = 2000.5 } }", "fen.fund", "2000.5", 2000),
        ("{ settlement = 2025-01-01 }", "settlement", "2025-01-01", None),
    ],
)
def test_a_wrong_expectation_fails_and_is_named(  # noqa: PLR0917 - pytest hands them over by name
    gongji: Shell, scenario: Path, expect: str, key: str, expected: object, got: object
) -> None:
    replaced(scenario, "expect = { ok = true, fen = { total = 2500, fund = 2000, own_account = 500 } }", f"expect = {expect}")
    ran = gongji("play", scenario, "--json")
    sale, end = ran.objects
    assert ran.code == 1
    (gap,) = sale["unmet"]
    assert (gap["key"], gap["expected"]) == (key, expected)
    assert gap["got"] == (sale["settlement"] if key == "settlement" else got)
    assert end["expectations"]["failed"] == 1
    assert end["books_balanced"]
    shown = gongji("play", scenario)
    assert shown.code == 1
    assert key in shown.out


def test_a_refusal_that_was_to_be_a_success_fails(gongji: Shell, scenario: Path) -> None:
    added(scenario, '[[steps]]\ndo = "reverse"\nkey = "k"\nexpect = { holder = "buyer" }')
    ran = gongji("play", scenario, "--json")
    assert ran.code == 1
    assert {gap["key"] for gap in ran.objects[1]["unmet"]} == {"ok", "holder"}


def test_a_check_that_does_not_hold_fails(gongji: Shell, scenario: Path) -> None:
    added(scenario, '[[steps]]\ndo = "check"\naccounts = { buyer = "94.99", nobody = "1" }\nfund_used = { buyer = "20" }')
    ran = gongji("play", scenario, "--json")
    assert ran.code == 1
    assert [(gap["key"], gap["expected"], gap["got"]) for gap in ran.objects[1]["unmet"]] == [
        ("accounts.buyer", 9499, 9500),
        ("accounts.nobody", 100, None),
    ]
    assert ran.objects[-1]["expectations"] == {"met": 5, "failed": 2}


def test_a_lost_reply_is_an_unknown_outcome(gongji: Shell, scenario: Path) -> None:
    for fault, booked in (("reply-lost", 1), ("before-commit", 0)):
        file = scenario.with_name(f"{fault}.toml")
        file.write_text(scenario.read_text(encoding="utf-8"), encoding="utf-8")
        replaced(file, "expect =", f'key = "k"\nfault = "{fault}"\n#')
        ran = gongji("play", file, "--json").is_refused("outcome-unknown")
        assert ran.objects[0]["ok"] is False
        assert ran.objects[1]["fund_paid"] == 2000 * booked


def test_several_files_are_played_and_the_worst_counts(gongji: Shell, scenario: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(scenario.read_text(encoding="utf-8").replace("fund = 2000", "fund = 1"), encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text("title = ", encoding="utf-8")
    assert gongji("play", scenario, scenario, "--json").code == 0
    assert gongji("play", wrong, scenario, "--json").code == 1
    ran = gongji("play", wrong, broken, scenario, "--json")
    assert ran.code == 2
    assert [line.get("expectations") for line in ran.objects if line.get("end")] == [{"met": 3, "failed": 1}, {"met": 4, "failed": 0}]
    assert [line["error"] for line in ran.objects if "error" in line] == ["bad-scenario"]


def test_as_text_in_both_languages(gongji: Shell, scenario: Path, lang: str) -> None:
    added(scenario, '[[steps]]\ndo = "reverse"\nkey = "k"\nexpect = {}')
    shown = gongji("play", scenario, "--lang", lang)
    assert shown.code == 1
    assert ("不符预期" if lang == "zh" else "not as expected") in shown.out
    assert ("账本平" if lang == "zh" else "the books balance") in shown.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("title =", "titel =", "titel"),
        ('name = "陈安"', 'nmae = "陈安"', "$.people[0]"),
        ('account = "100"', 'account = "-100"', "$.people[0].account"),
        ('account = "100"', "account = 100", "$.people[0].account"),
        ('account = "100"', 'account = "1e999999"', "$.people[0].account"),
        ('deductible_paid = "200"', 'deductible_paid = "2.005"', "$.people[0].deductible_paid"),
        ('deductible_paid = "200"', 'account_prior_year = "200"', "$.people[0]"),
        ('region = "370100", insurance = "employee"', 'region = "37010", insurance = "employee"', "$.people[0]"),
        ('insurance = "resident"', 'insurance = "none"', "$.people[1].insurance"),
        ('id = "child"', 'id = "buyer"', "people: buyer is listed twice"),
        ('id = "child"', 'id = ""', "people"),
        ('kind = "hospital"', 'kind = "spa"', "$.institutions[0].kind"),
        ('class = "A"', 'class = "D"', "$.items[0].class"),
        ('price = "12.50"', 'price = "-1"', "$.items[0]"),
        ('price = "12.50"', 'price = "1e400"', "$.items[0]"),
        ('do     = "sale"', 'do     = "steal"', "$.steps[0].do"),
        ('holder = "buyer"', 'holdr = "buyer"', "$.steps[0]"),
        ('holder = "buyer"', 'care = "outpatient"', "$.steps[0]"),
        ('holder = "buyer"', 'holder = "buyer"\ncare = "premium"', "$.steps[0]"),
        ('quantity = "2"', "quantity = true", "$.steps[0].lines[0].quantity"),
        ("seed  = 5", 'seed  = "5"', "$.seed"),
        ('clock = "2025', 'clock = "0025', "clock"),
        ("[[steps]]", '[[steps]]\ndo = "suspend"\n[[steps]]', "$.steps[0]"),
        ("[[steps]]", '[[steps]]\ndo = "advance"\ndays = -1\n[[steps]]', "$.steps[0].days"),
        (
            "[[steps]]",
            '[[steps]]\ndo = "grant"\nauthoriser = "buyer"\nbeneficiary = "child"\nrelation = "cousin"\n[[steps]]',
            "$.steps[0].relation",
        ),
        ("[[steps]]", "[[steps", "line"),
    ],
    ids=lambda text: text[:40].replace("\n", " ").encode("unicode_escape").decode(),
)
def test_a_file_that_breaks_the_format_is_refused_with_file_and_key(  # noqa: PLR0917 - pytest hands them over by name
    gongji: Shell, scenario: Path, lang: str, old: str, new: str, key: str
) -> None:
    ran = gongji("play", replaced(scenario, old, new), "--json", "--lang", lang).is_refused("bad-scenario", exit_code=2)
    told = ran.object
    assert list(told) == ["ok", "scenario", "error", "message"]
    assert (told["scenario"], told["error"]) == (str(scenario), "bad-scenario")
    assert str(scenario.name) in told["message"]
    assert key in told["message"]


@pytest.mark.parametrize(
    ("old", "new", "code", "named"),
    [
        ('item = "a"', 'item = "z"', "unknown-item", "z"),
        ('holder = "buyer"', 'holder = "nobody"', "unknown-person", "nobody"),
        ('holder = "buyer"', 'holder = "buyer"\nshown_by = "nobody"', "unknown-person", "nobody"),
        ('holder = "buyer"', 'holder = "buyer"\nat = "nowhere"', "unknown-institution", "nowhere"),
        ('holder = "buyer"', 'code = "c9"', "unknown-name", "c9"),
        ('holder = "buyer"', 'holder = "buyer"\nagreed = "q9"', "unknown-name", "q9"),
        ('quantity = "2"', 'quantity = "0.00001"', "bad-quantity", "0.00001"),
        ('holder = "buyer"', 'digits = ""', "bad-scenario", "digits"),
        ("[[steps]]", '[[steps]]\ndo = "refund"\nsale = "s9"\n[[steps]]', "unknown-name", "s9"),
        ("[[steps]]", '[[steps]]\ndo = "bind"\nowner = "buyer"\nmember = "x"\nrelation = "child"\n[[steps]]', "unknown-person", "x"),
        (
            "[[steps]]",
            '[[steps]]\ndo = "premium"\nauthoriser = "buyer"\nbeneficiary = "child"\nkind = "x"\n[[steps]]',
            "unknown-premium",
            "minor",
        ),
        ("[[steps]]", '[[steps]]\ndo = "advance"\ndays = 90000000\n[[steps]]', "bad-scenario", "calendar"),
    ],
    ids=lambda text: text[:40].replace("\n", " "),
)
def test_a_step_that_names_what_is_not_there(gongji: Shell, scenario: Path, lang: str, old: str, new: str, code: str, named: str) -> None:  # noqa: PLR0917 - pytest hands them over by name
    ran = gongji("play", replaced(scenario, old, new), "--json", "--lang", lang).is_refused(code, exit_code=2)
    told = ran.objects[-1]
    assert (told["ok"], told["error"], told["step"]) == (False, code, 1)
    assert named in told["message"]
    assert scenario.name in ran.err


def test_a_name_is_known_only_after_its_step(gongji: Shell, scenario: Path) -> None:
    replaced(scenario, "[[steps]]", '[[steps]]\ndo = "refund"\nsale = "s1"\n[[steps]]')
    gongji("play", scenario).is_refused("unknown-name", exit_code=2)


def test_a_missing_file(gongji: Shell, tmp_path: Path, lang: str) -> None:
    told = gongji("play", tmp_path / "none.toml", "--json", "--lang", lang).is_refused("no-such-file", exit_code=2).object
    assert "none.toml" in told["message"]
    gongji("play", tmp_path, "--lang", lang).is_refused("unreadable", exit_code=2)


def test_books_of_its_own(gongji: Shell, scenario: Path, tmp_path: Path, lang: str) -> None:
    url = f"sqlite:///{tmp_path / 'played.sqlite'}"
    played = gongji("play", scenario, "--books", url, "--json")
    assert played.code == 0
    assert gongji("books", "check", "--books", url, "--json").object["records"] == 1
    assert gongji("explain", played.objects[0]["settlement"], "--books", url).code == 0
    told = gongji("play", scenario, "--books", url, "--json", "--lang", lang).is_refused("books-not-empty", exit_code=2).object
    assert told["error"] == "books-not-empty"
    assert gongji("books", "check", "--books", url, "--json").object["records"] == 1
    gongji("play", scenario, scenario, "--books", "memory:", "--lang", lang).is_refused("one-scenario", exit_code=2)
    gongji("play", scenario, "--books", "mysql://x", "--lang", lang).is_refused("unknown-books-url", exit_code=2)
    gongji("play", scenario, "--books", f"sqlite:///{scenario}", "--lang", lang).is_refused("foreign-books")


def test_playing_leaves_the_users_books_alone(gongji: Shell, scenario: Path) -> None:
    assert gongji("play", scenario).code == 0
    assert not gongji.home.exists()


def test_editions_are_relative_to_the_file_and_replace_the_shipped_ones(gongji: Shell, scenario: Path) -> None:
    own = (Path(__file__).parents[3] / "engine" / "policies" / "370100" / "2025-01-01.toml").read_text(encoding="utf-8")
    (scenario.parent / "mine").mkdir()
    edition = scenario.parent / "mine" / "jinan.toml"
    edition.write_text(own.replace("effective = 2025-01-01", "effective = 2025-12-01"), encoding="utf-8")
    replaced(scenario, "seed  = 5", 'seed = 5\neditions = ["mine/jinan.toml"]')
    assert gongji("play", scenario, "--json").objects[0]["refused"] == "no-edition"
    edition.write_text(own, encoding="utf-8")
    assert gongji("play", scenario).code == 0


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        (None, "no-such-file", "jinan.toml"),
        ("region = 5", "bad-edition", "region"),
        ("x = 5", "bad-edition", "jinan.toml"),
    ],
)
def test_a_wrong_edition_is_refused_with_its_file(  # noqa: PLR0917 - pytest hands them over by name
    gongji: Shell, scenario: Path, lang: str, text: str | None, code: str, named: str
) -> None:
    if text is not None:
        (scenario.parent / "jinan.toml").write_text(text, encoding="utf-8")
    replaced(scenario, "seed  = 5", 'seed = 5\neditions = ["jinan.toml"]')
    assert named in gongji("play", scenario, "--lang", lang).is_refused(code, exit_code=2).err


def test_two_editions_of_one_day_are_refused(gongji: Shell, scenario: Path) -> None:
    edition = EDITIONS / "370100-order-rank.toml"
    replaced(scenario, "seed  = 5", f'seed = 5\neditions = ["{edition}", "{edition}"]')
    gongji("play", scenario).is_refused("overlapping-editions", exit_code=2)
