"""`books check` on money events that are no settlements: whatever was tampered with behind the books' back is found and named."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.model.codes import Relation
from engine.service.context import CHINA
from tests.engine.rules import an_edition, crediting, yuan
from tests.engine.tampering import CHANGED, assert_named, checked, set_in_body
from tests.engine.town import FAR_AWAY, a_town, counter_sale, employee, line, resident

if TYPE_CHECKING:
    from pathlib import Path

CREDIT = "event = 'credit' AND at LIKE '2025-08%'"
ROLL = "event = 'roll' AND holder = 'son'"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books in which each of them happened: credits, rolls, a transfer accepted, one returned, one waiting; a drawer; the clock put on."""
    file = tmp_path_factory.mktemp("moved") / "books.db"
    town = a_town(
        (employee("he"), "100/40"),
        (employee("daughter"), "900/50"),
        (employee("son", credited=True, contribution_base=yuan("6000")), "500"),
        resident("kid"),
        resident("far", region=FAR_AWAY),
        url=f"sqlite:///{file}",
        editions=[crediting(), an_edition(region=FAR_AWAY)],
    )
    town.engine.wallet.send("daughter", "far", Relation.PARENT, yuan("60"))
    town.engine.wallet.accept(town.engine.wallet.send("daughter", "far", Relation.PARENT, yuan("60")).id)
    town.settle(replace(counter_sale(line("10")), wallet=True), "far")
    town.engine.drawer.float_in("clinic", yuan("100"))
    town.engine.drawer.count("clinic", yuan("99"))
    town.clock.now = datetime(2025, 12, 31, 12, tzinfo=CHINA)
    town.engine.clock.advance(timedelta(days=1))
    town.engine.wallet.send("daughter", "far", Relation.PARENT, yuan("5"))
    town.books.close()
    return file


def test_sound_books_give_nothing(moved: Path) -> None:
    assert checked(moved) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        # movements
        (f"UPDATE entry SET occasion = 'again' WHERE {CREDIT}", "its entry's columns are not those of its record"),
        (f"UPDATE entry SET occasion = NULL WHERE {CREDIT}", "its entry's columns are not those of its record"),
        (f"UPDATE entry SET at = '2025-08-02T00:00:00+08:00' WHERE {CREDIT}", "its entry's columns are not those of its record"),
        (f"UPDATE entry SET holder = 'he' WHERE {CREDIT}", "its entry's columns are not those of its record"),
        (f"UPDATE entry SET event = 'sale' WHERE {CREDIT}", "its entry's columns are not those of its record"),
        (f"UPDATE entry SET event = 'roll' WHERE {CREDIT}", "its entry's columns are not those of its record"),
        ("UPDATE entry SET holder = 'thief' WHERE event = 'float'", "is of thief, who is not there"),
        ("UPDATE entry SET holder = 'he' WHERE event = 'count'", "is of he, who is not there"),
        (set_in_body("entry", "amount", "12001", CREDIT), "its postings are not those of its amount"),
        (set_in_body("entry", "region", "'880100'", CREDIT), "its postings are not those of its amount"),
        (set_in_body("entry", "prior_year", "1", ROLL), "its postings are not those of its amount"),
        (set_in_body("entry", "id", "'20250801000001'", CREDIT), "its movement calls itself 20250801000001"),
        (set_in_body("entry", "amount", "0", CREDIT), "cannot be read further"),
        (set_in_body("entry", "operator", "'x'", "event = 'float'"), CHANGED),
        (set_in_body("entry", "ends", "'x'", "event = 'wallet-accepted'"), "ends transfer x, which was not waiting for that"),
        (set_in_body("entry", "holder", "'he'", "event = 'wallet-accepted'"), "which was not waiting for that"),
        (set_in_body("entry", "amount", "6001", "event = 'wallet-returned'"), "which was not waiting for that"),
        (f"DELETE FROM posting WHERE entry = (SELECT id FROM entry WHERE {CREDIT})", "its postings are not those of its amount"),
        ("DELETE FROM entry WHERE event = 'wallet-returned'", "transfers on their way hold 5.00"),
        # transfers, months, the clock
        ("UPDATE transfer SET ended = NULL WHERE ended IS NOT NULL", "but the movements make it"),
        ("UPDATE transfer SET ended = 'x' WHERE ended IS NULL", "but the movements make it"),
        ("UPDATE transfer SET sender = 'he'", "but the movements make it"),
        ("UPDATE transfer SET recipient = 'kid'", "but the movements make it"),
        ("UPDATE transfer SET day = '2025-01-01'", "but the movements make it"),
        ("UPDATE transfer SET due = '2099-01-01'", "but the movements make it"),
        ("DELETE FROM transfer WHERE ended IS NULL", "kept as None"),
        ("INSERT INTO transfer VALUES ('1', 'he', 'far', '', '', NULL)", "transfer 1: kept as"),
        ("UPDATE account SET balance = balance + 1 WHERE name = 'wallet:far'", "account wallet:far: balance"),
        ("UPDATE account SET name = 'wallet:thief' WHERE name = 'wallet:far'", "account wallet:thief belongs to nobody"),
        ("UPDATE account SET guarded = 0 WHERE name = 'wallet:far'", "personal accounts and wallets are guarded"),
        ("DELETE FROM month_begun WHERE month = '2025-09'", "month 2025-09 is missing"),
        ("UPDATE clock_shift SET seconds = 0", "shift 1 of the clock"),
    ],
)  # fmt: skip
def test_tampering_is_found_and_named(moved: Path, tmp_path: Path, statement: str, told: str) -> None:
    assert_named(told, moved, tmp_path, statement)
