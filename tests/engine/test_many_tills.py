"""Eight processes, or four threads of one process, sell from the same few pools and under one ceiling: exact, and no sale is lost.

What they did is recomputed by the small model, sale by sale in the order of the books: a figure that another till had made stale shows.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from engine.money import Money
from tests.engine.machine import compare
from tests.engine.machine_model import CEILING, Model, ModelGrant, Purse
from tests.engine.rules import the_shared_edition, yuan
from tests.engine.till_processes import sold_at_once
from tests.engine.town import MORNING, Town, a_bill, a_grant, a_town, employee, line, resident

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.model.settlement import Settlement

TILLS, SALES, PRICE = 8, 30, "40.37"
KIDS = [f"kid{number}" for number in range(TILLS)]
PURSES = {"he": Purse(30_000, 10_000), "mother": Purse(50_000, 5_000), "father": Purse(20_000, 20_000)}
LIMITS = {"mother": 4_000, "father": 6_000}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """He has a ceiling of 1000; mother and father let eight children spend what they have, up to 40 and 60 each."""
    grants = [a_grant(parent, kid, limit=Money(limit)) for kid in KIDS for parent, limit in LIMITS.items()]
    town = a_town(
        *((employee(name), f"{Money(purse.all)}/{Money(purse.prior)}") for name, purse in PURSES.items()),
        *(resident(kid) for kid in KIDS),
        url=f"sqlite:///{tmp_path / 'books.db'}",
        editions=[the_shared_edition()],
        grants=grants,
    )
    yield town
    town.books.close()


def sold_by_processes(town: Town) -> list[dict[str, str]]:
    """Till n sells to him and to child n in turn, all tills at once; what each acknowledged: {key: number}."""
    tills = [[town.books.url, f"till {n}", f"he,{kid}", PRICE, str(SALES), f"{n}/"] for n, kid in enumerate(KIDS)]
    return sold_at_once(tills, timeout=300)


def recomputed(records: list[Settlement]) -> Model:
    """The model after the same sales in the same order, each compared."""
    grants = [(kid, parent) for kid in KIDS for parent in LIMITS]
    model = Model(employees={name: Purse(purse.all, purse.prior) for name, purse in PURSES.items()}, residents=KIDS, yearly_deductible=0)
    for number, (kid, parent) in enumerate(grants, start=1):
        model.grants.setdefault(kid, {})[number] = ModelGrant(parent, LIMITS[parent])
    for record in records:
        expected = model.split(record.holder, record.figures.total.fen, MORNING.year, benefit=True, off=False)
        compare(expected, record)
        model.book(record.id, expected)
    return model


def is_exact(town: Town, acknowledged: list[dict[str, str]]) -> None:
    records = [*reversed(town.engine.journal(1_000_000))]
    everything = {key: number for sales in acknowledged for key, number in sales.items()}
    assert len(everything) == len(acknowledged) * SALES
    assert everything == {record.key: record.id for record in records}, "no sale is lost, none is there twice"
    model = recomputed(records)
    assert {who: (has.all.fen, has.prior_year.fen) for who, has in town.engine.balances().items()} == {
        who: (purse.all, purse.prior) for who, purse in model.employees.items()
    }
    assert town.engine.fund_paid().fen == sum(model.fund.values()) == CEILING, "the ceiling, to the fen"
    assert town.engine.cash_taken().fen == model.cash
    assert town.balance("father") == town.balance("he") == Money.ZERO
    assert LIMITS["mother"] in model.used.values(), "a limit, to the fen"
    assert town.engine.check() == []


def test_eight_processes_share_two_pools_and_one_ceiling(town: Town) -> None:
    is_exact(town, sold_by_processes(town))


def test_four_threads_share_one_engine(town: Town) -> None:
    def sell(n: int) -> dict[str, str]:
        said = {}
        for number in range(SALES):
            holder, key = ("he", KIDS[n])[number % 2], f"{n}/{number}"
            quote = town.engine.pre_settle(a_bill(line(PRICE)), town.code(holder))  # as the screen does, between the others' sales
            assert quote.figures.total == yuan(PRICE)
            said[key] = town.settle(a_bill(line(PRICE)), holder, key=key).id
        return said

    with ThreadPoolExecutor(4) as threads:
        is_exact(town, list(threads.map(sell, range(4))))


def test_four_threads_that_ask_with_the_same_keys_settle_each_once(town: Town) -> None:
    def sell(_: int) -> list[str]:
        return [town.settle(a_bill(line(PRICE)), "he", key=f"k{number}").id for number in range(SALES)]

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(sell, range(4)))
    assert answers == [answers[0]] * 4
    assert Counter(record.key for record in town.engine.journal(1_000_000)) == {f"k{number}": 1 for number in range(SALES)}
    assert town.engine.check() == []
