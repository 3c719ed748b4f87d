"""The wallet 医保钱包 as a tender beside cash: it moves none of the figures, only who hands the cash over."""

from engine.model.step import Step
from engine.money import Money


def pay_from_wallet(cash: Money, balance: Money) -> Step:
    """What would be cash is taken from the wallet as far as it goes; the step's amount is that part."""
    return Step(rule="wallet", amount=min(cash, balance), facts={"cash_fen": cash.fen, "balance_fen": balance.fen})
