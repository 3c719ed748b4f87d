"""What a till loads before anybody has pressed a key, so that the first sale waits for nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import asyncio, sys
from pathlib import Path
from pos.opening import load_first_sale
from pos.widgets import arming
from tests.pos.conftest import Clock, driving, newly_founded

async def sell(house):
    arming.PATIENCE = 0.0
    async with driving(house) as till:
        load_first_sale()
        before = set(sys.modules)
        await till.type(f"amox\\n{house.engine.issue('father').digits}\\n")
        await till.press("f9")
        await till.press("f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        assert house.engine.record_count() == 1
        print(*sorted(set(sys.modules) - before))

with newly_founded(Clock(), Path(sys.argv[1])) as house:
    asyncio.run(sell(house))
"""


def test_the_first_sale_loads_nothing_more(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "home")], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )
    assert (done.stdout.split(), done.returncode) == ([], 0), done.stderr
