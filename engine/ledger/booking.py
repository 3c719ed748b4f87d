"""Settlement -> entry: the accountant's page. A refund's figures are negative, so the same page books it backwards."""

from engine.ledger.accounts import OPENING, PUBLIC, claims, drawer, fund, personal, premium, wallet
from engine.ledger.entry import Entry, Posting
from engine.model.codes import Event
from engine.model.purse import Balance
from engine.model.settlement import Settlement


def entry_of(settlement: Settlement) -> Entry:
    """Payers lose, the institution (or the region, for a premium) gains."""
    figures = settlement.figures
    payers = (
        Posting(account=personal(settlement.holder), amount=-figures.own_account, prior_year=-settlement.own_prior_year),
        *(Posting(account=personal(draw.authoriser), amount=-draw.amount, prior_year=-draw.prior_year) for draw in settlement.draws),
        Posting(account=fund(settlement.region, settlement.insurance), amount=-figures.fund),
        Posting(account=wallet(settlement.holder), amount=-settlement.wallet),
        Posting(account=PUBLIC, amount=-settlement.coins),
    )
    if settlement.event is Event.PREMIUM or settlement.institution is None:
        return Entry.of(*payers, Posting(account=premium(settlement.region), amount=figures.total))
    return Entry.of(
        *payers,
        Posting(account=claims(settlement.institution), amount=figures.total - settlement.coins),
        Posting(account=drawer(settlement.institution), amount=settlement.coins),
    )


def opening_entry(person: str, balance: Balance) -> Entry:
    """A person's opening balance."""
    return Entry.of(
        Posting(account=OPENING, amount=-balance.all),
        Posting(account=personal(person), amount=balance.all, prior_year=balance.prior_year),
    )
