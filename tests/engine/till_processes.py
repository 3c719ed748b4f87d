"""Tills in processes of their own, let go at the same moment."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TILL = [sys.executable, "-m", "tests.engine.till_process"]


def sold_at_once(tills: Sequence[Sequence[str]], *, timeout: float) -> list[dict[str, str]]:
    """A till for each list of arguments; what each acknowledged: {key: number}. None may say a word on stderr."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen(
                    [*_TILL, *arguments], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
                )
            )
            for arguments in tills
        ]
        for till in running:
            assert till.stdout is not None
            assert till.stdout.readline() == "ready\n"
        for till in running:
            assert till.stdin is not None
            till.stdin.write("go\n")
            till.stdin.flush()
        outputs = [till.communicate(timeout=timeout) for till in running]
    assert [errors for _, errors in outputs] == [""] * len(tills)
    return [dict(said.split(" ") for said in output.splitlines()) for output, _ in outputs]
