"""Who pays, as the till shows it."""

from dataclasses import dataclass, field

from engine.model.person import Person
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Whose code was scanned: the holder, whose settlement it is. `presenter` is the phone's owner where that is a relative.

    `balance` None: no personal account; `wallet`: what the holder's wallet holds. `authorisers` are the names of the
    relatives whose grants are in force.
    """

    code: str = field(repr=False)
    person: Person
    presenter: Person | None = None
    balance: Money | None = None
    authorisers: tuple[str, ...] = ()
    wallet: Money = Money.ZERO
