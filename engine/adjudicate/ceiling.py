"""Fourth stage: the ceiling 最高支付限额 of what the fund pays in a year."""

from engine.model.codes import Status
from engine.model.step import Step, make_step
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import Benefit


def apply_ceiling(fund: Money, benefit: Benefit, status: Status, year: Counted) -> tuple[Money, Step | None]:
    """What the fund pays after the ceiling, and the step that says what was cut; no step when nothing was."""
    ceiling = benefit.ceiling.get(status)
    if ceiling is None:
        return fund, None
    left = (ceiling - year.fund).or_zero()
    if fund <= left:
        return fund, None
    amounts = {"ceiling_fen": ceiling.fen, "used_fen": year.fund.fen, "left_fen": left.fen, "before_fen": fund.fen}
    facts: dict[str, str | int] = {**amounts, **benefit.sources.of("ceiling")}
    return left, make_step(rule="ceiling", amount=fund - left, facts=facts)
