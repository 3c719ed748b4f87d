"""Which days and which year a report is about. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from engine.errors import BadInput

_USUAL = timedelta(days=30)
_MOST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `first` to `last`, and the months of `last`'s year up to it."""

    first: date
    last: date

    @property
    def new_year(self) -> date:
        """First day of the year."""
        return date(self.last.year, 1, 1)


def period_of(today: date, *, first: date | None = None, last: date | None = None, year: int | None = None) -> Period:
    """What is left out: up to today, or to the end of a year gone by; from thirty days before. Raises BadInput `bad-period`."""
    if last is None:
        last = today if year is None or year == today.year else date(year, 12, 31)
    begin = date(last.year, 1, 1) if last.toordinal() <= _USUAL.days else max(date(last.year, 1, 1), last - _USUAL)
    first = begin if first is None else first
    if first > last or last - first > _MOST or (year is not None and year != last.year):
        raise BadInput("bad-period", first=first.isoformat(), last=last.isoformat(), year=year or last.year, most=_MOST.days)
    return Period(first=first, last=last)
