"""Movement -> entry: the accountant's page for money events that are no settlements."""

from engine.ledger.accounts import TRANSIT, contributions, drawer, over_short, personal, safe, wallet
from engine.ledger.entry import Entry, Posting
from engine.model.movement import MoneyEvent, Movement


def movement_entry(movement: Movement) -> Entry:  # noqa: PLR0911 - one line an event reads best
    """What one account loses another gains. A roll moves the prior-year part alone; only personal accounts have such a part."""
    holder, amount, prior_year = movement.holder, movement.amount, movement.prior_year
    account_gains = Posting(account=personal(holder), amount=amount, prior_year=prior_year)
    drawer_gains = Posting(account=drawer(holder), amount=amount)
    match movement.event:
        case MoneyEvent.CREDIT:
            return Entry.of(Posting(account=contributions(movement.region), amount=-amount), account_gains)
        case MoneyEvent.ROLL:
            return Entry.of(account_gains)
        case MoneyEvent.WALLET_SENT:
            return Entry.of(
                Posting(account=personal(holder), amount=-amount, prior_year=-prior_year), Posting(account=TRANSIT, amount=amount)
            )
        case MoneyEvent.WALLET_ACCEPTED:
            return Entry.of(Posting(account=TRANSIT, amount=-amount), Posting(account=wallet(holder), amount=amount))
        case MoneyEvent.WALLET_RETURNED:
            return Entry.of(Posting(account=TRANSIT, amount=-amount), account_gains)
        case MoneyEvent.FLOAT:
            return Entry.of(Posting(account=safe(holder), amount=-amount), drawer_gains)
        case MoneyEvent.COUNT:
            return Entry.of(Posting(account=over_short(holder), amount=-amount), drawer_gains)
