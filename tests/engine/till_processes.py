"""Processes let go at the same moment, tills among them."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TILL = [sys.executable, "-m", "tests.engine.till_process"]


def said_at_once(commands: Sequence[Sequence[str]], *, timeout: float | None = None) -> list[str]:
    """What each says after its "ready", and after all have been let go with a line. None may say a word on stderr."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            )
            for command in commands
        ]
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        outputs = [process.communicate(timeout=timeout) for process in running]
    assert [errors for _, errors in outputs] == [""] * len(commands)
    return [output for output, _ in outputs]


def sold_at_once(tills: Sequence[Sequence[str]], *, timeout: float) -> list[dict[str, str]]:
    """A till for each list of arguments; what each acknowledged: {key: number}."""
    outputs = said_at_once([[*_TILL, *arguments] for arguments in tills], timeout=timeout)
    return [dict(said.split(" ") for said in output.splitlines()) for output in outputs]
