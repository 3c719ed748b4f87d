"""A till that is killed between any two instructions leaves a settlement with its private part, or neither."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from time import sleep

from engine.ledger.open import open_books
from tests.engine.rules import yuan
from tests.engine.town import a_town, an_engine, resident

ROOT = Path(__file__).parents[2]
KILLS = 5
PILLS, GOODS = yuan("12.50"), yuan("49.80")


def test_both_or_neither_after_every_kill(file: Path) -> None:
    url, chance = f"sqlite:///{file}", Random(5)  # noqa: S311 - a test is to run the same again
    a_town(resident("kid"), url=url).books.close()
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        acknowledged |= sold_until_killed(url, f"{kill}/", chance)
        books = open_books(url)
        engine = an_engine(books)
        sales = engine.journal(1_000_000)
        assert acknowledged <= {str(sale.key) for sale in sales}
        beside = [engine.private.beside(sale.id) for sale in sales]
        assert all(private is not None and private.total == GOODS for private in beside)
        assert len(engine.private.newest(1_000_000)) == len(sales)
        assert engine.drawer.balance("pharmacy").fen == len(sales) * (PILLS + GOODS).fen
        assert engine.check() == []
        books.close()
    assert acknowledged


def sold_until_killed(url: str, prefix: str, chance: Random) -> set[str]:
    """The keys that it said before it was killed at some moment."""
    command = [sys.executable, "-m", "tests.engine.private_process", url, prefix]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as till:
        assert till.stdout is not None
        said = [till.stdout.readline() for _ in range(1 + chance.randrange(10))]
        sleep(chance.uniform(0, 0.01))
        till.kill()
        return {key.strip() for key in (*said, *till.stdout) if key.endswith("\n")}
