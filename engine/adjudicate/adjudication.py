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
from engine.model.person import Person
from engine.model.purse import Balance
from engine.model.settlement import LineSplit
from engine.model.step import Step
from engine.model.year import Accrual, Counted
from engine.money import Money, total
from engine.policy.edition import Benefit, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """`accruals` is what the settlement adds to the holder's counters.

    The calendar year's, and a finer period's where the edition counts by one.
    """

    lines: tuple[LineSplit, ...]
    deductible: Money
    fund: Money
    accruals: tuple[Accrual, ...]
    steps: tuple[Step, ...]

    @property
    def amount(self) -> Money:
        """medfee, the sum of the lines."""
        return total(line.total for line in self.lines)

    @property
    def off_catalogue(self) -> Money:
        """The sum of class-C lines."""
        return total(line.off_catalogue for line in self.lines)


def benefit_for(bill: Bill, person: Person, edition: Edition) -> Benefit | None:
    """The row that applies; none at a pharmacy without an electronic prescription (自主购药)."""
    if bill.care is Care.PHARMACY and not bill.prescription:
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
    in_scope = total(line.in_scope for line in lines)
    steps.append(Step(rule="in-scope", amount=in_scope, facts={"lines": len(lines)}))

    benefit = benefit_for(bill, person, edition)
    tiers = () if benefit is None else benefit.tiers_for(person.status, institution.level)
    if benefit is None or not tiers:
        why = "no-prescription" if bill.care is Care.PHARMACY and not bill.prescription else "no-benefit"
        facts = {"insurance": person.insurance.value, "care": bill.care.value, "level": institution.level.value, "edition": edition.name}
        steps.append(Step(rule=why, amount=Money.ZERO, facts=facts))
        return Adjudication(lines=tuple(lines), deductible=Money.ZERO, fund=Money.ZERO, accruals=(), steps=tuple(steps))

    first = Money.ZERO
    if edition.account.account_first and bill.account is not AccountUse.OFF:
        first = min(own.all, in_scope)
        steps.append(
            Step(rule="account-first", amount=first, facts={"balance_fen": own.all.fen, **edition.account.sources.of("account_first")})
        )
    deductible, step = apply_deductible(in_scope - first, benefit, institution.level, counted)
    steps.append(step)
    unfiled = institution.region != person.region and institution.region not in person.filed_in
    fund, step = apply_rates(in_scope - first - deductible, tiers, benefit, unfiled=unfiled)
    steps.append(step)
    fund, cut = apply_ceiling(fund, benefit, person.status, year)
    if cut is not None:
        steps.append(cut)

    periods = {calendar_year(day), period_of(benefit, day, institution.id)}
    accruals = (
        tuple(Accrual(group=bill.care.group, period=period, deductible=deductible, fund=fund) for period in sorted(periods))
        if deductible or fund
        else ()
    )
    return Adjudication(lines=tuple(lines), deductible=deductible, fund=fund, accruals=accruals, steps=tuple(steps))
