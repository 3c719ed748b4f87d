"""All editions that are loaded, and the one in force in a region on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from engine.errors import BadInput
from engine.policy.edition import Edition


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Editions sorted by region and date. Built by `of`, which refuses overlapping dates."""

    editions: tuple[Edition, ...]

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> "PolicyBook":
        """Raises BadInput `overlapping-editions` when two editions of a region claim the same day.

        An edition without `until` ends by itself the day before the next one; one with `until` must end before it.
        """
        ordered = sorted(editions, key=lambda edition: (edition.region, edition.effective))
        for earlier, later in pairwise(ordered):
            last_day = earlier.until or earlier.effective
            if earlier.region == later.region and last_day >= later.effective:
                raise BadInput("overlapping-editions", first=earlier.name, second=later.name)
        return cls(tuple(ordered))

    def in_force(self, region: str, day: date) -> Edition | None:
        """The edition of `region` that holds on `day`."""
        begun = [edition for edition in self.editions if edition.region == region and edition.effective <= day]
        if not begun or (begun[-1].until is not None and begun[-1].until < day):
            return None
        return begun[-1]

    def named(self, name: str) -> Edition | None:
        """The edition that records refer to as REGION/EFFECTIVE."""
        return next((edition for edition in self.editions if edition.name == name), None)

    def replacing(self, editions: Iterable[Edition]) -> "PolicyBook":
        """These editions instead of every known edition of the same regions."""
        own = tuple(editions)
        regions = {edition.region for edition in own}
        return PolicyBook.of((*own, *(edition for edition in self.editions if edition.region not in regions)))
