"""`gongji wallet`, `drawer` and `clock`, and what `sell`, `explain` and `books` say of what they do."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pos.cli.conftest import Shell

WORLD = """
people = [
  { id = "son", name = "王小满", region = "370100", insurance = "employee", account = "500.00", account_prior_year = "100.00" },
  { id = "mother", name = "王桂兰", region = "610100", insurance = "resident" },
]
institutions = [{ id = "shop", name = "城墙根大药房", kind = "pharmacy", region = "610100" }]
items = [{ code = "a", name = "速效救心丸", class = "A", price = "80.00" }]
"""


@pytest.fixture
def day(gongji: Shell, tmp_path: Path) -> Shell:
    """Books at ten in the morning of some day: whatever the machine's clock says, the wallet is open."""
    world = tmp_path / "world.toml"
    world.write_text(WORLD, encoding="utf-8")
    assert gongji("qr", "mother", "--world", world).code == 0
    now = datetime.fromisoformat(gongji("clock", "--json").object["now"])
    assert gongji("clock", "advance", f"{(34 - now.hour) % 24 or 24}h").code == 0
    return gongji


def test_a_transfer_from_the_account_to_the_wallet_to_the_pharmacy(day: Shell) -> None:
    sent = day("wallet", "send", "son", "mother", "parent", "150", "--json").object
    assert (sent["ok"], sent["event"], sent["amount"], sent["prior_year"], sent["other"]) == (True, "wallet-sent", 15000, 10000, "mother")
    shown = day("wallet", "show", "--json").object
    assert (shown["wallets"], [each["movement"] for each in shown["waiting"]]) == ({}, [sent["movement"]])
    accepted = day("wallet", "accept", sent["movement"], "--json").object
    assert (accepted["holder"], accepted["amount"]) == ("mother", 15000)
    day("wallet", "accept", sent["movement"]).is_refused("transfer-ended")
    quote = day("sell", "--code", day.issue("mother"), "--item", "ax2", "--at", "shop", "--wallet", "--quote", "--json").object
    assert (quote["wallet"], quote["fen"]["cash"]) == (15000, 16000)
    sale = day("sell", "--code", day.issue("mother"), "--item", "ax2", "--at", "shop", "--wallet", "--json").object
    assert (sale["wallet"], sale["fen"]["cash"]) == (15000, 16000)
    assert day("wallet", "show", "mother", "--json").object == {"wallets": {"mother": 0}, "waiting": []}
    assert day("drawer", "show", "--at", "shop", "--json").object["drawer"] == 1000
    assert [step["rule"] for step in day("explain", sale["settlement"], "--json").object["steps"]][-2:] == ["cash", "wallet"]
    assert day("books", "check", "--json").object["balanced"] is True


def test_the_same_in_words(day: Shell, lang: str) -> None:
    sent = day("wallet", "send", "son", "mother", "parent", "150", "--lang", lang)
    number = re.findall(r"[0-9]{14,}", sent.out)[0]
    assert number in day("wallet", "show", "--lang", lang).out
    assert "王桂兰" in day("wallet", "show", "son", "--lang", lang).out
    assert "150.00" in day("wallet", "accept", number, "--lang", lang).out
    assert "150.00" in day("wallet", "show", "--lang", lang).out
    told = day("sell", "--code", day.issue("mother"), "--item", "a", "--at", "shop", "--wallet", "--lang", lang).out.splitlines()
    assert told[-2].split()[-1] == "80.00"
    explained = day("explain", number, "--lang", lang)
    assert explained.code == 0
    assert "王小满" in explained.out
    assert "150.00" in explained.out


def test_nothing_in_no_wallet(gongji: Shell) -> None:
    assert gongji("wallet", "show", "--lang", "en").out == "no wallets, and no transfers that wait\n"
    gongji("wallet", "show", "nobody").is_refused("unknown-person", exit_code=2)
    gongji("wallet", "accept", "20251121000001").is_refused("unknown-transfer")
    gongji("wallet", "send", "father", "grandma", "parent", "1,5").is_refused("bad-amount", exit_code=2)
    gongji("wallet", "send", "father", "grandma", "parent", "0").is_refused("bad-amount", exit_code=2)
    gongji("wallet", "send", "father", "grandma", "friend", "1").is_refused("usage", exit_code=2)


def test_the_drawer(gongji: Shell, lang: str) -> None:
    assert gongji("drawer", "float", "200", "--operator", "Li", "--json").object["drawer"] == 20000
    assert gongji("drawer", "--lang", lang).out.split()[-2 if lang == "zh" else -1] == "200.00"
    count = gongji("drawer", "count", "199.50", "--json").object
    assert (count["booked"], count["counted"], count["amount"], count["drawer"]) == (20000, 19950, -50, 19950)
    assert "0.00" in gongji("drawer", "count", "199.50", "--lang", lang).out
    told = gongji("explain", count["movement"], "--lang", lang).out
    assert "-0.50" in told
    assert "199.50" in told
    assert gongji("explain", count["movement"], "--json").object["steps"][0]["facts"]["booked_fen"] == 20000
    gongji("drawer", "count", "-1").is_refused("bad-amount", exit_code=2)
    gongji("drawer", "float", "0").is_refused("bad-amount", exit_code=2)
    gongji("drawer", "--at", "nowhere").is_refused("unknown-institution", exit_code=2)
    assert gongji("books", "export", "--format", "beancount").code == 0


def test_the_clock_goes_on_and_never_back(gongji: Shell, lang: str) -> None:
    gongji("qr", "father")
    assert gongji("clock", "--json").object["ahead_seconds"] == 0
    before = gongji("clock", "show", "--json").object["now"]
    after = gongji("clock", "advance", "3d12h", "--json").object
    assert after["ahead_seconds"] == 3 * 86400 + 12 * 3600
    assert (datetime.fromisoformat(after["now"]) - datetime.fromisoformat(before)).days == 3
    assert gongji("clock", "advance", "90m", "2h", "45s", "--json").object["ahead_seconds"] == after["ahead_seconds"] + 5400 + 7200 + 45
    assert (
        gongji("clock", "advance", "2", "days", "--json").object["ahead_seconds"] == after["ahead_seconds"] + 5400 + 7200 + 45 + 2 * 86400
    )
    assert "5" in gongji("clock", "--lang", lang).out


@pytest.mark.parametrize("span", ["0s", "3x", "d", "3", "1.5h", "3d-1h", "９d", "999999999999d", "12345678901234d", ""])
def test_a_span_that_is_none(gongji: Shell, span: str) -> None:
    gongji("clock", "advance", span).is_refused("bad-span", exit_code=2)


def test_books_in_memory_have_no_clock_of_their_own(gongji: Shell) -> None:
    gongji("clock", "advance", "1d", "--books", "memory:").is_refused("clock-in-memory", exit_code=2)


def test_a_month_later_the_demo_worlds_employees_have_been_credited(gongji: Shell) -> None:
    gongji("qr", "father")
    gongji("clock", "advance", "31d")
    rows = [row.split(",") for row in gongji("books", "export").out.splitlines()]
    credited = {row[4]: row[5] for row in rows if row[2] == "credit" and row[4].startswith("personal:")}
    assert credited["personal:father"] == "196.00"  # 9800 x 2 %
    assert credited["personal:mother"] == "172.00"
    assert "personal:neighbour-suspended" not in credited
    assert gongji("books", "check").code == 0
