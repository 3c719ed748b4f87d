"""医保钱包: sent between provinces, accepted into a wallet or back at six; and the wallet as a tender beside cash."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, RefusalCode
from engine.model.codes import AccountUse, Relation
from engine.model.movement import MoneyEvent
from engine.money import Money
from engine.policy.edition import WalletRules
from engine.service.context import CHINA
from engine.service.settle import FiguresChanged
from engine.service.wallet_rules import closes, goes_back
from tests.engine.movements import movements_of
from tests.engine.rules import aid, an_edition, yuan
from tests.engine.town import FAR_AWAY, NEXT_CITY, a_town, balance, counter_sale, employee, line, refusal, resident

if TYPE_CHECKING:
    from engine.model.movement import Movement
    from tests.engine.town import Town


@pytest.fixture
def town() -> Town:
    """He has 5000 (1000 prior-year); his mother is a resident of another province, his brother an employee of the next city."""
    return a_town(
        (employee("he"), "5000/1000"),
        resident("mother", region=FAR_AWAY),
        (employee("far", region=FAR_AWAY), "30"),
        (employee("brother", region=NEXT_CITY), "10"),
        resident("kid"),
        editions=[an_edition(), an_edition(region=FAR_AWAY), an_edition(region=NEXT_CITY)],
    )


def send(
    town: Town, amount: str = "50", *, sender: str = "he", recipient: str = "mother", relation: Relation = Relation.PARENT
) -> Movement:
    return town.engine.wallet.send(sender, recipient, relation, yuan(amount))


def filled(town: Town, amount: str) -> None:
    town.engine.wallet.accept(send(town, amount).id)


# sending


def test_it_leaves_the_account_at_once_prior_year_first_and_waits(town: Town) -> None:
    sent = send(town, "1500")
    assert (sent.amount, sent.prior_year, sent.due) == (yuan("1500"), yuan("1000"), datetime(2025, 6, 17, 6, tzinfo=CHINA))
    assert town.engine.balances()["he"] == balance("3500", "0")
    assert [(transfer.sent, transfer.ended) for transfer in town.engine.wallet.waiting()] == [(sent, None)]
    assert town.engine.wallet.balance("mother") is None
    (step,) = sent.steps
    assert step.rule == "wallet-sent"
    assert (step.facts["source"], step.facts["mark"], step.facts["due"]) == ("wallet", "S", "2025-06-17 06:00")
    assert town.engine.check() == []


def test_accepting_puts_it_into_the_wallet_once(town: Town) -> None:
    sent = send(town)
    accepted = town.engine.wallet.accept(sent.id)
    assert (accepted.holder, accepted.amount, accepted.ends) == ("mother", yuan("50"), sent.id)
    assert town.engine.wallet.balances() == {"mother": yuan("50")}
    assert town.engine.wallet.waiting() == []
    assert refusal(lambda: town.engine.wallet.accept(sent.id)) == RefusalCode.TRANSFER_ENDED
    filled(town, "7")
    assert town.engine.wallet.balance("mother") == yuan("57")
    assert "mother" not in town.engine.balances(), "a wallet is no personal account"
    assert town.engine.check() == []


def test_what_nobody_accepts_goes_back_at_six_as_it_was(town: Town) -> None:
    sent = send(town, "1500")
    town.clock.now = datetime(2025, 6, 17, 5, 59, 59, tzinfo=CHINA)
    assert town.balance("he") == yuan("3500")
    town.clock.now = datetime(2025, 6, 17, 6, 0, tzinfo=CHINA)
    assert town.engine.balances()["he"] == balance("5000", "1000")
    assert refusal(lambda: town.engine.wallet.accept(sent.id)) == RefusalCode.TRANSFER_ENDED
    assert [movement.event for movement in movements_of(town)] == [MoneyEvent.WALLET_SENT, MoneyEvent.WALLET_RETURNED]
    assert town.engine.check() == []


def test_what_comes_back_in_the_new_year_is_prior_year_as_it_would_be_in_the_account(town: Town) -> None:
    town.clock.now = datetime(2025, 12, 31, 12, tzinfo=CHINA)
    send(town, "1500")
    town.clock.now = datetime(2026, 1, 1, 6, tzinfo=CHINA)
    assert town.engine.balances()["he"] == balance("5000", "5000")
    assert town.engine.check() == []


@pytest.mark.parametrize(
    ("code", "sending"),
    [
        (RefusalCode.AUTHORISER_HAS_NO_ACCOUNT, {"sender": "mother", "recipient": "he"}),
        (RefusalCode.RELATION_NOT_ALLOWED, {"recipient": "he"}),
        (RefusalCode.RELATION_NOT_ALLOWED, {"relation": Relation.SIBLING}),
        (RefusalCode.WALLET_SAME_PROVINCE, {"recipient": "brother"}),
        (RefusalCode.WALLET_SAME_PROVINCE, {"recipient": "kid"}),
        (RefusalCode.WALLET_AMOUNT, {"amount": "2000.01"}),
        (RefusalCode.WALLET_ACCOUNT, {"sender": "far", "recipient": "he", "amount": "30.01"}),
    ],
)
def test_what_may_not_be_sent(town: Town, code: RefusalCode, sending: dict[str, str]) -> None:
    if sending.get("relation") is Relation.SIBLING:
        narrow = an_edition(mutual_aid=aid(relations=frozenset({Relation.PARENT})))
        town = a_town((employee("he"), "100"), resident("mother", region=FAR_AWAY), editions=[narrow])
    assert refusal(lambda: send(town, **sending)) == code  # type: ignore[arg-type] # a relation among texts
    assert movements_of(town) == []


def test_the_bounds_themselves_are_allowed(town: Town) -> None:
    assert send(town, "2000").amount == yuan("2000")
    assert send(town, "30", sender="far", recipient="he").amount == yuan("30")
    assert town.balance("far") == Money.ZERO


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_nothing_is_no_transfer(town: Town, amount: str) -> None:
    with pytest.raises(BadInput, match="bad-amount"):
        send(town, amount)


def test_somebody_suspended_sends_nothing(town: Town) -> None:
    town.engine.set_insured("he", insured=False)
    assert refusal(lambda: send(town)) == RefusalCode.PERSON_SUSPENDED


def test_a_transfer_that_is_not_there(town: Town) -> None:
    assert refusal(lambda: town.engine.wallet.accept("20250616000001")) == RefusalCode.UNKNOWN_TRANSFER


def test_three_a_day_whatever_became_of_them_and_anew_the_next_day(town: Town) -> None:
    town.engine.wallet.accept(send(town).id)
    send(town), send(town)
    assert refusal(lambda: send(town)) == RefusalCode.WALLET_TRANSFERS_A_DAY
    assert send(town, "1", sender="far", recipient="he").amount == yuan("1"), "everybody has three"
    town.clock.now = datetime(2025, 6, 17, 6, tzinfo=CHINA)
    assert send(town).at == town.clock.now


@pytest.mark.parametrize(
    ("moment", "closed"), [("21:59:59", False), ("22:00", True), ("23:59:59", True), ("00:00", True), ("06:00", False)]
)
def test_the_hours_of_the_night(town: Town, moment: str, *, closed: bool) -> None:
    assert closes(WalletRules(), time.fromisoformat(moment)) == closed
    town.clock.now = datetime.combine(town.clock.now.date(), time.fromisoformat(moment), tzinfo=CHINA)
    if closed:
        assert refusal(lambda: send(town)) == RefusalCode.WALLET_CLOSED
    else:
        assert send(town).due == goes_back(WalletRules(), town.clock.now)


def test_hours_that_do_not_pass_midnight_and_none_at_all() -> None:
    noon = WalletRules(closed_from=time(12), closed_until=time(13, 30))
    assert [closes(noon, time(hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]
    assert not any(closes(replace(noon, closed_until=time(12)), time(hour)) for hour in range(24))
    sent = datetime(2025, 6, 16, 13, 30, tzinfo=CHINA)
    assert goes_back(noon, sent) == datetime(2025, 6, 17, 13, 30, tzinfo=CHINA), "the next end, never the same moment"
    assert goes_back(noon, sent.replace(hour=9, second=5)) == datetime(2025, 6, 16, 13, 30, tzinfo=CHINA)


# paying


def test_the_wallet_pays_what_would_be_cash_and_the_figures_stay(town: Town) -> None:
    filled(town, "50")
    bill = counter_sale(line("80"))
    plain = town.engine.pre_settle(bill, town.code("mother"))
    assert (plain.wallet, plain.coins, plain.figures.cash) == (Money.ZERO, yuan("80"), yuan("80"))
    sale = town.settle(replace(bill, wallet=True), "mother")
    assert sale.figures == plain.figures
    assert (sale.wallet, sale.coins, sale.steps[-1].rule) == (yuan("50"), yuan("30"), "wallet")
    assert town.engine.wallet.balance("mother") == Money.ZERO
    assert (town.engine.cash_taken(), town.engine.drawer.balance("pharmacy")) == (yuan("30"), yuan("30"))
    with town.books.read() as books:
        assert books.account_balance("claims:pharmacy") == yuan("50")
    assert town.engine.check() == []


def test_a_refund_fills_the_wallet_again(town: Town) -> None:
    filled(town, "50")
    sale = town.settle(replace(counter_sale(line("80")), wallet=True), "mother")
    back = town.engine.refund(sale.id)
    assert (back.wallet, back.coins) == (-yuan("50"), -yuan("30"))
    assert town.engine.wallet.balance("mother") == yuan("50")
    assert town.engine.cash_taken() == town.engine.drawer.balance("pharmacy") == Money.ZERO
    assert town.engine.check() == []


def test_own_account_and_relatives_come_first_and_without_a_wallet_it_is_cash(town: Town) -> None:
    sale = town.settle(replace(counter_sale(line("40")), wallet=True), "far")
    assert (sale.figures.own_account, sale.figures.cash, sale.wallet) == (yuan("30"), yuan("10"), Money.ZERO)
    off = town.settle(replace(counter_sale(line("1")), wallet=True, account=AccountUse.OFF), "mother")
    assert (off.wallet, off.coins) == (Money.ZERO, yuan("1"))


def test_a_wallet_that_changed_meanwhile_changes_what_was_agreed(town: Town) -> None:
    bill, code = replace(counter_sale(line("80")), wallet=True), town.code("mother")
    agreed = town.engine.pre_settle(bill, code)
    filled(town, "50")
    with pytest.raises(FiguresChanged) as changed:
        town.engine.settle(bill, code, agreed=agreed)
    assert changed.value.facts == {"agreed_cash_fen": 8000, "cash_fen": 3000}


def test_the_wallet_is_part_of_what_a_key_stands_for_only_when_used(town: Town) -> None:
    bill = counter_sale(line("10"))
    town.settle(bill, "mother", key="k1")
    assert refusal(lambda: town.settle(replace(bill, wallet=True), "mother", key="k1")) == RefusalCode.KEY_CONFLICT
    first = town.settle(replace(bill, wallet=True), "mother", key="k2")
    assert town.settle(replace(bill, wallet=True), "mother", key="k2") == first
