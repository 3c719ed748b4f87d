"""A till that is killed at a random moment, again and again on the same file, and what each next opening must find."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.ledger.open import open_books
from engine.money import total
from tests.engine.rules import the_shared_edition, yuan
from tests.engine.town import Clock, Town, a_bill, a_grant, a_town, an_engine, employee, line

if TYPE_CHECKING:
    from random import Random

ROOT = Path(__file__).parents[2]
PRICE = "7.31"


@dataclass
class Tally:
    """`unanswered`: sales that the books hold although the till died before it said so; the key answers for them."""

    kills: int = 0
    before_the_first_sale: int = 0
    acknowledged: int = 0
    unanswered: int = 0


def killed(chance: Random, *arguments: str) -> dict[str, str]:
    """Start a till, kill it at some moment of its life - opening, or selling its first sales; {key: number} of all it acknowledged."""
    command = [sys.executable, "-m", "tests.engine.till_process", *arguments]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as till:
        assert till.stdin is not None
        assert till.stdout is not None
        assert till.stderr is not None
        till.stdin.write("go\n")
        till.stdin.flush()
        said = []
        if chance.random() < 0.1:
            time.sleep(chance.uniform(0.05, 0.4))
        else:
            said = [till.stdout.readline() for _ in range(chance.randrange(1, 14))]
            time.sleep(chance.uniform(0, 0.01))
        till.send_signal(signal.SIGKILL)
        said += till.stdout.readlines()
        assert (till.wait(), till.stderr.read()) == (-signal.SIGKILL, ""), "killed while it was at work, and nothing had failed"
    whole = [line.strip() for line in said if line.endswith("\n")]  # the last may be cut short
    return dict(answer.split(" ") for answer in whole if answer != "ready")


def kill_again_and_again(file: Path, kills: int, chance: Random) -> Tally:
    """Between two kills nobody has the file open, so that each opening mends what the last kill left."""
    tally, url = Tally(), f"sqlite:///{file}"
    a_town(
        (employee("he"), "3000/100"),
        (employee("daughter"), "5000/50"),
        url=url,
        editions=[the_shared_edition()],
        grants=[a_grant("daughter", "he", limit=yuan("4000"))],
    ).books.close()
    everything: dict[str, str] = {}
    for kill in range(kills):
        acknowledged = killed(chance, url, f"till {kill}", "he", PRICE, "100000", f"{kill}/")
        town = opened(url, seed=kill)
        assert town.engine.check() == []
        booked = {record.key or "": record.id for record in town.engine.journal(1_000_000)}
        assert everything.items() <= booked.items(), "what was acknowledged before this kill is still there"
        assert acknowledged.items() <= booked.items()
        unanswered = booked.keys() - everything.keys() - acknowledged.keys()
        assert unanswered <= {f"{kill}/{len(acknowledged)}"}, "at most the sale that was under way"
        tried_again = [f"{kill}/{len(acknowledged)}", *[key for key in everything if chance.random() < 5 / len(everything)], *acknowledged]
        for key in tried_again:
            again = town.settle(a_bill(line(PRICE)), "he", key=key)
            assert booked.setdefault(key, again.id) == again.id
        everything = booked
        town.books.close()
        tally.kills += 1
        tally.before_the_first_sale += not acknowledged
        tally.acknowledged += len(acknowledged)
        tally.unanswered += len(unanswered)
    nothing_is_missing(opened(url, seed=kills), everything)
    return tally


def opened(url: str, seed: int) -> Town:
    books, clock = open_books(url), Clock()
    return Town(engine=an_engine(books, editions=[the_shared_edition()], clock=clock, seed=seed), books=books, clock=clock)


def nothing_is_missing(town: Town, everything: dict[str, str]) -> None:
    """Fund, purses and cash together are what was sold."""
    records = town.engine.journal(1_000_000)
    assert {record.key: record.id for record in records} == everything
    spent = yuan("3000") - town.balance("he") + yuan("5000") - town.balance("daughter")
    assert town.engine.fund_paid() + town.engine.cash_taken() + spent == total(record.figures.total for record in records)
    assert town.engine.check() == []
    town.books.close()
