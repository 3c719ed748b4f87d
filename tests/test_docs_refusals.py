"""docs/refusals.md is made from the code: every refusal, what it says, and the scenario that shows it.

GONGJI_WRITE_DOCS=1 writes it anew.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import RefusalCode
from pos.play import read_scenario
from pos.wording.say import table

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "refusals.md"
HEAD = """# Refusals · 拒绝代码

Every refusal of a business rule: its code, what it says, and a scenario that shows it. The code is stable and never reused; scripts read
it from standard error, or as `refused` with `--json`. The exit code is 1. A refused sale writes nothing and uses no code up; only after
`outcome-unknown` it may have been booked, which the same key finds out.

业务规则的每一种拒绝：代码、提示、演示场景。代码固定不变。被拒绝的结算不记账、不消耗医保码；
只有 `outcome-unknown` 可能已入账，用同一流水号重试即知。

Made from `engine.errors.RefusalCode` and `pos/wording/refusals.py` by `tests/test_docs_refusals.py`; do not edit by hand.

| code | 中文 | English | shown by |
|---|---|---|---|
"""
TAIL = """
Play one: `gongji play fixtures/scenarios/refusals/CODE.toml`.

## Not refusals · 不是拒绝

What was called wrongly, or cannot be read, written or opened, has a code too: `error` with `--json`. The exit code is 2 when the call or a
file that it names is wrong, 3 for `internal`, else 1. 调用有误或读写不了的，也有代码。

| code | 中文 | English |
|---|---|---|
"""


def shown(sentence: str) -> str:
    """The blanks that facts fill, in a way that Markdown leaves alone."""
    return re.sub(r"\{(\w+)\}", lambda blank: f"‹{blank[1].replace('_', ' ')}›", sentence).replace("|", "\\|")


@cache
def scenarios() -> dict[str, list[str]]:
    """By the refusal that a step expects: the scenarios, those of its own name first."""
    found: dict[str, list[str]] = {}
    folder = ROOT / "fixtures" / "scenarios"
    for file in sorted([*folder.glob("refusals/*.toml"), *folder.glob("*.toml")], key=lambda file: (file.parent == folder, file.name)):
        for step in read_scenario(file).steps:
            code = str((step.expect or {}).get("refused", ""))
            if code and file.name not in found.setdefault(code, []):
                found[code].append(file.name)
    return found


def path(code: str) -> str:
    own = f"{code}.toml"
    first = own if own in scenarios()[code] else scenarios()[code][0]
    return f"refusals/{first}" if (ROOT / "fixtures" / "scenarios" / "refusals" / first).exists() else first


def rows() -> Iterator[str]:
    for code in RefusalCode:
        chinese, english = table()[f"refusal.{code}"]
        file = path(code)
        yield f"| `{code}` | {shown(chinese)} | {shown(english)} | [{file}](../fixtures/scenarios/{file}) |\n"


def troubles() -> Iterator[str]:
    """All but the one fragment that stands for a picture without a name."""
    for key, (chinese, english) in sorted(table().items()):
        if key.startswith("trouble.") and key != "trouble.the-picture":
            yield f"| `{key.removeprefix('trouble.')}` | {shown(chinese)} | {shown(english)} |\n"


def page() -> str:
    return HEAD + "".join(rows()) + TAIL + "".join(troubles())


def test_every_refusal_is_shown_by_a_scenario() -> None:
    assert set(RefusalCode) <= set(scenarios())


def test_the_page_is_current() -> None:
    if os.environ.get("GONGJI_WRITE_DOCS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "make it anew: GONGJI_WRITE_DOCS=1 pytest tests/test_docs_refusals.py"
