"""One sale as a state machine: lines, payer, estimate, agreement. Pure; every change is a new value."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from engine.errors import EngineError
from engine.model.bill import Bill, Line
from engine.model.codes import AccountUse, Care
from engine.model.item import Item
from engine.model.settlement import Quote
from engine.model.trace import packs
from engine.money import Money, total
from pos.errand import Errand
from pos.payer import Payer

#: Of one item in one sale: more is a bar code that went into the wrong field.
MOST_QUANTITY = Decimal(9999)
_DECIMALS = 4


class QuantityError(ValueError):
    """Not above 0, more than 9999, or more than four decimals."""


class TraceError(ValueError):
    """A trace code that stands in this sale already, or one more than there are packs: the wording's key."""


class OutcomeOpenError(RuntimeError):
    """The outcome of this sale is unknown: it may be tried again or reversed, not changed."""


def is_quantity(quantity: Decimal) -> bool:
    """Above 0, at most 9999, at most four decimals."""
    exponent = quantity.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DECIMALS and 0 < quantity <= MOST_QUANTITY


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine:
    """An item and how many of it; `trace` names the packs that were scanned."""

    item: Item
    quantity: Decimal
    trace: tuple[str, ...] = ()
    amount: Money = field(init=False, compare=False, repr=False)
    """Quantity x price, rounded once."""
    as_sold: Line = field(init=False, compare=False, repr=False)
    """As the engine wants it."""

    def __post_init__(self) -> None:
        if not is_quantity(self.quantity):
            raise QuantityError(str(self.quantity)[:40])
        object.__setattr__(self, "amount", Money.priced(self.quantity, self.item.price))  # once: all are summed up after each key
        object.__setattr__(self, "as_sold", Line(item=self.item, quantity=self.quantity, trace=self.trace))

    @property
    def packs(self) -> int:
        """How many trace codes it wants, where its item carries them."""
        return packs(self.quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """`key` is the idempotency key, one a sale. `split`: goods that are not medical are taken off, to be paid privately in cash.

    `quote` or `refusal` answers the last question put to the engine about this very bill. `agreed` is what the customer agreed to,
    set while the outcome of the settlement is unknown; `cash_sent` while that of a sale of all of it for cash is. `errand`: what it is
    for at a hospital, where it is no plain sale. `wallet_of`: of a sale taken up again, the id of the holder whose wallet was asked
    for; that holder's code is to be scanned anew.
    """

    key: str
    at: str = ""
    care: Care = Care.PHARMACY
    lines: tuple[SaleLine, ...] = ()
    split: bool = True
    payer: Payer | None = None
    prescription: bool = False
    account: AccountUse = AccountUse.USE
    wallet: bool = False
    wallet_of: str = ""
    quote: Quote | None = None
    refusal: EngineError | None = None
    agreed: Quote | None = None
    cash_sent: bool = False
    errand: Errand | None = None
    insured: tuple[SaleLine, ...] = field(init=False, compare=False, repr=False)
    """What the engine is asked about."""
    private: tuple[SaleLine, ...] = field(init=False, compare=False, repr=False)
    """What was taken off the insurance sale."""

    def __post_init__(self) -> None:
        # once: the screen asks for both several times a key
        object.__setattr__(self, "insured", tuple(line for line in self.lines if not self.split or line.item.medical))
        object.__setattr__(self, "private", tuple(line for line in self.lines if self.split and not line.item.medical))

    # what it is

    @property
    def bill(self) -> Bill:
        """The insurance part, and what is bought privately with it, as the engine wants them."""
        return Bill(
            at=self.at,
            care=self.care if self.errand is None else self.errand.care,
            lines=tuple(line.as_sold for line in self.insured),
            prescription=self.prescription,
            account=self.account,
            wallet=self.wallet,
            private=tuple(line.as_sold for line in self.private),
        )

    @property
    def gross(self) -> Money:
        """Everything in the basket."""
        return total(line.amount for line in self.lines)

    @property
    def private_total(self) -> Money:
        """Cash for what was taken off."""
        return total(line.amount for line in self.private)

    @property
    def pieces(self) -> Decimal:
        """All quantities together."""
        return sum((line.quantity for line in self.lines), Decimal(0))

    @property
    def ready(self) -> bool:
        """Worth asking the engine: somebody pays and something is bought."""
        return self.payer is not None and bool(self.insured)

    @property
    def not_medical(self) -> Item | None:
        """The first item that keeps the insurance sale from being made."""
        return next((line.item for line in self.insured if not line.item.medical), None)

    @property
    def open_outcome(self) -> bool:
        """It was sent to be booked and no reply came."""
        return self.agreed is not None or self.cash_sent

    # what may happen to it

    def add(self, item: Item, quantity: Decimal = Decimal(1)) -> "Sale":
        """The same item again adds up. Raises QuantityError, OutcomeOpenError."""
        lines = list(self.lines)
        for index, line in enumerate(lines):
            if line.item.code == item.code:
                lines[index] = SaleLine(item=item, quantity=line.quantity + quantity, trace=line.trace)
                return replace(self._open(), lines=tuple(lines))
        return replace(self._open(), lines=(*lines, SaleLine(item=item, quantity=quantity)))

    def place(self, item: Item) -> int:
        """The index of the item's line. Raises ValueError when it has none."""
        return [line.item.code for line in self.lines].index(item.code)

    def set_quantity(self, index: int, quantity: Decimal) -> "Sale":
        """Of fewer packs, the last codes are dropped. Raises QuantityError, OutcomeOpenError, IndexError."""
        changed = replace(self.lines[index], quantity=quantity)
        return self._with(index, replace(changed, trace=changed.trace[: changed.packs]))

    def attach(self, index: int, code: str) -> "Sale":
        """A pack's trace code to a line. Raises TraceError, OutcomeOpenError, IndexError."""
        line = self.lines[index]
        if any(code in other.trace for other in self.lines):
            raise TraceError("till.trace-again")
        if len(line.trace) >= line.packs:
            raise TraceError("till.trace-full")
        return self._with(index, replace(line, trace=(*line.trace, code)))

    def _with(self, index: int, line: SaleLine) -> "Sale":
        return replace(self._open(), lines=(*self.lines[:index], line, *self.lines[index + 1 :]))

    def void(self, index: int) -> "Sale":
        """Take a line out."""
        return replace(self._open(), lines=(*self.lines[:index], *self.lines[index + 1 :]))

    def split_off(self, *, split: bool = True) -> "Sale":
        """Take what is not medical off the insurance sale, or put it back."""
        return replace(self._open(), split=split)

    def identified(self, payer: Payer | None) -> "Sale":
        """Somebody's code was scanned, or (None) the payer is taken away. Another holder's wallet was not asked for."""
        asked = self.payer.person.id if self.payer else self.wallet_of
        same = payer is not None and payer.person.id == asked
        return replace(self._open(), payer=payer, wallet=self.wallet and same, wallet_of="")

    def prescribed(self, *, prescription: bool) -> "Sale":
        """With an electronic prescription or without."""
        return replace(self._open(), prescription=prescription)

    def using(self, account: AccountUse) -> "Sale":
        """How the personal account is used."""
        return replace(self._open(), account=account)

    def paying_from_wallet(self, *, wallet: bool) -> "Sale":
        """What would be cash, from the holder's wallet first or not."""
        return replace(self._open(), wallet=wallet)

    def next_account(self) -> "Sale":
        """Use it, not at all, ask for mutual aid by name, and round again."""
        ways = tuple(AccountUse)
        return self.using(ways[(ways.index(self.account) + 1) % len(ways)])

    def answered(self, bill: Bill, payer: Payer, answer: Quote | EngineError) -> "Sale":
        """The engine's answer about `bill`; one that comes too late, about another bill or payer, changes nothing."""
        if self.open_outcome or payer is not self.payer or bill != self.bill:
            return self
        if isinstance(answer, EngineError):
            return replace(self, quote=None, refusal=answer)
        return replace(self, quote=answer, refusal=None)

    def lost(self, agreed: Quote) -> "Sale":
        """No reply came to the settlement of `agreed`."""
        return replace(self, agreed=agreed)

    def cash_lost(self) -> "Sale":
        """No reply came to the sale of all of it for cash."""
        return replace(self, cash_sent=True)

    def found_again(self) -> "Sale":
        """It is known now that nothing stands in the books under the key: the sale is open as before, its code to be scanned anew."""
        return replace(self, agreed=None, cash_sent=False, payer=None, quote=None, refusal=None)

    def next(self, key: str) -> "Sale":
        """An empty one at the same till."""
        return Sale(key=key, at=self.at, care=self.care)

    def _open(self) -> "Sale":
        """Any change makes the last answer worthless."""
        if self.open_outcome:
            raise OutcomeOpenError
        return replace(self, quote=None, refusal=None)
