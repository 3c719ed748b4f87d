"""The state machine of tests/engine/machine_verbs.py for as long as it is given: `python -m tests.long.machine [MINUTES]`.

Each round plays 500 sequences of up to 60 steps from a seed of its own, every tenth round on a file. Prints what it came to; its last
output stands beside it as machine.txt. Exits 1 at the first difference, which it prints cut down to the shortest sequence that shows it.
"""

import sys
import time
from collections import Counter
from traceback import format_exc

from tests.engine import test_machine
from tests.engine.machine import MUST_REACH


def main(minutes: float = 15) -> int:
    test_machine.STEPS = 60
    reached: Counter[str] = Counter()
    begin, work, seed = time.monotonic(), time.process_time(), 1000
    differences = 0
    while time.monotonic() < begin + minutes * 60 and not differences:
        seed += 1
        on_file = seed % 10 == 0
        try:
            reached += test_machine.played(seed, 50 if on_file else 500, on_file=on_file)
        except Exception:  # noqa: BLE001 - whatever it is, it is the finding
            differences += 1
            sys.stdout.write(f"seed {seed}:\n{format_exc()}\n")
    work = time.process_time() - work
    runs, steps = reached.pop("runs"), reached.pop("steps")
    sys.stdout.write(
        f"{runs} runs, {steps} steps, seeds 1001-{seed}, {work:.0f} s of work ({steps / work:.0f} steps/s): {differences} differences\n"
        f"not reached: {', '.join(sorted(MUST_REACH - reached.keys())) or 'nothing'}\n"
    )
    for what, times in reached.most_common():
        sys.stdout.write(f"{times:9} {what}\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
