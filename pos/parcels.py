"""What of a visit's medicines may go over the pharmacy's counter, piece by piece: each pack with a trace code for itself. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.model.trace import ONE_PACK
from engine.model.visit import Goods, Handed, Paid

_ONE, _NONE = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """`room` of an item may move, `moving` does."""

    item: str
    name: str
    room: Decimal
    trace: str | None = None
    moving: Decimal = _NONE

    def more(self) -> "Parcel":
        """One more, or what is left of one."""
        return replace(self, moving=min(self.room, self.moving + _ONE))

    def fewer(self) -> "Parcel":
        """One fewer."""
        return replace(self, moving=max(_NONE, self.moving - _ONE))

    def turned(self) -> "Parcel":
        """All of it, or nothing."""
        return replace(self, moving=_NONE if self.moving == self.room else self.room)


def parcels_of(visit: Paid, *, back: bool) -> tuple[Parcel, ...]:
    """What is left to hand out, all of it chosen but packs with a code, which are to be scanned; or (`back`) what is out, none chosen."""
    return tuple(parcel for goods in visit.goods for parcel in _parcels(goods, back=back))


def _parcels(goods: Goods, *, back: bool) -> Iterator[Parcel]:
    codes = [(code, part) for code, part in goods.packs if (code in goods.packs_out) is back]
    loose = (goods.out if back else goods.left) - sum((Decimal(part) / ONE_PACK for _, part in codes), _NONE)
    if loose > 0:
        yield Parcel(item=goods.item, name=goods.name, room=loose, moving=_NONE if back else loose)
    for code, part in codes:
        yield Parcel(item=goods.item, name=goods.name, room=Decimal(part) / ONE_PACK, trace=code)


def scanned(parcels: Sequence[Parcel], code: str) -> tuple[Parcel, ...] | None:
    """With that pack chosen; None where it is none of them."""
    if all(parcel.trace != code for parcel in parcels):
        return None
    return tuple(replace(parcel, moving=parcel.room) if parcel.trace == code else parcel for parcel in parcels)


def handed(parcels: Iterable[Parcel]) -> list[Handed]:
    """As the engine wants to be told."""
    return [
        Handed(item=parcel.item, quantity=parcel.moving, trace=() if parcel.trace is None else (parcel.trace,))
        for parcel in parcels
        if parcel.moving
    ]
