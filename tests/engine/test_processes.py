"""Two tills, two processes, one file, the same few people at the same time."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from engine.money import Money
from engine.service.context import CHINA
from tests.engine.movements import told
from tests.engine.rules import the_shared_edition, yuan
from tests.engine.till_processes import ROOT, sold_at_once
from tests.engine.town import MORNING, Town, a_grant, a_town, employee, resident

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.model.settlement import Settlement

TILLS = 2
SALES = 40


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """He has 300, his daughter lets him spend 200 of her 500; the child has nothing but her mother's 100."""
    town = a_town(
        (employee("he"), "300/100"),
        (employee("daughter"), "500/50"),
        (employee("mother"), "100"),
        resident("kid"),
        url=f"sqlite:///{tmp_path / 'books.db'}",
        editions=[the_shared_edition()],
        grants=[a_grant("daughter", "he", limit=yuan("200")), a_grant("mother", "kid")],
    )
    yield town
    town.books.close()


def sold_by(town: Town, holder: str, price: str, prefixes: list[str], *trace: str) -> list[dict[str, str]]:
    """A till for each prefix; what each acknowledged: {key: number}."""
    tills = [[town.books.url, f"till {number}", holder, price, str(SALES), prefix, *trace] for number, prefix in enumerate(prefixes)]
    return sold_at_once(tills, timeout=120)


def booked(town: Town) -> dict[str, Settlement]:
    return {record.key or "": record for record in town.engine.journal(10_000)}


def test_no_sale_is_lost_no_ceiling_overpaid_and_no_purse_overdrawn(town: Town) -> None:
    acknowledged = sold_by(town, "he", "40", ["a", "b"])
    records = booked(town)
    assert {**acknowledged[0], **acknowledged[1]} == {key: record.id for key, record in records.items()}
    assert len({record.id for record in records.values()}) == TILLS * SALES
    assert town.engine.fund_paid() == yuan("1000")  # 80 sales of 40 at 80 % would be 2560: the ceiling, exactly
    assert (town.balance("he"), town.balance("daughter")) == (Money.ZERO, yuan("300"))  # all his 300, and 200 of hers: the limit, exactly
    assert town.engine.cash_taken() == yuan("1700")  # 3200 - 1000 - 300 - 200
    assert town.engine.balances()["daughter"].prior_year == Money.ZERO
    assert town.engine.check() == []


def test_a_pool_is_spent_to_the_last_fen_and_not_below(town: Town) -> None:
    sold_by(town, "kid", "1.37", ["a", "b"])
    assert town.balance("mother") == Money.ZERO  # 80 sales of 1.37 are 109.60
    assert town.engine.cash_taken() == yuan("9.60")
    assert town.engine.check() == []


def test_the_same_keys_at_both_tills_are_each_settled_once(town: Town) -> None:
    first, second = sold_by(town, "he", "40", ["k", "k"])
    assert first == second == {key: record.id for key, record in booked(town).items()}
    assert len(first) == SALES
    assert town.engine.check() == []


def test_tills_that_open_a_fresh_file_at_once_all_get_the_same_books(tmp_path: Path) -> None:
    program = "import sys; sys.stdin.readline(); from engine.ledger.open import open_books; open_books(sys.argv[1]).close()"
    url = f"sqlite:///{tmp_path / 'fresh.db'}"
    with ExitStack() as stack:
        tills = [
            stack.enter_context(
                subprocess.Popen([sys.executable, "-c", program, url], cwd=ROOT, text=True, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
            )
            for _ in range(4)
        ]
        assert [till.communicate("go\n", timeout=60)[1] for till in tills] == [""] * 4
    town = a_town((employee("he"), "1"), url=url)
    assert town.engine.check() == []
    town.books.close()


def test_two_tills_that_sell_the_same_pack_at_once_sell_it_once(town: Town) -> None:
    said = sold_by(town, "he", "40", ["a", "b"], "83857930000000000001")
    answers = [answer for till in said for answer in till.values()]
    assert len(answers) == TILLS * SALES
    (record,) = booked(town).values()
    assert sorted(answers, reverse=True) == ["trace-code-sold"] * (TILLS * SALES - 1) + [record.id]
    assert town.engine.check() == []


def test_what_fell_due_meanwhile_is_booked_once_by_whoever_comes_first(town: Town) -> None:
    with town.books.write() as books:  # past the service: nobody has looked since
        books.advance_clock(200 * 86_400, MORNING)
    sold_by(town, "he", "1", ["a", "b"])
    rolled = {"he": "200.00", "daughter": "450.00", "mother": "100.00"}
    assert told(town) == [("roll", "2026-01-01T00:00", who, part) for who, part in rolled.items()]
    assert min(record.at for record in booked(town).values()) > datetime(2026, 1, 1, tzinfo=CHINA)
    assert town.engine.check() == []
