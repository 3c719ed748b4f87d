"""All editions that are known, and the one in force in a region on a day."""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import cast

from engine.errors import BadInput
from engine.policy.edition import Edition


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """`regions` has the editions of each region by date, and may read them only when it is asked. `of` refuses overlapping dates."""

    regions: Mapping[str, tuple[Edition, ...]]

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> "PolicyBook":
        """Raises BadInput `overlapping-editions` when two editions of a region claim the same day.

        An edition without `until` ends by itself the day before the next one; one with `until` must end before it.
        """
        regions: defaultdict[str, list[Edition]] = defaultdict(list)
        for edition in sorted(editions, key=lambda edition: edition.effective):
            regions[edition.region].append(edition)
        for earlier, later in (pair for each in regions.values() for pair in pairwise(each)):
            if (earlier.until or earlier.effective) >= later.effective:
                raise BadInput("overlapping-editions", first=earlier.name, second=later.name)
        return cls({region: tuple(each) for region, each in regions.items()})

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every one, by region and date; reads what was not read yet."""
        return tuple(edition for region in sorted(self.regions) for edition in self.regions[region])

    def in_force(self, region: str, day: date) -> Edition | None:
        """The edition of `region` that holds on `day`."""
        begun = [edition for edition in self.regions.get(region, ()) if edition.effective <= day]
        if not begun or (begun[-1].until is not None and begun[-1].until < day):
            return None
        return begun[-1]

    def named(self, name: str) -> Edition | None:
        """The edition that records refer to as REGION/EFFECTIVE."""
        return next((edition for edition in self.regions.get(name.partition("/")[0], ()) if edition.name == name), None)

    def replacing(self, editions: Iterable[Edition]) -> "PolicyBook":
        """These editions instead of every known edition of the same regions."""
        own = dict(PolicyBook.of(editions).regions)
        return PolicyBook(ChainMap(own, cast("dict[str, tuple[Edition, ...]]", self.regions)))
