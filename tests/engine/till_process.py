"""A till as a process of its own: `python -m tests.engine.till_process URL NAME HOLDER PRICE COUNT KEY-PREFIX [TRACE-CODE]`.
HOLDER may be several, `he,kid`, who take turns.

Says "ready", waits for a line on its input, then sells COUNT times and says `KEY NUMBER` for each sale the moment it is acknowledged,
or `KEY REFUSAL` where it is refused. With a trace code every sale names it.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from engine.errors import Refusal
from engine.ledger.open import open_books
from tests.engine.rules import the_shared_edition
from tests.engine.town import a_bill, an_engine, line


def sell(*arguments: str) -> None:
    url, name, holders, price, count, prefix, *trace = arguments
    engine = an_engine(open_books(url), editions=[the_shared_edition()], seed=sum(name.encode()))
    in_turn = holders.split(",")
    print("ready", flush=True)  # noqa: T201 - what it says is the result
    sys.stdin.readline()
    for number in range(int(count)):
        key = f"{prefix}{number}"
        goods = replace(line(price), trace=tuple(trace))
        try:
            said = engine.settle(a_bill(goods), engine.issue(in_turn[number % len(in_turn)]).digits, key=key).id
        except Refusal as refused:
            said = refused.code
        print(key, said, flush=True)  # noqa: T201 - what it says is the result


if __name__ == "__main__":
    sell(*sys.argv[1:])
