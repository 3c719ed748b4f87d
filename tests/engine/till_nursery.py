"""Tills without loading Python for each: `python -m tests.engine.till_nursery` forks one for each line of arguments it is given.

It has no file open itself. It says `pid N` before the till begins, and `ended` when the till has.
"""

from __future__ import annotations

import os
import sys

from tests.engine.till_process import sell


def main() -> None:
    while arguments := sys.stdin.readline():
        if arguments == "go\n":  # meant for a till that did not live to read it
            continue
        pid = os.fork()
        if not pid:
            say(f"pid {os.getpid()}")
            sell(*arguments.rstrip("\n").split("\t"))
            os._exit(0)
        os.waitpid(pid, 0)
        say("ended")


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"\n{line}\n".encode())  # a killed till may have left half a line


if __name__ == "__main__":
    main()
