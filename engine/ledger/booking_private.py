"""Private sale -> entry: the accountant's page for goods that no insurance pays."""

from engine.ledger.accounts import drawer, private
from engine.ledger.entry import Entry, Posting
from engine.model.private import PrivateSale


def private_entry(record: PrivateSale) -> Entry:
    """The public pays, the institution's drawer gains; of what is given back, the other way round, by the sign of its lines."""
    return Entry.of(
        Posting(account=private(record.institution), amount=-record.total),
        Posting(account=drawer(record.institution), amount=record.total),
    )
