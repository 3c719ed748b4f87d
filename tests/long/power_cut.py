"""Thousands of power cuts: `python -m tests.long.power_cut [ROUNDS]`. Its last output stands beside it as power_cut.txt.

A round is 40 sales of a family with what belongs to them, cut at every write, from a seed of its own; one is played with each weaker
`synchronous` to show what the cuts would find. Exits 1 when something acknowledged is lost, half written or damaged.
"""

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tests.engine.power_traffic import Findings, cut_while_selling

SALES = 40


def played(synchronous: str, seed: int) -> Findings:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        return cut_while_selling(Path(folder), patch, sales=SALES, chance=Random(seed), synchronous=synchronous)  # noqa: S311 - which writes are lost


def main(rounds: int = 4) -> int:
    bad = 0
    for synchronous, seeds in (("full", range(1, rounds + 1)), ("normal", [1]), ("off", [1])):
        for seed in seeds:
            found = played(synchronous, seed)
            sys.stdout.write(
                f"synchronous={synchronous:6} seed {seed}: {found.images} cuts, {found.lost} lost something acknowledged, "
                f"{found.half} half written, {found.damaged} damaged, {found.behind[-1]} kept the step under way\n"
            )
            bad += (found.lost + found.half + found.damaged) * (synchronous == "full")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
