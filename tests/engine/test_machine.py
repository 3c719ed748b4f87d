"""The engine against a small model of it: any sequence of its verbs leaves the books where the model says, and sound.

CI plays 2000 sequences, each part from a seed of its own; at home a quarter. `python -m tests.long.machine` plays as long as it is told to.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.engine.machine import MUST_REACH, BooksBesideModel
from tests.engine.machine_verbs import Verbs

if TYPE_CHECKING:
    from pathlib import Path

STEPS = 25
IN_MEMORY, ON_FILE = 450, 100
PARTS = [(1, IN_MEMORY), (2, IN_MEMORY), (3, IN_MEMORY), (4, IN_MEMORY), (5, ON_FILE), (6, ON_FILE)]


def played(number: int, runs: int, *, on_file: bool) -> Counter[str]:
    """What the runs of one seed came to; raises at the first difference between engine and model, with the shortest way to it."""
    reached: Counter[str] = Counter()
    machine: type[BooksBesideModel] = seed(number)(type(f"Books{number}", (Verbs,), {"reached": reached, "on_file": on_file}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return reached


def test_there_are_two_thousand_runs() -> None:
    assert sum(runs for _, runs in PARTS) == 2000


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "reached"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize(("number", "runs"), PARTS)
def test_no_difference_between_the_engine_and_the_model(number: int, runs: int, together: Path) -> None:
    """The part that ends last looks at what all came to: what is rare, one part may miss by chance, all of them may not."""
    in_ci = bool(os.environ.get("CI"))
    reached = played(number, runs if in_ci else runs // 4, on_file=runs == ON_FILE)
    assert reached["runs"] >= (runs if in_ci else runs // 4)
    assert reached["steps"] > 10 * reached["runs"], "sequences, not single steps"
    half = together / f".{number}"
    half.write_text("\n".join(+reached))
    half.rename(together / str(number))  # whole or not there
    parts = [file.read_text().splitlines() for file in together.glob("[0-9]*")]
    if in_ci and len(parts) == len(PARTS):
        assert MUST_REACH - {name for part in parts for name in part} == set(), "every verb, every refusal, every end of a purse"
