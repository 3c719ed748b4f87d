"""A till that is killed in the middle of settling: each sale happened wholly or not at all."""

from __future__ import annotations

from random import Random
from time import sleep
from typing import TYPE_CHECKING

from pos.wiring import open_house
from pos.world import read_world
from tests.house.conftest import WORLD

if TYPE_CHECKING:
    import subprocess

    from tests.house.conftest import Shop

KILLS = 20
PEOPLE = ("grandma", "child", "father", "mother", "aunt")


def killed(till: subprocess.Popen[str], *, after: int, pause: float) -> list[list[str]]:
    """What it said before SIGKILL came, some moments after it began its `after`-th sale."""
    assert till.stdout is not None
    assert till.stderr is not None
    said = []
    for line in till.stdout:
        said.append(line.split())
        if said[-1][0] == "begin" and sum(words[0] == "begin" for words in said) == after:
            sleep(pause)
            till.kill()
    rest = till.stderr.read()
    till.stdout.close()
    till.stderr.close()
    till.wait(timeout=60)
    assert (till.returncode, rest) == (-9, "")
    return said


def test_twenty_kills(shop: Shop) -> None:
    chance = Random(20)  # noqa: S311 - when to kill
    open_house(home=shop.home, world=read_world(WORLD)).engine.books.close()
    interrupted = acknowledged = 0
    for number in range(KILLS):
        till = shop.start("tests.house.counter", f"till{number}", "100000", *PEOPLE)
        said = killed(till, after=chance.randint(1, 6), pause=chance.uniform(0, 0.004))
        done = {words[1]: words[2] for words in said if words[0] == "done"}
        begun = [words[1] for words in said if words[0] == "begin"]
        assert [words for words in said if words[0] == "failed"] == []
        engine = open_house(home=shop.home).engine  # nobody else has the file open: what the killed one left is mended now
        assert engine.check() == []
        records = {record.key: record for record in engine.journal(10_000)}
        engine.books.close()
        for key, settlement in done.items():
            assert records[key].id == settlement, "what was acknowledged is there"
        assert {key for key in records if key and key.startswith(f"till{number}-")} <= set(begun), "nothing that was not begun"
        assert set(begun) - set(done) <= set(begun[-1:]), "at most the last is in doubt"
        interrupted += len(set(begun) - set(done))
        acknowledged += len(done)
    assert interrupted > 0, "some were killed between asking and answer"
    assert acknowledged > 0

    engine = open_house(home=shop.home).engine
    accounts = sum(record.figures.own_account.fen + record.figures.mutual_aid.fen for record in engine.journal(10_000))
    opened = sum(entry.balance.all.fen for entry in read_world(WORLD).people if entry.balance)
    assert sum(balance.all.fen for balance in engine.balances().values()) == opened - accounts
    assert engine.cash_taken().fen == sum(record.figures.cash.fen for record in engine.journal(10_000))
