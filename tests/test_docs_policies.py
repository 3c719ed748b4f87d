"""The table of shipped editions in docs/policies.md is made from the editions and the scenarios that show them.

GONGJI_WRITE_DOCS=1 writes it anew.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.policy.load import shipped
from pos.play import Player
from tests.engine.figures import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.policy.edition import Edition

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "policies.md"
SCENARIOS = ROOT / "fixtures" / "scenarios" / "regions"
BEGIN, END = "<!-- editions: made by tests/test_docs_policies.py -->\n", "<!-- end of editions -->\n"
HEAD = "| edition | region | from | until | S | s | I | A | what it shows |\n|---|---|---|---|---|---|---|---|---|\n"


@cache
def shown_by() -> dict[str, list[tuple[str, str]]]:
    """By the edition that a sale was settled under: (file, title) of the scenarios in `regions`."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(SCENARIOS.glob("*.toml")):
        player = Player(file, lang="en", passes=str)
        for _ in player.lines():
            pass
        for name in sorted({record.edition for record in player.engine.journal(1000) if record.edition}):
            found.setdefault(name, []).append((file.name, player.file.title))
    return found


def row(edition: Edition) -> str:
    day = next(source for source in edition.sources if source.key == "effective")
    shows = "; ".join(f"[{title}](../fixtures/scenarios/regions/{file})" for file, title in shown_by()[edition.name])
    counts = " | ".join(str(count) for count in marks(edition).values())
    return (
        f"| `{edition.name}` | {edition.zh} {edition.en} | {edition.effective} `{day.mark}` "
        f"| {edition.until or ''} | {counts} | {shows} |\n"
    )


def rows() -> Iterator[str]:
    for edition in shipped().editions:
        yield row(edition)


def test_every_shipped_edition_is_shown_by_a_scenario() -> None:
    assert set(shown_by()) == {edition.name for edition in shipped().editions}


def test_the_table_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    current = before + BEGIN + HEAD + "".join(rows()) + END + after
    if os.environ.get("GONGJI_WRITE_DOCS"):
        PAGE.write_text(current, encoding="utf-8")
        text = current
    assert text == current, "make it anew: GONGJI_WRITE_DOCS=1 pytest tests/test_docs_policies.py"
