"""Third stage: the fund's share 统筹基金支付 of what lies above the deductible, by one rate or by rising tiers; rounded once."""

from collections.abc import Iterator
from decimal import Decimal

from engine.model.step import Step
from engine.money import Money
from engine.policy.edition import Benefit

Tiers = tuple[tuple[Money | None, Decimal], ...]


def apply_rates(covered: Money, tiers: Tiers, benefit: Benefit, *, unfiled: bool) -> tuple[Money, Step]:
    """`covered` is the in-scope amount above the deductible.

    `unfiled` takes the edition's `unfiled_minus` off every rate, never below 0.
    """
    minus = benefit.unfiled_minus if unfiled else Decimal(0)
    parts = tuple((part, max(Decimal(0), rate - minus)) for part, rate in _portions(covered, tiers))
    fund = Money.weighted(parts)
    facts: dict[str, str | int] = {"covered_fen": covered.fen, **benefit.sources.of("tier" if benefit.tiers else "ratio")}
    if minus:
        facts["unfiled_minus"] = str(minus)
    if len(tiers) == 1:
        facts["ratio"] = str(max(Decimal(0), tiers[0][1] - minus))
        return fund, Step(rule="fund-ratio", amount=fund, facts=facts)
    facts["tiers"] = " + ".join(f"{part} x {rate}" for part, rate in parts)
    return fund, Step(rule="fund-tiers", amount=fund, facts=facts)


def _portions(covered: Money, tiers: Tiers) -> Iterator[tuple[Money, Decimal]]:
    """Cut `covered` at the tiers' ends; what lies above the last end is not covered."""
    begin = Money.ZERO
    for upto, rate in tiers:
        end = covered if upto is None else min(covered, upto)
        if end > begin:
            yield end - begin, rate
            begin = end
