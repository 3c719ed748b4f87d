"""The sums as the bureau reports them: the identities of the handbook's section 7, whatever the region's switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.reported import Reported, reported
from engine.money import Money
from engine.policy.load import shipped
from tests.engine.settlements import figures
from tests.engine.test_explanation import figures_of
from tests.engine.test_split_properties import cases

if TYPE_CHECKING:
    from engine.model.settlement import Figures
    from tests.engine.reckoning import Case


def the_identities(split: Figures, sums: Reported) -> None:
    accounts = sums.account_sum if sums.aid_in_account else sums.account_sum + sums.mutual_aid
    inside = accounts if sums.accounts_in_fund else Money.ZERO
    assert split.off_catalogue + split.over_limit + split.first_share + split.in_scope == sums.total
    assert sums.total == sums.fund_sum - inside + sums.personal, "an account that stands in both sums counts once"
    assert sums.personal == accounts + sums.cash
    assert sums.total - sums.cash == sums.fund_sum - inside + accounts, "all that is not cash"
    assert accounts - sums.mutual_aid == split.own_account
    assert sums.fund_sum - inside == split.fund


@given(cases(), st.booleans(), st.booleans(), st.booleans())
def test_the_identities_hold_and_a_refund_mirrors_them(case: Case, aid: bool, fund: bool, refund: bool) -> None:  # noqa: FBT001 - hypothesis gives them
    split, _ = figures_of(case)
    split = split.negated() if refund else split
    the_identities(split, reported(split, aid_in_account=aid, accounts_in_fund=fund))


def sums_of(region: str) -> dict[str, str]:
    edition = next(edition for edition in shipped().editions if edition.region == region)
    split = figures(fund="40", own="30", aid="25", cash="5")
    sums = reported(split, aid_in_account=edition.wire.mulaid_in_acct_pay, accounts_in_fund=edition.wire.fund_sum_includes_acct)
    the_identities(split, sums)
    return {name: str(amount) for name, amount in sums.by_name().items()}


def test_guangdong_counts_the_accounts_inside_the_fund_sum_and_hunan_does_not() -> None:
    """The same 100.00: 40 by the fund, 30 and 25 by accounts, 5 in cash. No fen moves."""
    hunan = {
        "total": "100.00",
        "fund_sum": "40.00",
        "account_sum": "55.00",
        "mutual_aid": "25.00",
        "personal": "60.00",
        "cash": "5.00",
    }
    assert sums_of("430100") == hunan
    assert sums_of("440100") == hunan | {"fund_sum": "95.00"}


@pytest.mark.parametrize(("inside", "account_sum"), [(True, "55.00"), (False, "30.00")])
def test_mutual_aid_stands_inside_the_account_sum_or_beside_it(inside: bool, account_sum: str) -> None:  # noqa: FBT001 - a parameter
    sums = reported(figures(fund="40", own="30", aid="25", cash="5"), aid_in_account=inside, accounts_in_fund=False)
    assert (str(sums.account_sum), str(sums.mutual_aid), str(sums.personal)) == (account_sum, "25.00", "60.00")
