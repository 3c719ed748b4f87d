"""A code is issued and drawn, read and settled with, on the books in the user's folder."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scanner.read import scan_picture

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

ROOT = Path(__file__).parents[3]
WORLD = ROOT / "fixtures" / "worlds" / "spring-lane.toml"


def test_a_picture_of_a_code_is_written_and_sells(gongji: Shell, lang: str) -> None:
    picture = gongji.picture("grandma", "--shown-by", "mother")
    assert stat.S_IMODE(picture.stat().st_mode) == 0o600, "it is as good as money"
    ran = gongji("sell", "--code", picture, "--item", "amoxx2", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "林若溪" in ran.out, "mother's pool paid, and her name is told"
    assert ran.out.splitlines()[-1].startswith("已结算" if lang == "zh" else "settled as")


def test_qr_as_json(gongji: Shell, tmp_path: Path) -> None:
    picture = tmp_path / "code.png"
    told = gongji("qr", "grandma", "--shown-by", "mother", "--out", picture, "--json").object
    assert set(told) == {"person", "shown_by", "digits", "issued", "expires", "picture"}
    assert (told["person"], told["shown_by"], told["picture"]) == ("grandma", "mother", str(picture))
    assert [code.text for code in scan_picture(picture)] == [told["digits"]]
    assert (len(told["digits"]), told["digits"][-6:]) == (28, "370100")
    assert gongji("qr", "father", "--json").object["picture"] is None


def test_qr_draws_in_the_terminal_black_on_white(gongji: Shell, lang: str) -> None:
    ran = gongji("qr", "child", "--lang", lang)
    drawn = [line for line in ran.out.splitlines() if "\x1b[" in line]
    assert len(drawn) == 15, "29 modules with the quiet zone, two in a row of text"
    assert all(line.endswith("\x1b[0m") for line in drawn)
    assert "陈一诺" in ran.out.splitlines()[-1]
    assert "120" in ran.out.splitlines()[-1], "how long it is valid"


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["nobody"], "unknown-person", 2),
        ([""], "unknown-person", 2),
        (["[red]\x1b[31m"], "unknown-person", 2),
        (["x" * 100_000], "unknown-person", 2),
        (["child", "--shown-by", "nobody"], "unknown-person", 2),
        (["child", "--out", "."], "is-a-directory", 1),
        (["child", "--out", "no/such/folder/x.png"], "not-writable", 1),
        (["child", "--world", "no-such.toml"], "no-such-file", 2),
        (["child", "--books", "mysql://x"], "unknown-books-url", 2),
        (["child", "--books", "sqlite:///no/such/folder/x.sqlite"], "cannot-open-books", 1),
        (["child", "--books", "sqlite:///."], "cannot-open-books", 1),
    ],
    ids=lambda value: str(value)[:40].encode("unicode_escape").decode(),
)
def test_what_qr_refuses(gongji: Shell, lang: str, arguments: list[str], code: str, exit_code: int) -> None:
    plain = gongji("qr", *arguments, "--lang", lang).is_refused(code, exit_code=exit_code)
    assert plain.out == ""
    told = gongji("qr", *arguments, "--lang", lang, "--json").is_refused(code, exit_code=exit_code).object
    assert (told["ok"], told["error"]) == (False, code)
    assert f"{code}: {told['message']}" == plain.err.strip()


def test_somebody_else_may_be_shown_only_when_bound_but_the_sale_judges_it(gongji: Shell) -> None:
    digits = gongji.issue("grandma", "--shown-by", "father")
    before = gongji.dump()
    ran = gongji("sell", "--code", digits, "--item", "amox", "--json").is_refused("not-bound")
    assert ran.object["refused"] == "not-bound"
    assert gongji.dump() == before


def test_a_world_brings_its_people_into_the_users_books(gongji: Shell) -> None:
    assert gongji("qr", "father").code == 0
    gongji("qr", "aunt").is_refused("unknown-person", exit_code=2)
    digits = gongji.issue("aunt", "--world", str(WORLD))
    assert gongji("sell", "--code", digits, "--item", "amox").code == 0
    assert gongji("qr", "aunt").code == 0, "she stays in the books"
    assert gongji("qr", "neighbour-poor").code == 0, "and who was there is still there"


def test_a_world_does_not_change_whom_the_books_know(gongji: Shell, tmp_path: Path) -> None:
    assert gongji("qr", "father").code == 0
    before = gongji.dump()
    rich = tmp_path / "rich.toml"
    rich.write_text('people = [{ id = "father", region = "370100", insurance = "employee", account = "999999" }]', encoding="utf-8")
    assert gongji("qr", "father", "--world", rich).code == 0
    assert [line for line in gongji.dump().splitlines() if not line.startswith("credential ")] == [
        line for line in before.splitlines() if not line.startswith("credential ")
    ]


def test_a_world_of_people_alone_borrows_the_demo_shops(gongji: Shell, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('people = [{ id = "me", region = "370100", insurance = "employee", account = "50" }]', encoding="utf-8")
    digits = gongji.issue("me", "--world", str(own))
    sold = gongji("sell", "--code", digits, "--item", "amox", "--json").object
    assert sold["fen"]["own_account"] == 1250
    gongji("qr", "father").is_refused("unknown-person", exit_code=2)


def test_sell_as_json_has_the_contracts_keys(gongji: Shell) -> None:
    sold = gongji("sell", "--code", gongji.issue("grandma", "--shown-by", "mother"), "--item", "amoxx2", "--json").object
    assert set(sold) == {"ok", "fen", "draws", "holder", "shown_by", "settlement"}
    assert list(sold["fen"]) == [
        *("total", "off_catalogue", "over_limit", "first_share", "in_scope", "deductible"),
        *("fund", "burden", "own_account", "mutual_aid", "cash"),
    ]
    assert (sold["holder"], sold["shown_by"], sold["draws"]) == ("grandma", "mother", [{"from": "mother", "fen": 2 * 1250}])
    assert sold["settlement"]


def test_a_quote_writes_nothing_and_uses_no_code(gongji: Shell) -> None:
    digits = gongji.issue("father")
    before = gongji.dump()
    quotes = [gongji("sell", "--code", digits, "--item", "amoxx2", "--quote", "--json").object for _ in range(2)]
    assert quotes[0] == quotes[1]
    assert quotes[0]["settlement"] is None
    assert gongji.dump() == before
    sold = gongji("sell", "--code", digits, "--item", "amoxx2", "--json").object
    assert sold["fen"] == quotes[0]["fen"]
    gongji("sell", "--code", digits, "--item", "amoxx2").is_refused("credential-used")


def test_a_quote_says_that_nothing_was_booked(gongji: Shell, lang: str) -> None:
    last = gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--quote", "--lang", lang).out.splitlines()[-1]
    assert last == ("预结算，未记账" if lang == "zh" else "a quote; nothing was booked")


@pytest.mark.parametrize(
    ("item", "fen"),
    [
        ("amox", 1250),
        ("amoxx2", 2 * 1250),
        ("amoxX3", 3 * 1250),
        ("amox*2", 2 * 1250),
        ("amox×2", 2 * 1250),
        ("amoxx0.5", 1250 // 2),
        ("amoxx02", 2 * 1250),
        ("6990000575605", 1250),
        ("6990000575605x4", 4 * 1250),
    ],
)
def test_forms_of_an_item(gongji: Shell, item: str, fen: int) -> None:
    assert gongji("sell", "--code", gongji.issue("father"), "--item", item, "--quote", "--json").object["fen"]["total"] == fen


def test_several_items_add_up(gongji: Shell) -> None:
    sold = gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--item", "6990000575605x2", "--json").object
    assert sold["fen"]["total"] == 1250 + 2 * 1250


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("nothing", "unknown-item"),
        ("", "unknown-item"),
        ("x2", "unknown-item"),
        ("amoxx", "unknown-item"),
        ("nothingx2", "unknown-item"),
        ("[red]amox", "unknown-item"),
        ("\x1b]0;title\x07", "unknown-item"),
        ("y" * 100_000, "unknown-item"),
        ("x1" * 50_000, "unknown-item"),
        ("amoxx-1", "bad-quantity"),
        ("amoxx1e5", "bad-quantity"),
        ("amoxx1,5", "bad-quantity"),
        ("amoxxNaN", "bad-quantity"),
        ("amoxx٣", "bad-quantity"),
        ("amoxx0.00001", "bad-quantity"),
        ("amoxx1000000000000", "bad-quantity"),
        ("amoxx" + "9" * 10_000, "bad-quantity"),
    ],
    ids=lambda value: value[:24].encode("unicode_escape").decode(),
)
def test_items_that_are_refused_change_nothing(gongji: Shell, lang: str, item: str, code: str) -> None:
    digits = gongji.issue("father")
    before = gongji.dump()
    ran = gongji("sell", "--code", digits, f"--item={item}", "--lang", lang, "--json").is_refused(code, exit_code=2)
    assert ran.object["error"] == code
    assert len(ran.err) < 600
    assert gongji.dump() == before


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([], "empty-basket"),
        (["--item", "amoxx0"], "zero-line"),
        (["--item", "amoxx999999999999", "--item", "amoxx999999999999", "--item", "amoxx999999999999"], "ok"),
        (["--item", "tooth"], "non-medical-item"),
        (["--item", "amox", "--at", "closed"], "institution-not-designated"),
    ],
    ids=str,
)
def test_business_rules_on_the_command_line(gongji: Shell, lang: str, more: list[str], code: str) -> None:
    digits = gongji.issue("father")
    before = gongji.dump()
    ran = gongji("sell", "--code", digits, *more, "--lang", lang, "--json")
    if code == "ok":
        assert ran.object["fen"]["total"] == 3 * 999_999_999_999 * 1250
        return
    told = ran.is_refused(code).object
    assert (told["ok"], told["refused"], ran.err) == (False, code, f"{code}: {told['message']}\n")
    assert gongji.dump() == before


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("neighbour-frozen", "credential-frozen"),
        ("neighbour-inactive", "credential-inactive"),
        ("neighbour-suspended", "person-suspended"),
        ("neighbour-away", "no-edition"),
    ],
)
def test_the_neighbours_are_refused(gongji: Shell, lang: str, person: str, code: str) -> None:
    digits = gongji.issue(person)
    before = gongji.dump()
    gongji("sell", "--code", digits, "--item", "amox", "--lang", lang).is_refused(code)
    assert gongji.dump() == before


def test_an_unknown_institution_is_wrong_usage(gongji: Shell) -> None:
    gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--at", "nowhere").is_refused("unknown-institution", exit_code=2)


def test_care_prescription_and_account_count(gongji: Shell) -> None:
    def fen(*more: str) -> dict[str, int]:
        found: dict[str, int] = gongji("sell", "--code", gongji.issue("father"), "--item", "amoxx4", "--quote", "--json", *more).object[
            "fen"
        ]
        return found

    assert fen()["fund"] == 0, "a pharmacy without a prescription"
    assert fen("--prescription")["fund"] == 4 * 1250 * 80 // 100
    assert fen("--at", "clinic")["fund"] == 4 * 1250 * 80 // 100
    assert fen("--at", "hospital", "--care", "inpatient")["fund"] == 0, "below the deductible"
    assert fen()["own_account"] == 5000
    assert (fen("--account", "off")["own_account"], fen("--account", "off")["cash"]) == (0, 5000)
    assert fen("--account", "ask-mutual-aid")["own_account"] == 5000


def test_a_pin_is_asked_for_where_the_institution_asks(gongji: Shell) -> None:
    world = ("--world", str(WORLD))
    digits = gongji.issue("aunt", *world)
    sale = ("sell", "--code", digits, "--item", "amox", "--at", "hospital")
    gongji(*sale).is_refused("wrong-pin")
    gongji(*sale, "--pin", "000000").is_refused("wrong-pin")
    assert gongji(*sale, "--pin", "135790").code == 0
