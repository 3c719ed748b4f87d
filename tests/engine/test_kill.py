"""A till killed at a random moment, twenty times: each sale happened wholly or not at all; what was acknowledged stays.

`python -m tests.long.kills` kills one two hundred times.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.engine.kills import kill_again_and_again

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 20


def test_killed_twenty_times_nothing_is_half_and_nothing_acknowledged_is_lost(file: Path) -> None:
    tally = kill_again_and_again(file, KILLS, Random(20))  # noqa: S311 - when to kill
    assert tally.kills == KILLS
    assert tally.acknowledged > KILLS, "most were killed while they were selling"
