"""What a day's private sales brought in, apart from what is reconciled with the bureau. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.model.private import PrivateEvent, PrivateSale
from engine.money import Money, total
from pos.wording.say import Lang, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Takings:
    """`back` is below zero: what was refunded or reversed. What remains after a partial return counts as sold anew."""

    sold: int
    returned: int
    taken: Money
    back: Money

    @property
    def net(self) -> Money:
        """What stays in the drawer."""
        return self.taken + self.back


def takings_of(records: Iterable[PrivateSale]) -> Takings:
    """Of one day."""
    listed = list(records)
    sold = [record.total for record in listed if record.event is PrivateEvent.SALE]
    back = [record.total for record in listed if record.event is not PrivateEvent.SALE]
    return Takings(sold=len(sold), returned=len(back), taken=total(sold), back=total(back))


def private_lines(lang: Lang, records: Iterable[PrivateSale]) -> list[str]:
    """One line; none where nothing was sold privately."""
    takings = takings_of(records)
    if not takings.sold and not takings.returned:
        return []
    return [
        say(
            lang,
            "private.day",
            sold=takings.sold,
            returned=takings.returned,
            taken=takings.taken,
            back=takings.back,
            net=takings.net,
        )
    ]
