"""Where a figure of an edition comes from, and how well it is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """How well a figure is known: sourced, sourced from a weak page, inferred, assumed."""

    SOURCED = "S"
    WEAK = "s"
    INFERRED = "I"
    ASSUMED = "A"


_NO_FACTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure comes from."""

    key: str
    title: str
    mark: Mark
    #: What a step says of it.
    facts: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", {"source": self.key, "mark": str(self.mark)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The source of a table, and of single figures in it that have another."""

    table: Source | None = None
    figures: Mapping[str, Source] = field(default_factory=dict)

    def of(self, figure: str) -> Mapping[str, str]:
        """Facts for a step: the source's key and mark; empty where the edition names none."""
        source = self.figures.get(figure, self.table)
        return _NO_FACTS if source is None else source.facts
