"""What an institution has taken since its last closing: the X report; numbered and kept, the closing itself (Z)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from engine.model.codes import Event
from engine.model.movement import MoneyEvent
from engine.model.settlement import Settlement
from engine.money import Money, total

#: Who may have paid, and in whole.
PAYERS = ("total", "fund", "own_account", "mutual_aid", "wallet", "cash")
#: Money events of people, which are no institution's: a report tells them beside its own.
PERSONAL = frozenset(
    {Event.PREMIUM, MoneyEvent.CREDIT, MoneyEvent.ROLL, MoneyEvent.WALLET_SENT, MoneyEvent.WALLET_ACCEPTED, MoneyEvent.WALLET_RETURNED}
)
_SETTLED = frozenset({Event.SALE.value, Event.REFUND.value, Event.REVERSAL.value})
_OWN = frozenset({MoneyEvent.FLOAT.value, MoneyEvent.COUNT.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Settlements of one event, by payer. `cash` is what went into the drawer: the settlements' cash less what wallets paid of it."""

    event: str
    count: int
    total: Money
    fund: Money
    own_account: Money
    mutual_aid: Money
    wallet: Money
    cash: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Money events of one kind: what they brought and what they took."""

    event: str
    count: int
    came: Money
    went: Money

    @property
    def net(self) -> Money:
        """Above zero where more came than went."""
        return self.came - self.went


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorShare:
    """Settlements noted, and private sales booked, under an operator's name, net of what undid them.

    "" where nobody had signed in, or the till noted nothing. `cash` is what the operator brought into the drawer.
    """

    operator: str
    count: int
    total: Money
    cash: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Takings:
    """The records behind entry `after` up to entry `upto`, at one institution.

    `opening` was in the drawer then; `drawer` holds whatever moved its cash, by event; `counted` is the last count among them. `elsewhere`
    are money events of people meanwhile, which are no institution's and in no sum here.
    """

    institution: str
    after: int
    upto: int
    since: datetime | None
    taken: tuple[Taken, ...]
    operators: tuple[OperatorShare, ...]
    opening: Money
    drawer: tuple[Flow, ...]
    counted: Money | None = None
    counted_at: datetime | None = None
    elsewhere: tuple[Flow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing happened here."""
        return not self.taken and not self.drawer

    @property
    def net(self) -> Taken:
        """Sales less what undid them."""
        sums = {name: total(getattr(each, name) for each in self.taken) for name in PAYERS}
        return Taken(event="net", count=sum(each.count for each in self.taken), **sums)

    @property
    def average(self) -> Money | None:
        """A sale's total on average, rounded half-up to one fen; None without sales."""
        sales = next((each for each in self.taken if each.event == Event.SALE), None)
        return None if sales is None else Money.priced(Decimal(sales.total.fen) / Decimal(sales.count), Decimal("0.01"))

    @property
    def private(self) -> tuple[Flow, ...]:
        """Cash that came or went beside the insurance: whatever moved the drawer and is no settlement, change money or count."""
        return tuple(flow for flow in self.drawer if flow.event not in _SETTLED | _OWN)

    @property
    def private_cash(self) -> Money:
        """Its net."""
        return total(flow.net for flow in self.private)

    @property
    def cash_in(self) -> Money:
        """What came into the drawer."""
        return total(flow.came for flow in self.drawer)

    @property
    def cash_out(self) -> Money:
        """What went out of it."""
        return total(flow.went for flow in self.drawer)

    @property
    def expected(self) -> Money:
        """Cash in the drawer by the books."""
        return self.opening + self.cash_in - self.cash_out

    @property
    def miscounted(self) -> Money:
        """What counts found above (or, negative, below) the books, already booked."""
        return total(flow.net for flow in self.drawer if flow.event == MoneyEvent.COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A Z report: numbered from 1 at each institution, never changed. `operator` closed the day; "" where nobody had signed in."""

    institution: str
    number: int
    at: datetime
    operator: str
    takings: Takings


def taken_of(records: Iterable[Settlement]) -> tuple[Taken, ...]:
    """By event, in the order of `Event`."""
    by_event: dict[str, list[Settlement]] = {}
    for record in records:
        by_event.setdefault(record.event.value, []).append(record)
    return tuple(_taken(event.value, by_event[event.value]) for event in Event if event.value in by_event)


def _taken(event: str, records: list[Settlement]) -> Taken:
    figures = {name: total(getattr(record.figures, name) for record in records) for name in ("total", "fund", "own_account", "mutual_aid")}
    cash = total(record.coins for record in records)
    return Taken(event=event, count=len(records), **figures, wallet=total(record.wallet for record in records), cash=cash)
