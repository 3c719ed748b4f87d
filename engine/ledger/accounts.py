"""The chart of accounts. A posting's amount is what the account gains; payers lose what receivers gain, so an entry sums to zero.

personal   the personal account of an employee; guarded, never below zero
opening    where opening balances come from
fund       the pooled fund of a region and insurance; what it has paid is its negative balance
public     the purse of the public: cash comes from here
drawer     cash taken at an institution
claims     what an institution has been paid, or is owed, by the bureau
premium    premiums received by a region
wallet     the wallet (医保钱包) of a person, filled by transfers from another province; guarded, never below zero
transit    wallet transfers that were sent, and neither accepted nor returned yet
contributions   where the monthly credits to the personal accounts of a region come from
safe       where an institution's change money comes from
overshort  what its counted drawers held more, or (a gain here) less, than the books said
private    the purse of whoever buys privately at an institution: what it has lost is the institution's private revenue
"""

from typing import NewType

AccountName = NewType("AccountName", str)

OPENING = AccountName("opening")
PUBLIC = AccountName("public")
TRANSIT = AccountName("transit")


def personal(person: str) -> AccountName:
    """The guarded account of a person."""
    return AccountName(f"personal:{person}")


def fund(region: str, insurance: str) -> AccountName:
    """The pooled fund of a region and insurance."""
    return AccountName(f"fund:{region}:{insurance}")


def drawer(institution: str) -> AccountName:
    """Cash at an institution."""
    return AccountName(f"drawer:{institution}")


def claims(institution: str) -> AccountName:
    """What the bureau pays an institution."""
    return AccountName(f"claims:{institution}")


def premium(region: str) -> AccountName:
    """Resident premiums of a region."""
    return AccountName(f"premium:{region}")


def wallet(person: str) -> AccountName:
    """The guarded wallet of a person."""
    return AccountName(f"wallet:{person}")


def contributions(region: str) -> AccountName:
    """Where credits to the personal accounts of a region come from."""
    return AccountName(f"contributions:{region}")


def safe(institution: str) -> AccountName:
    """An institution's change money outside its drawer."""
    return AccountName(f"safe:{institution}")


def over_short(institution: str) -> AccountName:
    """Differences found by counting an institution's drawer."""
    return AccountName(f"overshort:{institution}")


def private(institution: str) -> AccountName:
    """Where the cash of an institution's private sales comes from."""
    return AccountName(f"private:{institution}")


def is_guarded(name: str) -> bool:
    """Guarded accounts keep a balance that may not fall below zero; the others are only summed."""
    return name.startswith(("personal:", "wallet:"))
