"""[account.credit] and [wallet] of an edition file: what loads, what is usual without them, and every way in which one is refused."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from engine.errors import BadInput
from engine.policy.edition import AgeStep, WalletRules
from engine.policy.load import edition_from_text, shipped
from engine.policy.source import Mark
from tests.engine.rules import yuan
from tests.engine.test_policy_load import EDITION

CREDIT = """
[account.credit]
in_service = "0.02"
retired = "100"
retired_from_age = [{ age = 70, amount = "110" }, { age = 80, amount = "130.50" }]
source = "page"
sources = { in_service = "law" }
"""
WALLET = """
[wallet]
transfers_a_day = 2
most = "1500"
closed_from = 23:30:00
closed_until = 05:00:00
source = "law"
"""


def test_every_key_arrives_with_its_source() -> None:
    edition = edition_from_text(EDITION + CREDIT + WALLET, file="x.toml")
    credit, wallet = edition.account.credit, edition.wallet
    assert credit is not None
    assert (credit.in_service, credit.retired) == (Decimal("0.02"), yuan("100"))
    assert credit.retired_from_age == (AgeStep(age=70, amount=yuan("110")), AgeStep(age=80, amount=yuan("130.50")))
    assert [credit.for_age(age) for age in (69, 70, 79, 80)] == [yuan("100"), yuan("110"), yuan("110"), yuan("130.50")]
    assert (credit.sources.of("in_service"), credit.sources.of("retired")) == (
        {"source": "law", "mark": "S"},
        {"source": "page", "mark": "s"},
    )
    assert (wallet.transfers_a_day, wallet.most) == (2, yuan("1500"))
    assert (wallet.closed_from, wallet.closed_until) == (time(23, 30), time(5))
    assert wallet.sources.of("most") == {"source": "law", "mark": "S"}


def test_without_the_tables_nothing_is_credited_and_the_wallet_has_the_national_rules() -> None:
    edition = edition_from_text(EDITION, file="x.toml")
    assert edition.account.credit is None
    assert edition.wallet == WalletRules()
    assert (edition.wallet.transfers_a_day, str(edition.wallet.most)) == (3, "2000.00")
    assert (edition.wallet.closed_from, edition.wallet.closed_until) == (time(22), time(6))
    assert edition.wallet.sources.of("most")["mark"] == Mark.SOURCED
    part = edition_from_text(EDITION + '[wallet]\nmost = "5"\n', file="x.toml").wallet
    assert (part.transfers_a_day, part.most, part.sources.of("most")) == (3, yuan("5"), {})


@pytest.mark.parametrize(
    ("find", "put", "told"),
    [
        ('"0.02"', '"1.02"', "account.credit.in_service: 1.02 is outside 0..1"),
        ('"0.02"', '"0.0200001"', "account.credit.in_service: 0.0200001 has more than 6 decimals"),
        ('"0.02"', '"NaN"', "account.credit.in_service"),
        ('retired = "100"', 'retired = "-1"', "account.credit.retired: -1.00 is below 0"),
        ('amount = "110"', 'amount = "-110"', "account.credit.retired: -110.00 is below 0"),
        ("age = 80", "age = 70", "account.credit.retired_from_age: the ages do not rise"),
        ("age = 80", "ages = 80", "$.account.credit.retired_from_age[1]"),
        ('in_service = "law"', 'in_services = "law"', "sources.in_services: names no key of its table"),
        ('in_service = "law"', 'in_service = "laws"', "source 'laws' is not listed"),
        ("transfers_a_day = 2", "transfers_a_day = 0", "wallet.transfers_a_day: 0 is below 1"),
        ('most = "1500"', 'most = "0"', "wallet.most: 0.00 is not above 0"),
        ('most = "1500"', "most = 1500", "write the amount in quotes"),
        ("closed_from = 23:30:00", "closed_from = 23:30:30", "wallet.closed_from: 23:30:30 is no whole minute"),
        ("closed_until = 05:00:00", "closed_until = 05:00:00.5", "wallet.closed_until: 05:00:00.500000 is no whole minute"),
        ("closed_from = 23:30:00", "closed_from = 24:00:00", "line"),
        ("transfers_a_day = 2", "transfers_an_hour = 2", "transfers_an_hour"),
    ],
)
def test_a_broken_table_is_refused_naming_the_key(find: str, put: str, told: str) -> None:
    text = EDITION + CREDIT + WALLET
    assert text.count(find) == 1
    with pytest.raises(BadInput) as refused:
        edition_from_text(text.replace(find, put), file="x.toml")
    assert refused.value.code == "bad-edition"
    assert told in str(refused.value.facts["detail"])


def test_what_the_shipped_editions_credit() -> None:
    assert {edition.region for edition in shipped().editions if edition.account.credit is None} == set()
    assert {str(edition.account.credit.in_service) for edition in shipped().editions if edition.account.credit} == {"0.02"}
    (beijing,) = (edition for edition in shipped().editions if edition.region == "110100")
    assert beijing.account.credit is not None
    assert [str(beijing.account.credit.for_age(age)) for age in (69, 70)] == ["100.00", "110.00"]
    assert [beijing.account.credit.sources.of(figure)["mark"] for figure in ("in_service", "retired", "retired_from_age")] == [
        "S",
        "s",
        "s",
    ]
