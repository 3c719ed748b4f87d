"""The sums of a settlement as the bureau reports them (handbook section 7, identities 1 to 7).

They move no fen: regions only add up differently.
"""

from dataclasses import dataclass, fields

from engine.model.settlement import Figures
from engine.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """`account_sum` holds `mutual_aid` where `aid_in_account`; `fund_sum` holds all that accounts pay where `accounts_in_fund`.

    `personal` is accounts and cash, however the fund sum is made up. A refund is negative throughout.
    """

    aid_in_account: bool
    accounts_in_fund: bool

    total: Money
    fund_sum: Money
    account_sum: Money
    mutual_aid: Money
    personal: Money
    cash: Money

    def by_name(self) -> dict[str, Money]:
        """Every sum by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.type is Money}


def reported(figures: Figures, *, aid_in_account: bool, accounts_in_fund: bool) -> Reported:
    """By the two switches of an edition."""
    accounts = figures.own_account + figures.mutual_aid
    return Reported(
        aid_in_account=aid_in_account,
        accounts_in_fund=accounts_in_fund,
        total=figures.total,
        fund_sum=figures.fund + accounts if accounts_in_fund else figures.fund,
        account_sum=accounts if aid_in_account else figures.own_account,
        mutual_aid=figures.mutual_aid,
        personal=accounts + figures.cash,
        cash=figures.cash,
    )
