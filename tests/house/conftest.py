"""Processes on one data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORLD = ROOT / "fixtures" / "worlds" / "spring-lane.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A data folder and the processes that work on it."""

    home: Path

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """`python -m ...` with its streams in pipes."""
        return subprocess.Popen(
            [sys.executable, "-m", *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | {"GONGJI_HOME": str(self.home), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(home=tmp_path / "home")
