"""Settlement -> entry: the accountant's page. A refund's figures are negative, so the same page books it backwards."""

from engine.ledger.accounts import OPENING, PUBLIC, AccountName, claims, drawer, fund, personal, premium, wallet
from engine.ledger.entry import Entry, Posting, make_posting
from engine.model.codes import Event
from engine.model.purse import Balance
from engine.model.settlement import Settlement
from engine.money import Money

_PREMIUM = Event.PREMIUM  # looked up once: on Python 3.11 naming a member costs as much as a call


def entry_of(settlement: Settlement) -> Entry:
    """Payers lose, the institution (or the region, for a premium) gains."""
    figures = settlement.figures
    coins, institution = settlement.coins, settlement.institution
    payers = (
        _gains(personal(settlement.holder), -figures.own_account, -settlement.own_prior_year),
        *[_gains(personal(draw.authoriser), -draw.amount, -draw.prior_year) for draw in settlement.draws],
        _gains(fund(settlement.region, settlement.insurance), -figures.fund),
        _gains(wallet(settlement.holder), -settlement.wallet),
        _gains(PUBLIC, -coins),
    )
    if settlement.event is _PREMIUM or institution is None:
        return Entry.of(*payers, _gains(premium(settlement.region), figures.total))
    return Entry.of(*payers, _gains(claims(institution), figures.total - coins), _gains(drawer(institution), coins))


def _gains(account: AccountName, amount: Money, prior_year: Money = Money.ZERO) -> Posting:
    return make_posting(account=account, amount=amount, prior_year=prior_year)


def opening_entry(person: str, balance: Balance) -> Entry:
    """A person's opening balance."""
    return Entry.of(
        Posting(account=OPENING, amount=-balance.all),
        Posting(account=personal(person), amount=balance.all, prior_year=balance.prior_year),
    )
