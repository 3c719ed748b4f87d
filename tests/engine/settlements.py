"""Settlement records made by hand, for the tests of the books."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine.model.codes import Care, Event, ItemClass, Why
from engine.model.settlement import Draw, Figures, LineSplit, PassedOver, Settlement
from engine.model.step import Step
from engine.model.year import Accrual
from engine.money import Money
from tests.engine.rules import HOME, yuan
from tests.engine.town import MORNING


def figures(*, fund: str = "0", own: str = "0", aid: str = "0", cash: str = "0", deductible: str = "0") -> Figures:
    """All of it in scope."""
    burden = yuan(own) + yuan(aid) + yuan(cash)
    whole = burden + yuan(fund)
    return Figures(
        total=whole, off_catalogue=Money.ZERO, over_limit=Money.ZERO, first_share=Money.ZERO, in_scope=whole, deductible=yuan(deductible),
        fund=yuan(fund), burden=burden, own_account=yuan(own), mutual_aid=yuan(aid), cash=yuan(cash),
    )  # fmt: skip


def a_draw(authoriser: str, amount: str, *, grant: int = 1, prior_year: str = "0", year: str = "2025") -> Draw:
    return Draw(authoriser=authoriser, grant=grant, amount=yuan(amount), prior_year=yuan(prior_year), year=year)


def a_settlement(number: str = "20250616000001", **changes: Any) -> Settlement:
    """100 yuan: the fund 40, he himself 30 (10 of it from earlier years), his daughter 25, cash 5."""
    usual = Settlement(
        id=number,
        event=Event.SALE,
        at=MORNING,
        institution="clinic",
        care=Care.OUTPATIENT,
        prescription=False,
        holder="he",
        shown_by="daughter",
        edition="990100/2020-01-01",
        figures=figures(fund="40", own="30", aid="25", cash="5"),
        lines=(
            LineSplit(
                code="amox", name="阿莫西林", item_class=ItemClass.A, quantity=Decimal("2.5"), price=Decimal("40.000001"),
                total=yuan("100"),
                off_catalogue=Money.ZERO, over_limit=Money.ZERO, first_share=Money.ZERO, in_scope=yuan("100"),
            ),
        ),
        draws=(a_draw("daughter", "25", prior_year="5"),),
        passed_over=(PassedOver(authoriser="son", grant=2, why=Why.NO_BALANCE),),
        steps=(),
        own_prior_year=yuan("10"),
        own_after=yuan("70"),
        accruals=(Accrual(group="outpatient", period="2025", deductible=yuan("20"), fund=yuan("40")),),
        region=HOME,
        insurance="employee",
    )  # fmt: skip
    if "figures" in changes:  # who pays nothing pays nothing from earlier years
        changes = {"own_prior_year": min(usual.own_prior_year, changes["figures"].own_account)} | changes
    whole = replace(usual, **changes)
    return whole if "steps" in changes else replace(whole, steps=the_reasons(whole.figures))


_RULES = {
    "in_scope": "in-scope",
    "deductible": "deductible",
    "fund": "fund-ratio",
    "own_account": "own-account",
    "mutual_aid": "mutual-aid",
    "cash": "cash",
}


def the_reasons(figures: Figures) -> tuple[Step, ...]:
    """A step for each figure that is not the sum of others, the names of goods in it as they come."""
    amounts = figures.by_name()
    return tuple(Step(rule=rule, amount=amounts[name], facts={"lines": 1, "name": "a [red] 'name'"}) for name, rule in _RULES.items())


def the_undoing(of: Settlement, number: str, event: Event = Event.REFUND) -> Settlement:
    return replace(
        of,
        id=number,
        event=event,
        figures=of.figures.negated(),
        lines=tuple(line.negated() for line in of.lines),
        draws=tuple(draw.negated() for draw in of.draws),
        own_prior_year=-of.own_prior_year,
        accruals=tuple(accrual.negated() for accrual in of.accruals),
        key=None,
        undoes=of.id,
    )
