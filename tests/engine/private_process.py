"""A till as a process of its own that sells medicines with goods beside them: `python -m tests.engine.private_process URL KEY-PREFIX`.

Says a key the moment its sale is acknowledged, and goes on until it is killed.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count

from engine.ledger.open import open_books
from tests.engine.town import an_engine, counter_sale, line

GOODS = (line("19.90", "2", "non-medical"), line("3.333", "3", "non-medical"))


def main(url: str, prefix: str) -> None:
    engine = an_engine(open_books(url), seed=sum(prefix.encode()))
    for number in count():
        key = f"{prefix}{number}"
        engine.settle(replace(counter_sale(line("12.50")), private=GOODS), engine.issue("kid").digits, key=key)
        print(key, flush=True)  # noqa: T201 - what it says is the result


if __name__ == "__main__":
    main(*sys.argv[1:])
