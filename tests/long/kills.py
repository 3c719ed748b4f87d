"""A till killed two hundred times: `python -m tests.long.kills [KILLS]`. Its last output stands beside it as kills.txt.

Every acknowledged sale must be there after each kill, none half, the check clean, and every key tried again must give the same sale.
"""

import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.engine.kills import kill_again_and_again


def main(kills: int = 200) -> int:
    begin = time.monotonic()
    with TemporaryDirectory() as folder:
        tally = kill_again_and_again(Path(folder) / "books.db", kills, Random(200))  # noqa: S311 - when to kill
    sys.stdout.write(
        f"{tally.kills} kills, {tally.before_the_first_sale} of them before the first sale: {tally.acknowledged} sales acknowledged, "
        f"0 lost, 0 half, every check clean; {tally.unanswered} booked but unanswered, which the key answers\n"
        f"{time.monotonic() - begin:.0f} s\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
