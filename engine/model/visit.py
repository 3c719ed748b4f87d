"""A visit 就诊 to a hospital, and what it has come to: waiting for the doctor, billed, paid, or called off. No money stands in it.

Each state holds only what is true in it: there are no medicines to hand out of a bill that is not paid.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from engine.model.codes import Care
from engine.model.trace import ONE_PACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where somebody wants to be seen; `doctor` empty: by anybody."""

    institution: str
    department: str
    doctor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """挂号. `number` is the place in the queue of the department that day; `doctor` is empty where anybody may see the patient.

    `fee` is the item that was charged, `settlement` the one that charged it; both None where it was free. `key` makes it happen once.
    """

    visit: str
    institution: str
    person: str
    department: str
    number: int
    at: datetime
    doctor: str = ""
    shown_by: str | None = None
    fee: str | None = None
    settlement: str | None = None
    key: str | None = None

    def __post_init__(self) -> None:
        if (self.fee is None) != (self.settlement is None):
            msg = f"visit {self.visit}: a fee and the settlement that charged it go together"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """So much of an item; `service` is an examination or the like, which is done and not handed out."""

    item: str
    name: str
    quantity: Decimal
    service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """医嘱: what the doctor ordered, as the outpatient bill has it, each item once."""

    lines: tuple[OrderLine, ...]
    care: Care = Care.OUTPATIENT
    prescription: bool = True
    doctor: str = ""

    def __post_init__(self) -> None:
        if not self.lines or self.care not in {Care.OUTPATIENT, Care.CHRONIC}:
            msg = "an outpatient bill has lines, and outpatient or chronic care"
            raise ValueError(msg)

    @property
    def quantities(self) -> dict[str, Decimal]:
        """By item."""
        return {line.item: line.quantity for line in self.lines}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """So much of an item as it is paid, handed out or brought back; `trace` names the drug trace codes of its packs."""

    item: str
    quantity: Decimal
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """An item of a paid bill that is to be handed out, and how much of it is.

    `packs` are the trace codes that were paid for, with the part of its pack that each stands for (in `ONE_PACK`s);
    `packs_out` those that the patient has.
    """

    item: str
    name: str
    quantity: Decimal
    packs: tuple[tuple[str, int], ...] = ()
    out: Decimal = Decimal(0)
    packs_out: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        coded = sum(part for _, part in self.packs)
        known = self.packs_out <= {code for code, _ in self.packs}
        if not known or not 0 <= self.out <= self.quantity or not 0 <= self.uncoded_out <= self.quantity * ONE_PACK - coded:
            msg = f"{self.item}: {self.out} of {self.quantity} cannot be out, with packs {sorted(self.packs_out)}"
            raise ValueError(msg)

    @property
    def left(self) -> Decimal:
        """Paid, and not handed out."""
        return self.quantity - self.out

    @property
    def packs_left(self) -> tuple[str, ...]:
        """Codes that are paid for, and not handed out."""
        return tuple(code for code, _ in self.packs if code not in self.packs_out)

    def parts(self, codes: frozenset[str]) -> int:
        """How much these packs stand for, in parts of `ONE_PACK`."""
        return sum(part for code, part in self.packs if code in codes)

    @property
    def uncoded_out(self) -> int:
        """What the patient has without a trace code, in parts of `ONE_PACK`."""
        return int(self.out * ONE_PACK) - self.parts(self.packs_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Registered, not yet seen."""

    registration: Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """Seen by the doctor; the bill is open. It is open again when its settlement was undone."""

    registration: Registration
    orders: Orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """`settlement` is the one that stands: the first, or what remains after a partial return."""

    registration: Registration
    orders: Orders
    settlement: str
    goods: tuple[Goods, ...]

    @property
    def waiting(self) -> bool:
        """Something is left to hand out."""
        return any(goods.left for goods in self.goods)

    @property
    def handed_out(self) -> bool:
        """The patient has some of it."""
        return any(goods.out for goods in self.goods)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """退号: called off before it was seen."""

    registration: Registration


Visit = Waiting | Billed | Paid | Cancelled


def state_of(visit: Visit) -> str:
    """In a word, as scripts read it: registered, ordered, paid, partly-collected, collected or cancelled.

    A paid bill without medicines stays `paid`: there is nothing to collect.
    """
    if isinstance(visit, Paid):
        if not visit.handed_out:
            return "paid"
        return "partly-collected" if visit.waiting else "collected"
    return {Waiting: "registered", Billed: "ordered", Cancelled: "cancelled"}[type(visit)]
