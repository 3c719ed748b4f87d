"""Tills of several processes on one file at the same time: no draw below zero, no limit overdrawn, no ceiling overpaid, no lost sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.money import Money
from pos.wiring import open_house
from pos.world import read_world
from tests.house.conftest import WORLD

if TYPE_CHECKING:
    from tests.house.conftest import Shop

TILLS, SALES = 3, 30
PRICE, CEILING = 2500, 30_000


def test_three_tills_sell_to_one_family(shop: Shop) -> None:
    """Grandma and the child: 65 % of 25.00 from the fund up to 300.00 a year each; the rest from mother, and from father up to 10.00."""
    engine = open_house(home=shop.home, world=read_world(WORLD)).engine
    tills = [shop.start("tests.house.counter", f"till{number}", str(SALES), "grandma", "child") for number in range(TILLS)]
    ended = [till.communicate(timeout=120) for till in tills]
    assert [(till.returncode, told[1]) for till, told in zip(tills, ended, strict=True)] == [(0, "")] * TILLS
    said = [line.split() for told, _ in ended for line in told.splitlines()]
    done = {words[1]: words[2] for words in said if words[0] == "done"}
    assert [words for words in said if words[0] == "failed"] == []
    assert len(done) == TILLS * SALES, "no sale was lost"
    assert len(set(done.values())) == TILLS * SALES, "and each has a number of its own"

    records = {record.key: record for record in engine.journal(10_000)}
    assert {key: record.id for key, record in records.items()} == done
    assert all(record.figures.total.fen == PRICE for record in records.values())
    for person in ("grandma", "child"):
        of_fund = sum(record.figures.fund.fen for record in records.values() if record.holder == person)
        assert of_fund == min(CEILING, len([1 for record in records.values() if record.holder == person]) * PRICE * 65 // 100) == CEILING
        assert engine.counted(person).fund == Money(CEILING)

    drawn: dict[str, int] = {}
    for record in records.values():
        for draw in record.draws:
            drawn[draw.authoriser] = drawn.get(draw.authoriser, 0) + draw.amount.fen
    balances = engine.balances()
    assert all(balance.all >= Money.ZERO and balance.prior_year >= Money.ZERO for balance in balances.values())
    assert drawn["father"] == 1000, "the limit of his grant, to the fen"
    assert drawn["mother"] == 50_000, "all she has"
    assert balances["mother"].all == Money.ZERO
    assert engine.cash_taken().fen == TILLS * SALES * PRICE - 2 * CEILING - 1000 - 50_000
    assert engine.check() == []
