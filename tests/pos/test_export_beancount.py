"""beancount itself reads the export: no complaint, and the balances are the books'."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from beancount.core.data import Open, Transaction

from engine.ledger.accounts import AccountName
from engine.ledger.entry import BookedEntry, Entry, Posting
from engine.money import Money
from pos.export import account_name, beancount_lines
from pos.play import Player
from tests.pos.test_export import AT

if TYPE_CHECKING:
    from collections.abc import Iterable

SCENARIOS = Path(__file__).parents[2] / "fixtures" / "scenarios"
HOSTILE = [
    '"',
    "\\",
    '\\"',
    "\n",
    '"\n2025-01-01 open Assets:Evil CNY\n"',
    "\x1b[2J",
    "\u202ecba",
    "\ud800",
    "王桂兰",
    "",
    "{}",
    "* ; # ^ |",
    "a" * 5000,
]


def loaded(entries: Iterable[BookedEntry]) -> tuple[list[Transaction], dict[str, str]]:
    """The transactions, and the books' own name of each account; fails where beancount complains."""
    directives, errors, _options = loader.load_string("".join(beancount_lines(entries)))
    assert errors == []
    names = {each.account: str(each.meta["name"]) for each in directives if isinstance(each, Open)}
    return [each for each in directives if isinstance(each, Transaction)], names


@pytest.mark.parametrize(
    "name",
    [
        "e04-two-authorisers",
        "e07-refund",
        "e08-premium",
        "faults",
        "e09-other-province",
        "cross-year",
        "family",
        "wallet",
        "year-roll",
        "monthly-credit",
        "drawer",
    ],
)
def test_the_books_of_a_scenario(name: str) -> None:
    player = Player(SCENARIOS / f"{name}.toml", lang="en", passes=str)
    assert list(player.lines())
    transactions, names = loaded(player.engine.entries())
    sums: Counter[str] = Counter()
    for transaction in transactions:
        for posting in transaction.postings:
            assert posting.units is not None
            assert posting.units.currency == "CNY"
            assert isinstance(posting.units.number, Decimal)
            sums[names[posting.account]] += int(posting.units.number * 100)
    balances = player.engine.balances()
    assert {who: sums[f"personal:{who}"] for who in balances} == {who: balance.all.fen for who, balance in balances.items()}
    assert sum(amount for account, amount in sums.items() if account.startswith("fund:")) == -player.engine.fund_paid().fen
    assert -sums["public"] == player.engine.cash_taken().fen
    drawers = sum(player.engine.drawer.balance(place.id).fen for place in player.engine.institutions())
    assert sum(amount for account, amount in sums.items() if account.startswith("drawer:")) == drawers
    assert sum(sums.values()) == 0
    settlements = {str(each.meta["settlement"]) for each in transactions if "settlement" in each.meta}
    assert settlements == {record.id for record in player.engine.journal(1000)}


def test_hostile_names_stay_names() -> None:
    entries = [
        BookedEntry(
            number=number,
            event=text,
            at=AT,
            settlement=text,
            entry=Entry(
                (
                    Posting(account=AccountName(f"personal:{text}"), amount=Money(-1)),
                    Posting(account=AccountName("public"), amount=Money(1)),
                )
            ),
        )
        for number, text in enumerate(HOSTILE)
    ]
    transactions, names = loaded(entries)
    assert len(transactions) == len(HOSTILE)
    assert set(names) == {account_name(f"personal:{text}") for text in HOSTILE} | {"Income:Public"}
    told = {int(each.meta["entry"]): str(each.narration) for each in transactions}
    assert told[HOSTILE.index("王桂兰")] == "王桂兰"
    assert told[HOSTILE.index('"')] == '"'
    assert told[HOSTILE.index("\\")] == "\\\\", "a backslash is doubled"
    assert told[HOSTILE.index("\n")] == "\\u000a"
    assert told[HOSTILE.index("\x1b[2J")] == "\\u001b[2J"
