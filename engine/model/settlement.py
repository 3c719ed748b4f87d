"""Who pays what: the figures, a quote of them, and the settlement record that the books keep."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from engine.model.bill import Bill
from engine.model.codes import AccountUse, Care, Event, ItemClass, Why
from engine.model.maker import maker
from engine.model.step import Step
from engine.model.year import Accrual
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The split of one bill in fen. Built only if it adds up and has one sign throughout (a refund is all negative)."""

    total: Money
    off_catalogue: Money
    over_limit: Money
    first_share: Money
    in_scope: Money
    deductible: Money
    fund: Money
    burden: Money
    own_account: Money
    mutual_aid: Money
    cash: Money

    def __post_init__(self) -> None:
        fen = [amount.fen for amount in _amounts(self)]
        whole, off, over, first, scope, _deductible, fund, burden, own, aid, cash = fen
        adds_up = whole == off + over + first + scope == fund + burden and burden == own + aid + cash
        if not adds_up or min(fen) < 0 < max(fen):
            msg = f"figures do not add up: {self.by_name()}"
            raise ValueError(msg)

    def by_name(self) -> dict[str, Money]:
        """Every figure by its name, in the order they are derived."""
        return dict(zip(Figures.__slots__, _amounts(self), strict=True))

    def negated(self) -> "Figures":
        """The figures of a refund or reversal of these."""
        return Figures(**{name: -amount for name, amount in self.by_name().items()})


_amounts: Callable[[Figures], tuple[Money, ...]] = attrgetter(*Figures.__slots__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What one authoriser's account pays.

    `prior_year` is the part taken from its prior-year balance, `year` the calendar year whose limit it counts in.
    """

    authoriser: str
    grant: int
    amount: Money
    prior_year: Money
    year: str

    def negated(self) -> "Draw":
        """The draw of a refund: back to the account, the limit and the year it came from."""
        return replace(self, amount=-self.amount, prior_year=-self.prior_year)


make_draw = maker(Draw)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A grant that paid nothing, and why."""

    authoriser: str
    grant: int
    why: Why


make_passed_over = maker(PassedOver)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSplit:
    """One line and where its amount falls; `price` is yuan a unit as sold, `trace` the drug trace codes of its packs."""

    code: str
    name: str
    item_class: ItemClass
    quantity: Decimal
    price: Decimal
    total: Money
    off_catalogue: Money
    over_limit: Money
    first_share: Money
    in_scope: Money
    trace: tuple[str, ...] = ()

    def negated(self) -> "LineSplit":
        """The line of a refund: as many back."""
        return replace(
            self,
            quantity=-self.quantity,
            total=-self.total,
            off_catalogue=-self.off_catalogue,
            over_limit=-self.over_limit,
            first_share=-self.first_share,
            in_scope=-self.in_scope,
        )


make_line_split = maker(LineSplit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A pre-settlement 预结算: what would be paid now. Nothing is written. `edition` is REGION/EFFECTIVE.

    `wallet` is the part of the cash that the holder's wallet pays.
    """

    bill: Bill
    holder: str
    shown_by: str | None
    at: datetime
    edition: str
    figures: Figures
    lines: tuple[LineSplit, ...]
    draws: tuple[Draw, ...]
    passed_over: tuple[PassedOver, ...]
    steps: tuple[Step, ...]
    own_prior_year: Money
    own_before: Money
    accruals: tuple[Accrual, ...]
    wallet: Money = Money.ZERO

    @property
    def coins(self) -> Money:
        """The cash that goes into the drawer."""
        return self.figures.cash - self.wallet


make_quote = maker(Quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One record of the books, never changed. A refund or reversal is a record of its own, all negative, that names what it `undoes`.

    `own_after` is the holder's balance after it; `own_prior_year` the prior-year part that the own account paid; `wallet` the part of the
    cash that the holder's wallet paid. What remains of a sale after a partial return is a sale that `replaces`
    it: judged by that sale's day, booked on its own.
    """

    id: str
    event: Event
    at: datetime
    institution: str | None
    care: Care
    prescription: bool
    holder: str
    shown_by: str | None
    edition: str
    figures: Figures
    lines: tuple[LineSplit, ...]
    draws: tuple[Draw, ...]
    passed_over: tuple[PassedOver, ...]
    steps: tuple[Step, ...]
    own_prior_year: Money
    own_after: Money
    accruals: tuple[Accrual, ...]
    region: str
    insurance: str
    key: str | None = None
    undoes: str | None = None
    replaces: str | None = None
    account: AccountUse = AccountUse.USE
    wallet: Money = Money.ZERO

    @property
    def coins(self) -> Money:
        """The cash that went into the drawer, or came out of it."""
        return self.figures.cash - self.wallet


make_settlement = maker(Settlement)
