"""What an edition must make sense of, beyond its shape."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from engine.model.codes import Care, Level, Status
from engine.model.person import is_region
from engine.money import Money
from engine.policy.edition import Benefit, Edition, Order

_DECIMALS = 6


def check(edition: Edition) -> Iterator[str]:
    """Complaints, each naming the key; none when the edition is good."""
    if not is_region(edition.region):
        yield f"region: {edition.region!r} is not a 6-digit region code"
    if edition.until is not None and edition.until < edition.effective:
        yield f"until: {edition.until} lies before effective {edition.effective}"
    keys = [source.key for source in edition.sources]
    yield from (f"sources: key {key!r} is listed twice" for key in sorted({key for key in keys if keys.count(key) > 1}))
    rows = [(row.insurance, row.care) for row in edition.benefits]
    yield from (f"benefit: {insurance} / {care} stands twice" for insurance, care in sorted({row for row in rows if rows.count(row) > 1}))
    for number, row in enumerate(edition.benefits):
        yield from _check_benefit(row, at=f"benefit[{number}]")
    aid = edition.mutual_aid
    for name, count in (
        ("authorisers_per_beneficiary", aid.authorisers_per_beneficiary),
        ("beneficiaries_per_authoriser", aid.beneficiaries_per_authoriser),
    ):
        if count < 0:
            yield f"mutual_aid.{name}: {count} is below 0 (0 means unlimited)"
    if aid.reorderable and aid.order not in {Order.FILING, Order.RANK}:
        yield f"mutual_aid.reorderable: an order of {aid.order} follows from the accounts and cannot be set"
    yield from _not_negative("mutual_aid.reserve", [aid.reserve])
    yield from _not_negative("premium.resident", edition.premium.values())
    yield from _check_account(edition)
    life = edition.credential
    if not 0 < life.refresh_seconds <= life.valid_seconds:
        yield f"credential: refresh_seconds {life.refresh_seconds} must be above 0 and at most valid_seconds {life.valid_seconds}"
    if life.skew_seconds < 0:
        yield f"credential.skew_seconds: {life.skew_seconds} is below 0"


def _check_account(edition: Edition) -> Iterator[str]:
    credit, wallet = edition.account.credit, edition.wallet
    if credit is not None:
        yield from _in_unit([("in_service", credit.in_service)], at="account.credit")
        steps = credit.retired_from_age
        yield from _not_negative("account.credit.retired", [credit.retired, *(step.amount for step in steps)])
        if any(later.age <= earlier.age for earlier, later in pairwise(steps)):
            yield "account.credit.retired_from_age: the ages do not rise"
    if wallet.transfers_a_day < 1:
        yield f"wallet.transfers_a_day: {wallet.transfers_a_day} is below 1"
    if wallet.most <= Money.ZERO:
        yield f"wallet.most: {wallet.most} is not above 0"
    for name, moment in (("closed_from", wallet.closed_from), ("closed_until", wallet.closed_until)):
        if moment.tzinfo is not None or moment.second or moment.microsecond:
            yield f"wallet.{name}: {moment} is no whole minute of China's day"


def _check_benefit(row: Benefit, *, at: str) -> Iterator[str]:
    if row.care is Care.PREMIUM:
        yield f"{at}.care: premium is no care that a fund pays for"
    yield from _in_unit([("unfiled_minus", row.unfiled_minus)], at=at)
    yield from _ratios(row.ratio, at=f"{at}.ratio")
    yield from _not_negative(f"{at}.deductible", row.deductible.values())
    yield from _not_negative(f"{at}.ceiling", row.ceiling.values())
    if row.tiers and row.ratio:
        yield f"{at}: either tiers or one ratio, not both"
    if not row.tiers and not row.ratio:
        yield f"{at}.ratio: missing; give ratios by status and level, or tiers"
    if row.tiers_include_deductible and not row.tiers:
        yield f"{at}.tiers_include_deductible: says how tiers are measured, and there are none"
    last = Money.ZERO
    for number, tier in enumerate(row.tiers):
        yield from _ratios(tier.ratio, at=f"{at}.tier[{number}].ratio")
        if tier.upto is None:
            if number != len(row.tiers) - 1:
                yield f"{at}.tier[{number}].upto: only the last tier may be without an end"
        elif tier.upto <= last:
            yield f"{at}.tier[{number}].upto: {tier.upto} does not rise above {last}"
        else:
            last = tier.upto


def _ratios(ratio: Mapping[Status, Mapping[Level, Decimal]], *, at: str) -> Iterator[str]:
    for status, levels in ratio.items():
        yield from _in_unit(levels.items(), at=f"{at}.{status}")


def _in_unit(rates: Iterable[tuple[str, Decimal]], *, at: str) -> Iterator[str]:
    for name, rate in rates:
        if not rate.is_finite() or not 0 <= rate <= 1:
            yield f"{at}.{name}: {rate} is outside 0..1"
        elif int(rate.as_tuple().exponent) < -_DECIMALS:
            yield f"{at}.{name}: {rate} has more than {_DECIMALS} decimals"


def _not_negative(name: str, amounts: Iterable[Money]) -> Iterator[str]:
    yield from (f"{name}: {amount} is below 0" for amount in amounts if amount < Money.ZERO)
