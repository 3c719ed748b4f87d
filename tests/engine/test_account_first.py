"""Where the account is spent before the deductible starts (Shanghai): the in-scope amount is first taken from the own balance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from engine.adjudicate.adjudication import Adjudication, adjudicate
from engine.model.codes import AccountUse
from engine.model.purse import NO_BALANCE, Balance
from engine.model.year import Counted
from tests.engine.rules import account, an_edition
from tests.engine.town import a_bill, balance, employee, hospital, line

if TYPE_CHECKING:
    from engine.model.bill import Bill

FIRST = an_edition(account=account(account_first=True))
DAY = date(2025, 8, 31)
THOUSAND = a_bill(line("1000"))


def judged(bill: Bill, own: Balance) -> Adjudication:
    return adjudicate(
        bill, person=employee("he"), institution=hospital(), edition=FIRST, day=DAY, year=Counted(), counted=Counted(), own=own
    )


def test_the_account_pays_before_the_deductible_and_the_rate_see_anything() -> None:
    found = judged(THOUSAND, balance("300"))
    assert [step.rule for step in found.steps] == ["in-scope", "account-first", "deductible", "fund-ratio"]
    assert (found.deductible.fen, found.fund.fen) == (20000, 40000)  # (1000 - 300 - 200) * 0.80
    assert found.steps[1].amount.fen == 30000
    assert found.steps[1].facts["balance_fen"] == 30000


def test_a_balance_that_covers_everything_leaves_no_deductible_and_no_fund() -> None:
    found = judged(THOUSAND, balance("5000"))
    assert (found.deductible.fen, found.fund.fen, found.accruals) == (0, 0, ())


def test_an_empty_account_changes_nothing() -> None:
    found = judged(THOUSAND, NO_BALANCE)
    assert (found.deductible.fen, found.fund.fen) == (20000, 64000)  # (1000 - 200) * 0.80


def test_an_account_switched_off_does_not_go_first() -> None:
    found = judged(a_bill(line("1000"), account=AccountUse.OFF), balance("300"))
    assert (found.deductible.fen, found.fund.fen) == (20000, 64000)
    assert "account-first" not in [step.rule for step in found.steps]
