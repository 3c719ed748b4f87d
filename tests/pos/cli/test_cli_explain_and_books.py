"""Why every fen went where it went, and whether the books hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Ran, Shell

SCENARIOS = Path(__file__).parents[3] / "fixtures" / "scenarios"


def sold(gongji: Shell, *more: str) -> dict[str, object]:
    code = gongji.issue("grandma", "--shown-by", "mother")
    told: dict[str, object] = gongji("sell", "--code", code, "--item", "amoxx2", "--at", "clinic", *more, "--json").object
    return told


def test_explain_adds_up_to_the_fen(gongji: Shell) -> None:
    sale = sold(gongji)
    told = gongji("explain", str(sale["settlement"]), "--json").object
    assert {key: told[key] for key in ("fen", "draws", "holder", "shown_by", "settlement")} == {
        key: sale[key] for key in sale if key != "ok"
    }
    assert (told["event"], told["edition"], told["undone_by"]) == ("sale", "370100/2025-01-01", None)
    paid = {step["rule"]: step["fen"] for step in told["steps"]}
    assert paid["fund-ratio"] == told["fen"]["fund"]
    assert paid["mutual-aid"] == told["fen"]["mutual_aid"]
    assert paid["fund-ratio"] + paid["own-account"] + paid["mutual-aid"] + paid["cash"] == told["fen"]["total"] == 2500
    assert all(set(step) == {"rule", "fen", "facts", "message", "figures", "sources"} for step in told["steps"])
    for step in told["steps"]:
        assert step["sources"], step["rule"]
        assert all(told["sources"][key]["title"] and told["sources"][key]["means"] for key in step["sources"])
    for figure in ("in_scope", "fund", "own_account", "mutual_aid", "cash"):
        assert sum(step["fen"] for step in told["steps"] if figure in step["figures"]) == told["fen"][figure]


def test_explain_says_what_the_letter_behind_a_source_means(gongji: Shell, lang: str) -> None:
    out = gongji("explain", str(sold(gongji)["settlement"]), "--lang", lang).out
    meaning = {"zh": "A = 假设", "en": "A = assumed"}[lang]
    assert f"residents  {meaning}  " in out, "the key, its mark, the title"
    assert ("Residents: community 65 %" in out) == (lang == "en"), "in the reader's language"


def test_explain_says_what_would_have_let_a_relative_pay(gongji: Shell, tmp_path: Path, lang: str) -> None:
    url = f"sqlite:///{tmp_path / 'played.sqlite'}"
    played = gongji("play", SCENARIOS / "e10-family-account-without-grant.toml", "--books", url, "--json").objects
    first = next(line for line in played if line.get("settlement"))
    told = gongji("explain", first["settlement"], "--books", url, "--json", "--lang", lang).object
    (over,) = told["not_drawn"]
    assert (over["authoriser"], over["why"], over["would_have_paid_fen"], over["cash_then_fen"]) == ("daughter", "no-grant", 4480, 0)
    assert over["remedy"]["at_least_fen"] == 4480
    assert "44.80" in over["remedy"]["message"]
    assert over["remedy"]["message"] in gongji("explain", first["settlement"], "--books", url, "--lang", lang).out
    assert told["reported"] == {"total": 4480, "fund_sum": 0, "account_sum": 0, "mutual_aid": 0, "personal": 4480, "cash": 4480}


def test_explain_takes_the_edition_that_a_scenario_brought(gongji: Shell, tmp_path: Path, lang: str) -> None:
    url = f"sqlite:///{tmp_path / 'played.sqlite'}"
    lines = gongji("play", SCENARIOS / "asked.toml", "--books", url, "--json").objects
    number = next(line["settlement"] for line in lines if line.get("settlement"))
    asked = ("explain", number, "--books", url, "--lang", lang)
    edition = SCENARIOS / "editions" / "370100-asked.toml"
    (unknown,), (known,) = (gongji(*asked, "--json", *more).object["not_drawn"] for more in ((), ("--edition", edition)))
    assert (unknown["would_have_paid_fen"], known["would_have_paid_fen"]) == (None, 4000)
    assert ("--edition" in gongji(*asked).out, "--edition" in gongji(*asked, "--edition", edition).out) == (True, False)
    gongji(*asked, "--edition", tmp_path / "none.toml").is_refused("no-such-file", exit_code=2)


def test_the_same_sale_is_reported_otherwise_in_guangdong_and_no_fen_moves(gongji: Shell, tmp_path: Path) -> None:
    """The accounts stand inside the fund sum there; in Hunan they do not."""
    sums = {}
    for region in ("guangdong", "changsha"):
        url = f"sqlite:///{tmp_path / region}.sqlite"
        lines = gongji("play", SCENARIOS / "regions" / f"{region}.toml", "--books", url, "--json").objects
        fen = {line["settlement"]: line["fen"] for line in lines if line.get("settlement")}
        number = next(number for number, split in fen.items() if split["mutual_aid"] or split["own_account"])
        told = gongji("explain", number, "--books", url, "--json").object
        sums[region] = (told["reported"]["fund_sum"] - told["fen"]["fund"], told["fen"]["own_account"] + told["fen"]["mutual_aid"])
    assert sums["guangdong"][0] == sums["guangdong"][1] > 0
    assert sums["changsha"][0] == 0 < sums["changsha"][1]


def test_explain_as_text(gongji: Shell, lang: str) -> None:
    sale = sold(gongji)
    ran = gongji("explain", str(sale["settlement"]), "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "林若溪" in ran.out, "whose pool paid"
    assert ("65%" in ran.out, "16.25" in ran.out) == (True, True), "25.00 at 65 %"
    assert ("模拟样例" in ran.out) == (lang == "zh")
    assert not re.search(r"[{}]", ran.out), "every fact was put in"


def test_explain_an_unknown_number(gongji: Shell, lang: str) -> None:
    told = gongji("explain", "20250101000001", "--json", "--lang", lang).is_refused("unknown-settlement").object
    assert (told["ok"], told["refused"]) == (False, "unknown-settlement")
    assert gongji("explain", "20250101000001", "--lang", lang).is_refused("unknown-settlement").out == ""


def test_explaining_makes_no_books(gongji: Shell, tmp_path: Path) -> None:
    file = tmp_path / "typo.sqlite"
    gongji("explain", "1", "--books", f"sqlite:///{file}").is_refused("cannot-open-books")
    gongji("books", "check", "--books", f"sqlite:///{file}").is_refused("cannot-open-books")
    assert not file.exists()


def test_explain_tells_a_refund_and_what_was_undone(gongji: Shell, scenario: Path, tmp_path: Path, lang: str) -> None:
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(f'{text}\n[[steps]]\ndo = "refund"\nas = "r"\nsale = "s1"\n', encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'played.sqlite'}"
    sale, refund, _ = gongji("play", scenario, "--books", url, "--json").objects
    first = gongji("explain", sale["settlement"], "--books", url, "--json").object
    second = gongji("explain", refund["settlement"], "--books", url, "--json").object
    assert first["undone_by"] == refund["settlement"]
    assert [step["rule"] for step in second["steps"]] == ["refund"]
    assert refund["settlement"] in gongji("explain", sale["settlement"], "--books", url, "--lang", lang).out
    assert sale["settlement"] in gongji("explain", refund["settlement"], "--books", url, "--lang", lang).out


def test_fresh_books_balance(gongji: Shell, lang: str) -> None:
    ran = gongji("books", "check", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "0" in ran.out


def test_books_check_tells_the_head_of_the_chain_so_that_it_can_be_written_down(gongji: Shell, lang: str) -> None:
    sold(gongji)
    connection = apsw.Connection(str(gongji.home / "books.sqlite"))
    entries, head = next(connection.execute("SELECT count(*), (SELECT chain FROM entry ORDER BY id DESC LIMIT 1) FROM entry"))
    connection.close()
    told = gongji("books", "check", "--lang", lang).out
    assert isinstance(head, bytes)
    assert head.hex()[:16] in told
    assert f" {entries} " in told


def test_books_check_as_json(gongji: Shell) -> None:
    sold(gongji)
    told = gongji("books", "check", "--json").object
    assert told == {"books": f"sqlite:///{gongji.home / 'books.sqlite'}", "balanced": True, "records": 1, "breaches": []}


def test_checking_before_the_first_sale_leaves_room_for_the_demo_world(gongji: Shell) -> None:
    assert gongji("books", "check").code == 0
    assert gongji("qr", "child").code == 0


def tampered(gongji: Shell, statement: str) -> Ran:
    sold(gongji)
    connection = apsw.Connection(str(gongji.home / "books.sqlite"))
    for (trigger,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(statement)
    connection.close()
    return gongji("books", "check", "--json")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posting SET amount = amount + 1 WHERE rowid = 1 OR line = 1",
        "UPDATE account SET balance = balance + 100 WHERE name = 'personal:mother'",
        "DELETE FROM posting WHERE account = (SELECT id FROM account WHERE name LIKE 'claims:%')",
        "DELETE FROM entry WHERE event = 'sale'",
        "UPDATE grant_use SET amount = amount + 1",
        "UPDATE counter SET fund = fund + 1 WHERE person = 'grandma'",
    ],
)
def test_books_that_were_tampered_with_are_told(gongji: Shell, statement: str) -> None:
    statement = statement.replace("rowid = 1 OR ", "")
    ran = tampered(gongji, statement)
    assert ran.code == 1
    assert ran.object["balanced"] is False
    assert ran.object["breaches"]
    for lang in ("zh", "en"):
        shown = gongji("books", "check", "--lang", lang)
        assert shown.code == 1
        assert len(shown.out.splitlines()) == len(ran.object["breaches"])
        assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"these are no books", "foreign-books"), (b"SQLite format 3\0" + bytes(5000), "foreign-books")],
    ids=["text", "zeros"],
)
def test_what_is_no_ledger_is_left_alone(gongji: Shell, tmp_path: Path, lang: str, content: bytes, code: str) -> None:
    file = tmp_path / "other.sqlite"
    file.write_bytes(content)
    for command in (["books", "check"], ["qr", "child"], ["explain", "1"]):
        ran = gongji(*command, "--books", f"sqlite:///{file}", "--lang", lang)
        assert ran.code == 1
        assert ran.err.split(": ")[0] in {code, "damaged-books"}
        assert file.read_bytes() == content


def test_somebody_elses_database_is_left_alone(gongji: Shell, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "shop.sqlite"
    connection = apsw.Connection(str(file))
    connection.execute("CREATE TABLE orders (id INTEGER)")
    connection.close()
    before = file.read_bytes()
    gongji("qr", "child", "--books", f"sqlite:///{file}", "--lang", lang).is_refused("foreign-books")
    assert file.read_bytes() == before


def test_books_of_a_later_version_are_left_alone(gongji: Shell, lang: str) -> None:
    sold(gongji)
    connection = apsw.Connection(str(gongji.home / "books.sqlite"))
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    assert "9999" in gongji("qr", "child", "--lang", lang).is_refused("newer-books").err


@pytest.mark.parametrize("name", ["e04-two-authorisers", "e08-premium", "inpatient", "faults", "e09-other-province", "asked"])
def test_every_record_of_a_scenario_is_explained(gongji: Shell, tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path / 'played.sqlite'}"
    lines = gongji("play", SCENARIOS / f"{name}.toml", "--books", url, "--json").objects
    settlements = {line["settlement"] for line in lines if line.get("settlement")}
    assert settlements
    for settlement in settlements:
        told = gongji("explain", settlement, "--books", url, "--json").object
        assert told["steps"]
        for lang in ("zh", "en"):
            ran = gongji("explain", settlement, "--books", url, "--lang", lang)
            assert (ran.code, ran.err) == (0, "")
            assert all(line.strip() for line in ran.out.splitlines())
            assert not re.search(r"[{}]|None|Money|<", ran.out)
