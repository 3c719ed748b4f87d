"""A till that is killed at a random moment, again and again on the same file, and what each next opening must find."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from engine.ledger.open import open_books
from engine.money import total
from tests.engine.rules import the_shared_edition, yuan
from tests.engine.town import Clock, Town, a_bill, a_grant, a_town, an_engine, employee, line

if TYPE_CHECKING:
    from random import Random

ROOT = Path(__file__).parents[2]
PRICE = "7.31"
ANSWER = re.compile(r"(\S+) (\d{14})")


@dataclass
class Tally:
    """`unanswered`: sales that the books hold although the till died before it said so; the key answers for them."""

    kills: int = 0
    before_the_first_sale: int = 0
    acknowledged: int = 0
    unanswered: int = 0


class Tills:
    """Starts tills, each a process of its own, and kills them."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.engine.till_nursery"]
        self.nursery = subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=1
        )
        return self

    def __exit__(self, *_: object) -> None:
        errors = self.nursery.communicate(timeout=60)[1]
        assert (self.nursery.returncode, errors) == (0, ""), "killed while they were at work, and nothing had failed"

    def _says(self) -> str:
        assert self.nursery.stdout is not None
        while not (line := self.nursery.stdout.readline()).strip():
            assert line, "the nursery is there"
        return line.strip()

    def killed(self, chance: Random, *arguments: str) -> dict[str, str]:
        """Kill one at some moment of its life - opening, or selling its first sales; {key: number} of all it acknowledged."""
        assert self.nursery.stdin is not None
        self.nursery.stdin.write("\t".join(arguments) + "\n")
        pid, said = int(self._says().removeprefix("pid ")), list[str]()
        if chance.random() < 0.2:
            time.sleep(chance.uniform(0, 0.03))
        else:
            assert self._says() == "ready"
            self.nursery.stdin.write("go\n")
            said = [self._says() for _ in range(chance.randrange(13))]
            time.sleep(chance.uniform(0, 0.01))
        os.kill(pid, signal.SIGKILL)
        while (line := self._says()) != "ended":
            said.append(line)
        whole = [answer for answer in map(ANSWER.fullmatch, said) if answer]  # the last may be cut short
        return {answer[1]: answer[2] for answer in whole}


def killed(chance: Random, *arguments: str) -> dict[str, str]:
    with Tills() as tills:
        return tills.killed(chance, *arguments)


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
    with Tills() as tills:
        everything = _killed_and_looked_at(tills, tally, url, kills, chance)
    nothing_is_missing(opened(url, seed=kills), everything)
    return tally


def _killed_and_looked_at(tills: Tills, tally: Tally, url: str, kills: int, chance: Random) -> dict[str, str]:
    everything: dict[str, str] = {}
    for kill in range(kills):
        acknowledged = tills.killed(chance, url, f"till {kill}", "he", PRICE, "100000", f"{kill}/")
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
    return everything


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
