"""Entries as text: CSV that no spreadsheet runs, and account names that beancount takes."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ledger.accounts import AccountName
from engine.ledger.entry import BookedEntry, Entry, Posting
from engine.money import Money
from engine.service.context import CHINA
from pos.export import account_name, beancount_lines, csv_lines

AT = datetime(2025, 11, 21, 9, 0, tzinfo=CHINA)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=12) | st.text("aAxX-2d:", max_size=6)
NAME = re.compile(r"(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+")


def booked(account: str, *, event: str = "sale", settlement: str | None = "20251121000001") -> BookedEntry:
    postings = (
        Posting(account=AccountName(account), amount=Money(-1250)),
        Posting(account=AccountName("drawer:clinic"), amount=Money(1250)),
    )
    return BookedEntry(number=7, event=event, at=AT, settlement=settlement, entry=Entry(postings))


def test_csv_is_a_posting_a_row() -> None:
    assert list(csv_lines([booked("public")])) == [
        "entry,time,event,settlement,account,yuan,prior_year\n",
        "7,2025-11-21T09:00:00+08:00,sale,20251121000001,public,-12.50,0.00\n",
        "7,2025-11-21T09:00:00+08:00,sale,20251121000001,drawer:clinic,12.50,0.00\n",
    ]
    assert list(csv_lines([booked("public", event="opening", settlement=None)]))[1].split(",")[3] == ""


def test_a_roll_says_what_its_prior_year_part_gains() -> None:
    rolled = Posting(account=AccountName("personal:he"), amount=Money.ZERO, prior_year=Money(7000))
    entry = BookedEntry(number=8, event="roll", at=AT, settlement=None, entry=Entry((rolled,)))
    assert list(csv_lines([entry]))[1] == "8,2025-11-21T09:00:00+08:00,roll,,personal:he,0.00,70.00\n"
    assert "  Assets:Personal:He  0.00 CNY\n" in (told := list(beancount_lines([entry])))
    assert "    prior-year: 70.00 CNY\n" in told


@given(ANYTHING)
def test_csv_of_hostile_text_is_one_safe_row(text: str) -> None:
    row = list(csv_lines([booked(f"personal:{text}", settlement=text)]))[1]
    assert row.count("\n") == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", row)
    ((number, _time, event, settlement, account, yuan, _prior_year),) = csv.reader(StringIO(row))
    assert (number, event, yuan) == ("7", "sale", "-12.50")
    assert account.startswith("personal:")
    assert not settlement.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1"])
def test_a_formula_is_told_to_be_text(text: str) -> None:
    ((_, _, _, settlement, *_),) = csv.reader([list(csv_lines([booked("public", settlement=text)]))[1]])
    assert settlement == f"'{text}"


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ("personal:grandma", "Assets:Personal:Grandma"),
        ("personal:Grandma", "Assets:Personal:X-Grandma"),
        ("personal:neighbour-away", "Assets:Personal:Neighbour-2d-away"),
        ("personal:王", "Assets:Personal:X--738b-"),
        ("personal:", "Assets:Personal:X-"),
        ("personal:a:b", "Assets:Personal:A-3a-b"),
        ("fund:370100:employee", "Liabilities:Fund:370100:Employee"),
        ("premium:370100", "Assets:Premium:370100"),
        ("claims:clinic", "Assets:Claims:Clinic"),
        ("drawer:clinic", "Assets:Drawer:Clinic"),
        ("public", "Income:Public"),
        ("opening", "Equity:Opening"),
        ("wallet:mother", "Assets:Wallet:Mother"),
        ("transit", "Assets:Transit"),
        ("safe:clinic", "Assets:Safe:Clinic"),
        ("contributions:370100", "Income:Contributions:370100"),
        ("overshort:clinic", "Expenses:Overshort:Clinic"),
        ("later:x", "Equity:Later:X"),
    ],
)
def test_names_of_accounts(account: str, name: str) -> None:
    assert account_name(account) == name


@given(ANYTHING, ANYTHING)
def test_every_account_has_a_name_of_its_own(one: str, other: str) -> None:
    names = [account_name(f"personal:{text}") for text in (one, other)]
    assert all(NAME.fullmatch(name) for name in names)
    assert (names[0] == names[1]) == (one == other)


def test_beancount_text() -> None:
    assert "".join(beancount_lines([booked("public"), booked("public", settlement=None)])).endswith(
        """
1900-01-01 open Income:Public CNY
  name: "public"

1900-01-01 open Assets:Drawer:Clinic CNY
  name: "drawer:clinic"

2025-11-21 * "sale"
  entry: 7
  time: "2025-11-21T09:00:00+08:00"
  settlement: "20251121000001"
  Income:Public  -12.50 CNY
  Assets:Drawer:Clinic  12.50 CNY

2025-11-21 * "sale"
  entry: 7
  time: "2025-11-21T09:00:00+08:00"
  Income:Public  -12.50 CNY
  Assets:Drawer:Clinic  12.50 CNY
"""
    )
