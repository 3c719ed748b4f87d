"""The catalogue of magic people, codes and amounts: for every refusal and every outcome the steps that provoke it.

What to type and what is seen is told from the same steps that a test plays (`pos.magic_words`), so that it cannot differ from them.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins

from engine.errors import RefusalCode
from engine.service.context import CHINA
from pos.paths import SHIPPED
from pos.play import Player, Result
from pos.scenario import AnyStep, ScenarioFile
from pos.step import Said
from pos.toml_file import read_toml
from pos.training import training_tables
from pos.wording.say import Lang
from pos.world import WorldFile

#: A working day in autumn: after trace codes became required, and with the wallet open.
_CLOCK = datetime(2025, 11, 21, 9, tzinfo=CHINA)


class Entry(Struct, kw_only=True, forbid_unknown_fields=True):
    """`name` is the code of the refusal, or the outcome's; `say` is needed for an outcome alone: a refusal has its own sentence.

    The last of the `steps` is what it is about. `by_command`: the till would not let it come so far, the command line does.
    `scenario` is a file in fixtures/scenarios, where neither can.
    """

    name: str
    steps: list[AnyStep]
    say: Said | None = None
    by_command: bool = False
    scenario: str = ""

    def __post_init__(self) -> None:
        if not self.steps or self.steps[-1].expect is None:
            raise ValueError(f"{self.name}: the last step says what to expect")
        if self.refusal is None and self.say is None:
            raise ValueError(f"{self.name}: an outcome needs `say`")

    @property
    def refusal(self) -> RefusalCode | None:
        """What its last step is refused with, where that is what the entry is about."""
        code = (self.steps[-1].expect or {}).get("refused")
        return RefusalCode(code) if code == self.name else None


class CatalogueFile(Struct, kw_only=True, forbid_unknown_fields=True):
    """The whole list, in the order in which it is shown."""

    entries: list[Entry]

    def world(self) -> None:
        """Raises ValueError where two entries have one name."""
        names = [entry.name for entry in self.entries]
        if len(set(names)) < len(names):
            raise ValueError("two entries have the same name")


@cache
def entries() -> Sequence[Entry]:
    """All of them."""
    return tuple(read_toml(SHIPPED / "demo" / "catalogue.toml", CatalogueFile, code="bad-scenario").entries)


def provoked(entry: Entry, lang: Lang, tables: WorldFile | None = None) -> tuple[Sequence[Result], bool]:
    """Play it on fresh books of the training world, or of another: the results, and whether all came as the entry says."""
    world = tables or training_tables()
    file = ScenarioFile(
        clock=_CLOCK,
        people=world.people,
        institutions=world.institutions,
        items=world.items,
        family_accounts=world.family_accounts,
        grants=world.grants,
        steps=entry.steps,
    )
    player = Player(Path("catalogue.toml"), lang=lang, passes=str, file=file)
    *results, _end = player.lines()
    return results, player.good


def steps_of(entry: Entry) -> list[dict[str, Any]]:
    """As they stand in a scenario file, without what is left out there."""
    plain: list[dict[str, Any]] = [to_builtins(step, enc_hook=str) for step in entry.steps]
    return [{key: value for key, value in step.items() if value not in (None, "", False, [])} for step in plain]
