"""A settlement in a file of 1,000,000 against one in a file of 1,000, the same people in both, in turns. Claim: at most 1.3 times.

Filled in large transactions with the rows of a real settlement, then settled by the engine, durably. At 100,000 the whole `books check`
is timed, with the memory it took; it proves the rows, too.
"""

import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from settling import Settling

PEOPLE, SMALL, LARGE, CHECKED, STEP = 20_000, 1_000, 1_000_000, 100_000, 20_000
ROUNDS, SALES, AT_MOST = 40, 50, 1.3


def _timed(settling: Settling) -> tuple[float, float]:
    """Wall time and work of a settlement, in microseconds."""
    settling.issue(SALES)
    begin, worked = perf_counter(), process_time()
    for _ in range(SALES):
        settling.once()
    return (perf_counter() - begin) / SALES * 1e6, (process_time() - worked) / SALES * 1e6


def _check(settling: Settling, settlements: int) -> bool:
    before, begin = getrusage(RUSAGE_SELF).ru_maxrss, perf_counter()
    found = settling.check()
    more = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"books check of {settlements:,}: {perf_counter() - begin:.0f} s, {more:.0f} MiB more at its peak, {len(found)} breaches",
        flush=True,
    )
    return not found


def main() -> int:
    """Print the figures; 1 when the claim does not hold. The files are made in the folder given, or where temporary files go."""
    with TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        small, large = (Settling(Path(folder) / f"{name}.db", people=PEOPLE) for name in ("small", "large"))
        small.fill(SMALL)
        begin, sound = perf_counter(), True
        for filled in range(STEP, LARGE + 1, STEP):
            large.fill(STEP)
            if filled == CHECKED:
                sound = _check(large, filled)
        print(f"{LARGE:,} settlements filled in {perf_counter() - begin:.0f} s, {large.size() / 2**30:.2f} GiB", flush=True)
        turns = [(_timed(small), _timed(large)) for _ in range(ROUNDS)]
        for name, side in ((SMALL, 0), (LARGE, 1)):
            print(f"a settlement in a file of {name:>9,}: {median(turn[side][1] for turn in turns):5.0f} us of work")
        ratio = median(many[0] / few[0] for few, many in turns)
        print(f"large / small = {ratio:.2f} (at most {AT_MOST}); of the work alone {median(many[1] / few[1] for few, many in turns):.2f}")
    return 0 if ratio <= AT_MOST and sound else 1


if __name__ == "__main__":
    sys.exit(main())
