"""A sale put aside, and the same sale taken up again. Pure.

What is kept is what was scanned and chosen. The payer's code is not: it lives for two minutes and is a credential; it has to be
scanned anew. Prices and items are those of the catalogue when the sale is taken up.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from engine.errors import BadInput
from engine.model.codes import AccountUse, Care
from engine.model.item import Item
from engine.model.trace import packs
from engine.money import Money, total
from pos.sale import OutcomeOpenError, Sale, SaleLine, is_quantity

_LONGEST_TRACE = 100


class ParkedLine(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """`name` is for naming an item that is gone from the catalogue. Raises ValueError where no till can have written it."""

    item: str
    name: str
    quantity: Decimal
    trace: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not is_quantity(self.quantity) or len(self.trace) > packs(self.quantity):
            raise ValueError("no line that a till parks")


class ParkedSale(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """`at` is the institution's id. `holder` is the id of whose code had been scanned, or empty: no credential, but the wallet is theirs.

    Raises ValueError where no till can have written it.
    """

    form: Literal["gongji-parked-sale-1"] = "gongji-parked-sale-1"
    at: str
    parked_at: datetime
    care: Care
    lines: tuple[ParkedLine, ...]
    holder: str = ""
    prescription: bool = False
    account: AccountUse = AccountUse.USE
    wallet: bool = False
    split: bool = True

    def __post_init__(self) -> None:
        traces = [code for line in self.lines for code in line.trace]
        sound = (
            bool(self.lines)
            and self.care is not Care.PREMIUM
            and self.parked_at.tzinfo is not None
            and len({line.item for line in self.lines}) == len(self.lines)
            and len(set(traces)) == len(traces)
            and all(code.isascii() and code.isprintable() and 0 < len(code) <= _LONGEST_TRACE for code in traces)
        )
        if not sound:
            raise ValueError("no sale that a till parks")

    def worth(self, items: Iterable[Item]) -> Money:
        """At the prices of `items`; what is not among them counts nothing."""
        return total(line.amount for line in self._sold(items))

    def _sold(self, items: Iterable[Item]) -> list[SaleLine]:
        known = {item.code: item for item in items}
        return [SaleLine(item=known[line.item], quantity=line.quantity, trace=line.trace) for line in self.lines if line.item in known]

    def gone(self, items: Iterable[Item]) -> tuple[str, ...]:
        """Names of what is not sold any more."""
        known = {item.code for item in items}
        return tuple(line.name for line in self.lines if line.item not in known)

    def taken_up(self, items: Iterable[Item], empty: Sale) -> Sale:
        """In the place of `empty`, which gives the idempotency key. Lines of items that are gone are left out."""
        return replace(
            empty,
            care=self.care,
            lines=tuple(self._sold(items)),
            split=self.split,
            prescription=self.prescription,
            account=self.account,
            wallet=self.wallet,
            wallet_of=self.holder if self.wallet else "",
        )


def parked(sale: Sale, at: datetime) -> ParkedSale:
    """Raises OutcomeOpenError: what may have been booked is settled first. BadInput `visit-not-parked` for what a hospital's window

    has opened: taken up again it would be a sale of no visit. ValueError for an empty basket.
    """
    if sale.open_outcome:
        raise OutcomeOpenError
    if sale.errand is not None:
        raise BadInput("visit-not-parked")
    return ParkedSale(
        at=sale.at,
        parked_at=at,
        care=sale.care,
        lines=tuple(ParkedLine(item=line.item.code, name=line.item.name, quantity=line.quantity, trace=line.trace) for line in sale.lines),
        holder=sale.payer.person.id if sale.payer else sale.wallet_of,
        prescription=sale.prescription,
        account=sale.account,
        wallet=sale.wallet,
        split=sale.split,
    )
