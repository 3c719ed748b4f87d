"""A till killed in the middle of settling, twenty times: each sale happened wholly or not at all; what was acknowledged stays."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from tests.engine.rules import the_shared_edition, yuan
from tests.engine.town import a_bill, a_grant, a_town, employee, line

ROOT = Path(__file__).parents[2]
KILLS = 20


def killed_after(lines: int, pause: float, *arguments: str) -> list[str]:
    """Start a till, let it acknowledge so many sales and go on for a moment, kill it; all that it acknowledged, line by line."""
    command = [sys.executable, "-m", "tests.engine.till_process", *arguments]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as till:
        assert till.stdin is not None
        assert till.stdout is not None
        assert till.stdout.readline() == "ready\n"
        till.stdin.write("go\n")
        till.stdin.flush()
        said = [till.stdout.readline() for _ in range(lines)]
        time.sleep(pause)
        till.send_signal(signal.SIGKILL)
        said += till.stdout.readlines()
        assert till.wait() == -signal.SIGKILL, "killed while it was selling"
    return [line.strip() for line in said if line.endswith("\n")]


def test_killed_twenty_times_nothing_is_half_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = Random(20)  # noqa: S311 - where to stop it
    url = f"sqlite:///{tmp_path / 'books.db'}"
    town = a_town(
        (employee("he"), "3000/100"),
        (employee("daughter"), "5000/50"),
        url=url,
        editions=[the_shared_edition()],
        grants=[a_grant("daughter", "he", limit=yuan("4000"))],
    )
    bill = a_bill(line("7.31"))
    for kill in range(KILLS):
        said = killed_after(chance.randrange(12), chance.random() / 100, url, f"till {kill}", "he", "7.31", "100000", f"{kill}/")
        acknowledged = dict(answer.split(" ") for answer in said)
        booked = {record.key: record.id for record in town.engine.journal(1_000_000) if record.key and record.key.startswith(f"{kill}/")}
        assert acknowledged.items() <= booked.items()
        assert len(booked) - len(acknowledged) <= 1  # at most the sale that was under way
        assert town.engine.check() == []
        next_key = f"{kill}/{len(acknowledged)}"  # what the till would try again
        again = town.settle(bill, "he", key=next_key)
        assert booked.get(next_key, again.id) == again.id
        for key, number in acknowledged.items():
            assert town.settle(bill, "he", key=key).id == number
    records = town.engine.journal(1_000_000)
    assert len({record.key for record in records}) == len(records) >= KILLS
    spent = yuan("3000") - town.balance("he") + yuan("5000") - town.balance("daughter")
    assert town.engine.fund_paid() + town.engine.cash_taken() + spent == sum((record.figures.total for record in records), yuan("0"))
    assert town.engine.check() == []
    town.books.close()
