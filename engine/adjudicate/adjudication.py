"""The stages in their order: bill + edition + year so far -> what the fund bears."""

from dataclasses import dataclass
from datetime import date

from engine.adjudicate.ceiling import apply_ceiling
from engine.adjudicate.coinsurance import apply_rates
from engine.adjudicate.coverage import split_line
from engine.adjudicate.deductible import apply_deductible, calendar_year, period_of
from engine.model.bill import Bill
from engine.model.codes import AccountUse, Care
from engine.model.institution import Institution
from engine.model.maker import maker
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.settlement import LineSplit
from engine.model.step import Step, make_step
from engine.model.year import Accrual, Counted, make_accrual
from engine.money import Money, total
from engine.policy.edition import Benefit, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """`amount` (medfee), `off_catalogue` and `in_scope` are sums of the lines; `accruals` is what the holder's counters are to grow by.

    The calendar year's, and a finer period's where the edition counts by one.
    """

    lines: tuple[LineSplit, ...]
    amount: Money
    off_catalogue: Money
    in_scope: Money
    deductible: Money
    fund: Money
    accruals: tuple[Accrual, ...]
    steps: tuple[Step, ...]


make_adjudication = maker(Adjudication)


def benefit_for(bill: Bill, person: Person, edition: Edition) -> Benefit | None:
    """The row that applies; none at a pharmacy without an electronic prescription (自主购药)."""
    if not bill.prescription and bill.care is Care.PHARMACY:
        return None
    return edition.benefit(person.insurance, bill.care)


def counting_period(bill: Bill, person: Person, edition: Edition, day: date) -> str:
    """The period whose counters `adjudicate` needs as `counted`."""
    return period_of(benefit_for(bill, person, edition), day, bill.at)


def adjudicate(
    bill: Bill,
    *,
    person: Person,
    institution: Institution,
    edition: Edition,
    day: date,
    year: Counted,
    counted: Counted,
    own: Balance,
) -> Adjudication:
    """`year` is the calendar year so far (for the ceiling), `counted` the deductible's period so far; both of the care's benefit group."""
    lines: list[LineSplit] = []
    steps: list[Step] = []
    for number, line in enumerate(bill.lines, start=1):
        split, reasons = split_line(number, line)
        lines.append(split)
        steps += reasons
    in_scope = total([line.in_scope for line in lines])
    steps.append(make_step(rule="in-scope", amount=in_scope, facts={"lines": len(lines)}))

    deductible = fund = Money.ZERO
    accruals: tuple[Accrual, ...] = ()
    benefit = benefit_for(bill, person, edition)
    tiers = () if benefit is None else benefit.tiers_for(person.status, institution.level)
    if benefit is None or not tiers:
        steps.append(_no_benefit(bill, person, institution, edition))
    else:
        base = in_scope
        if edition.account.account_first and bill.account is not AccountUse.OFF:
            first, step = _account_first(in_scope, own, edition)
            base -= first
            steps.append(step)
        deductible, step = apply_deductible(base, benefit, institution.level, counted)
        steps.append(step)
        unfiled = institution.region != person.region and institution.region not in person.filed_in
        fund, step = apply_rates(base - deductible, tiers, benefit, unfiled=unfiled, deductible=deductible)
        steps.append(step)
        fund, cut = apply_ceiling(fund, benefit, person.status, year)
        if cut is not None:
            steps.append(cut)
        if deductible or fund:
            accruals = _accruals(bill.care.group, calendar_year(day), period_of(benefit, day, institution.id), deductible, fund)

    return make_adjudication(
        lines=tuple(lines),
        amount=total([line.total for line in lines]),
        off_catalogue=total([line.off_catalogue for line in lines]),
        in_scope=in_scope,
        deductible=deductible,
        fund=fund,
        accruals=accruals,
        steps=tuple(steps),
    )


def _no_benefit(bill: Bill, person: Person, institution: Institution, edition: Edition) -> Step:
    why = "no-prescription" if bill.care is Care.PHARMACY and not bill.prescription else "no-benefit"
    facts = {"insurance": str(person.insurance), "care": str(bill.care), "level": str(institution.level), "edition": edition.name}
    return make_step(rule=why, amount=Money.ZERO, facts=facts)


def _account_first(in_scope: Money, own: Balance, edition: Edition) -> tuple[Money, Step]:
    """What the own account pays before the deductible starts."""
    first = in_scope.at_most(own.all)
    facts: dict[str, str | int] = {"balance_fen": own.all.fen, **edition.account.sources.of("account_first")}
    return first, make_step(rule="account-first", amount=first, facts=facts)


def _accruals(group: str, year: str, period: str, deductible: Money, fund: Money) -> tuple[Accrual, ...]:
    """To the calendar year's counter, for the ceiling, and to the period's that the deductible is counted in, where that is another."""
    whole = make_accrual(group=group, period=year, deductible=deductible, fund=fund)
    return (whole,) if period == year else (whole, make_accrual(group=group, period=period, deductible=deductible, fund=fund))
