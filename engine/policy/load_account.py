"""The tables of an edition file about the personal account and the wallet: their shape, and the rules they make."""

from collections.abc import Callable
from datetime import time
from decimal import Decimal

from msgspec import Struct

from engine.money import Money
from engine.policy import edition as rules
from engine.policy.source import Sources

_USUAL = rules.WalletRules()


class Table(Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every table may say of where its figures come from."""

    source: str | None = None
    sources: dict[str, str] = {}


class _AgeStep(Struct, kw_only=True, forbid_unknown_fields=True):
    age: int
    amount: Money


class _Credit(Table, kw_only=True):
    in_service: Decimal = Decimal(0)
    retired: Money = Money.ZERO
    retired_from_age: list[_AgeStep] = []


class AccountTable(Table, kw_only=True):
    """[account]."""

    pays_off_catalogue: bool = True
    account_first: bool = False
    credit: _Credit | None = None


class WalletTable(Table, kw_only=True):
    """[wallet]; what it leaves out is as it is without the table."""

    transfers_a_day: int = _USUAL.transfers_a_day
    most: Money = _USUAL.most
    closed_from: time = _USUAL.closed_from
    closed_until: time = _USUAL.closed_until


def account_rules(table: AccountTable, sources: Callable[[Table], Sources]) -> rules.AccountRules:
    """Raises as `sources` does, for a source that is not listed."""
    credit = table.credit
    return rules.AccountRules(
        pays_off_catalogue=table.pays_off_catalogue,
        account_first=table.account_first,
        sources=sources(table),
        credit=None
        if credit is None
        else rules.CreditRules(
            in_service=credit.in_service,
            retired=credit.retired,
            retired_from_age=tuple(rules.AgeStep(age=step.age, amount=step.amount) for step in credit.retired_from_age),
            sources=sources(credit),
        ),
    )


def wallet_rules(table: WalletTable | None, sources: Callable[[Table], Sources]) -> rules.WalletRules:
    """The national rules where the edition has no table of its own. Raises as `account_rules` does."""
    if table is None:
        return _USUAL
    return rules.WalletRules(
        transfers_a_day=table.transfers_a_day,
        most=table.most,
        closed_from=table.closed_from,
        closed_until=table.closed_until,
        sources=sources(table),
    )
