"""Private sales from the command line: with an insurance sale, alone, on paper, given back, exported and counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

ITEMS = ("--item", "amox", "--item", "toothx2")


def sell(gongji: Shell, *more: str) -> dict[str, Any]:
    return gongji("sell", "--code", gongji.issue("father"), *ITEMS, "--split", "--json", *more).object


def private(gongji: Shell, *more: str) -> dict[str, Any]:
    return gongji("private", "--item", "toothx2", "--item", "amox", "--json", *more).object


def drawer(gongji: Shell) -> int:
    held: int = gongji("drawer", "show", "--json").object["drawer"]
    return held


def test_without_the_split_the_basket_is_refused(gongji: Shell) -> None:
    gongji("sell", "--code", gongji.issue("father"), *ITEMS).is_refused("non-medical-item")
    assert drawer(gongji) == 0


def test_with_it_both_parts_are_booked_at_once(gongji: Shell) -> None:
    quoted = sell(gongji, "--quote")
    assert quoted["private"] == {"private_sale": None, "cash": 3980, "lines": [{"item": "tooth", "quantity": "2", "fen": 3980}]}
    sale = sell(gongji, "--key", "k")
    goods = sale["private"]
    assert (sale["fen"]["total"], goods["cash"], goods["event"], goods["beside"]) == (1250, 3980, "private-sale", sale["settlement"])
    assert sell(gongji, "--key", "k") == sale
    assert drawer(gongji) == 3980
    told = gongji("query", "k", "--json").object
    assert (told["outcome"], told["private"]["private_sale"]) == ("settled", goods["private_sale"])
    undone = gongji("reverse", "k", "--json").object
    assert undone["private"]["cash"] == -3980
    assert gongji("query", "k", "--json").object["private"]["undone_by"] == undone["private"]["private_sale"]
    assert drawer(gongji) == 0
    assert gongji("books", "check").code == 0


def test_each_is_explained_as_far_as_there_is_something_to_explain(gongji: Shell, lang: str) -> None:
    sale = sell(gongji)
    number = sale["private"]["private_sale"]
    assert gongji("explain", sale["settlement"], "--json").object["private"]["private_sale"] == number
    assert number in gongji("explain", sale["settlement"], "--lang", lang).out
    assert gongji("explain", number, "--json").object["cash"] == 3980
    assert "39.80" in gongji("explain", number, "--lang", lang).out
    gongji("explain", "99").is_refused("unknown-settlement")


def test_a_scenario_tells_of_them_in_words(gongji: Shell, lang: str) -> None:
    scenarios = Path(__file__).parents[3] / "fixtures" / "scenarios"
    ran = gongji("play", scenarios / "private-sale.toml", scenarios / "e06b-split-booked.toml", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert all(told in ran.out for told in ("33.80", "30.47", "187.90", "168.00"))


def test_a_split_without_such_goods_says_nothing_of_them(gongji: Shell) -> None:
    sale = gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--split", "--json").object
    assert "private" not in sale


def test_alone(gongji: Shell) -> None:
    gongji("day", "sign-in", "--operator", "Li")
    sale = private(gongji, "--key", "p")
    assert (sale["ok"], sale["cash"], sale["operator"], drawer(gongji)) == (True, 5230, "Li", 5230)
    assert private(gongji, "--key", "p") == sale
    gongji("private", "--item", "tooth", "--key", "p").is_refused("key-conflict")
    gongji("private").is_refused("empty-basket")
    gongji("private", "--item", "nothing-of-the-kind").is_refused("unknown-item", exit_code=2)
    assert gongji("query", "p", "--json").object["private"]["private_sale"] == sale["private_sale"]
    assert gongji("reverse", "p", "--json").object["event"] == "private-reversal"
    gongji("refund", sale["private_sale"]).is_refused("already-reversed")
    assert drawer(gongji) == 0


def test_in_words(gongji: Shell, lang: str) -> None:
    ran = gongji("sell", "--code", gongji.issue("father"), *ITEMS, "--split", "--quote", "--lang", lang)
    assert (ran.code, ran.err, "39.80" in ran.out) == (0, "", True)
    ran = gongji("sell", "--code", gongji.issue("father"), *ITEMS, "--split", "--key", "k", "--lang", lang)
    assert (ran.code, ran.err, "39.80" in ran.out, "牙膏" in ran.out) == (0, "", True, True)
    assert "39.80" in gongji("query", "k", "--lang", lang).out
    assert "-39.80" in gongji("reverse", "k", "--lang", lang).out
    ran = gongji("private", "--item", "tooth", "--key", "p", "--operator", "Wang", "--lang", lang)
    assert (ran.code, "19.90" in ran.out) == (0, True)
    assert "19.90" in gongji("query", "p", "--lang", lang).out
    assert "19.90" in gongji("day", "show", "--lang", lang).out
    assert "-19.90" in gongji("reverse", "p", "--lang", lang).out


def test_a_refund_leaves_the_goods_and_says_so(gongji: Shell, lang: str) -> None:
    sale = sell(gongji)
    number = sale["private"]["private_sale"]
    ran = gongji("refund", sale["settlement"], "--lang", lang)
    assert (ran.code, number in ran.out) == (0, True)
    assert drawer(gongji) == 3980
    ran = gongji("refund", number, "--lang", lang)
    assert (ran.code, "39.80" in ran.out, drawer(gongji)) == (0, True, 0)


def test_or_takes_them_back_in_the_same_act(gongji: Shell) -> None:
    sale = sell(gongji)
    refund = gongji("refund", sale["settlement"], "--private", "--json").object
    assert (refund["fen"]["total"], refund["private"]["cash"], refund["private"]["beside"]) == (-1250, -3980, refund["settlement"])
    assert drawer(gongji) == 0
    whole = gongji("refund", sell(gongji)["settlement"], "--private")
    assert "-39.80" in whole.out


def test_some_of_the_goods_come_back(gongji: Shell) -> None:
    sale = sell(gongji)
    back = gongji("refund", sale["settlement"], "--item", "amox", "--item", "tooth", "--private", "--key", "r", "--json").object
    assert (back["remaining"], back["private"]["cash"], back["private"]["remaining"]["cash"]) == (None, -3980, 1990)
    again = gongji("refund", sale["settlement"], "--item", "amox", "--item", "tooth", "--private", "--key", "r", "--json").object
    assert again == back
    rest = back["private"]["remaining"]["private_sale"]
    assert gongji("refund", rest, "--item", "tooth", "--json").object["remaining"] is None
    assert drawer(gongji) == 0
    other = sell(gongji)
    gongji("refund", other["settlement"], "--item", "tooth").is_refused("not-in-sale")
    alone = gongji("refund", other["settlement"], "--item", "tooth", "--private", "--json").object
    assert (alone["event"], alone["remaining"]["cash"], drawer(gongji)) == ("private-refund", 1990, 1990)
    bare = gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--json").object
    gongji("refund", bare["settlement"], "--item", "tooth", "--private").is_refused("not-in-sale")
    gongji("refund", "99").is_refused("unknown-settlement")
    assert gongji("books", "check").code == 0


@pytest.mark.parametrize("kind", ["txt", "pdf", "bin"])
def test_on_paper(gongji: Shell, lang: str, tmp_path: Path, kind: str) -> None:
    number = private(gongji, "--operator", "Wang")["private_sale"]
    for paper in ("58", "80"):
        out = tmp_path / f"{paper}.{kind}"
        assert gongji("receipt", number, "--paper", paper, "--out", out, "--lang", lang).code == 0
        assert out.stat().st_size > 100
    shown = gongji("receipt", number, "--lang", lang).out
    assert all(part in shown for part in (number, "52.30", "Wang"))


def test_on_the_receipt_of_the_settlement(gongji: Shell, lang: str) -> None:
    sale = sell(gongji)
    shown = gongji("receipt", sale["settlement"], "--lang", lang).out
    assert sale["private"]["private_sale"] in shown
    assert "39.80" in shown


def test_the_day_the_export_and_the_count_know_it(gongji: Shell) -> None:
    sale = sell(gongji)
    private(gongji)
    gongji("refund", sale["settlement"], "--private")
    day = gongji("day", "show", "--json").object
    assert day["private"] == {"sold": 2, "returned": 1, "taken": 9210, "back": -3980, "net": 5230}
    assert gongji("day", "reconcile", "--json").object["totals"]["bureau"]["sale"]["total"] == 1250
    assert gongji("drawer", "count", "52.30", "--json").object["amount"] == 0
    table = gongji("books", "export").out
    assert ",private-sale,,private:pharmacy,-39.80," in table
    assert ",private-refund,,private:pharmacy,39.80," in table
    assert "Income:Private:Pharmacy  -39.80 CNY" in gongji("books", "export", "--format", "beancount").out
