"""The engine against a small model of it: any sequence of its verbs leaves the books where the model says, and sound.

CI plays 2000 sequences, each part from a seed of its own; at home a quarter. `python -m tests.long.machine` plays as long as it is told to.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.engine.machine import MUST_REACH, BooksBesideModel
from tests.engine.machine_verbs import Verbs

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


@pytest.mark.parametrize(("number", "runs"), PARTS)
def test_no_difference_between_the_engine_and_the_model(number: int, runs: int) -> None:
    share = runs if os.environ.get("CI") else runs // 4
    reached = played(number, share, on_file=runs == ON_FILE)
    assert reached["runs"] >= share
    assert reached["steps"] > 10 * share, "sequences, not single steps"
    if share == IN_MEMORY:
        missed = MUST_REACH - reached.keys()
        assert len(missed) <= 1, f"it came to every verb, refusal and end of a purse, one rare one at most left to chance: {missed}"
