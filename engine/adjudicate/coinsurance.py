"""Third stage: the fund's share 统筹基金支付 of what lies above the deductible, by one rate or by rising tiers; rounded once."""

from collections.abc import Iterator
from decimal import Decimal

from engine.model.step import Step, make_step
from engine.money import Money
from engine.policy.edition import Benefit

Tiers = tuple[tuple[Money | None, Decimal], ...]

_NOTHING = Decimal(0)


def apply_rates(covered: Money, tiers: Tiers, benefit: Benefit, *, unfiled: bool, deductible: Money = Money.ZERO) -> tuple[Money, Step]:
    """`covered` is the in-scope amount above the `deductible` taken; the edition says whether tiers begin below or above the latter.

    `unfiled` takes the edition's `unfiled_minus` off every rate, never below 0.
    """
    facts: dict[str, str | int] = {"covered_fen": covered.fen, **benefit.sources.of("tier" if benefit.tiers else "ratio")}
    if unfiled and (minus := benefit.unfiled_minus):
        facts["unfiled_minus"] = str(minus)
        tiers = tuple((upto, max(_NOTHING, rate - minus)) for upto, rate in tiers)
    upto, rate = tiers[0]
    if upto is None:
        fund = covered.times(rate)
        facts["ratio"] = str(rate)
        return fund, make_step(rule="fund-ratio", amount=fund, facts=facts)
    rule, begin = "fund-tiers", Money.ZERO
    if benefit.tiers_include_deductible:
        rule, begin = "fund-tiers-whole", deductible
        facts["deductible_fen"] = deductible.fen
    parts = tuple(_portions(begin, begin + covered, tiers))
    fund = Money.weighted(parts)
    facts["tiers"] = " + ".join(f"{part} x {rate}" for part, rate in parts)
    return fund, make_step(rule=rule, amount=fund, facts=facts)


def _portions(begin: Money, end: Money, tiers: Tiers) -> Iterator[tuple[Money, Decimal]]:
    """Cut the amount from `begin` to `end` at the tiers' ends; what lies above the last end is not covered."""
    for upto, rate in tiers:
        reached = end if upto is None else end.at_most(upto)
        if reached > begin:
            yield reached - begin, rate
            begin = reached
