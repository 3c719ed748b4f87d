"""The monthly credit to personal accounts 个人账户划入, and the year-end roll of the current year's part into the prior-year part 历年."""

from datetime import date, datetime

from engine.ledger.store import Writing
from engine.model.codes import Status
from engine.model.movement import MoneyEvent, Movement
from engine.model.person import Person
from engine.model.step import Step
from engine.money import Money
from engine.policy.book import PolicyBook
from engine.policy.edition import CreditRules


def credit_accounts(policies: PolicyBook, books: Writing, at: datetime) -> None:
    """Of everybody who is credited in this world, insured, and has an account, by the edition in force where they are insured."""
    for person in books.people():
        edition = policies.in_force(person.region, at.date())
        rules = edition.account.credit if edition else None
        if rules is None or not (person.credited and person.insured and person.may_authorise) or books.balance(person.id) is None:
            continue
        step = credit_of(person, rules, at.date())
        if step.amount:
            books.record(
                Movement(
                    id=books.next_settlement_id(at.date()),
                    event=MoneyEvent.CREDIT,
                    at=at,
                    holder=person.id,
                    amount=step.amount,
                    steps=(step,),
                    occasion=f"credit {at:%Y-%m} {person.id}",
                    region=person.region,
                )
            )


def credit_of(person: Person, rules: CreditRules, day: date) -> Step:
    """What one month brings: a share of the own contribution base in service, a sum by age in retirement."""
    if person.status is Status.RETIRED:
        age = day.year - person.born.year - ((day.month, day.day) < (person.born.month, person.born.day))
        figure = "retired" if age < min((step.age for step in rules.retired_from_age), default=age + 1) else "retired_from_age"
        amount = rules.for_age(age)
        return Step(rule="credit-retired", amount=amount, facts={"age": age, **rules.sources.of(figure)})
    base = person.contribution_base or Money.ZERO
    facts: dict[str, str | int] = {"base_fen": base.fen, "ratio": str(rules.in_service), **rules.sources.of("in_service")}
    return Step(rule="credit-in-service", amount=base.times(rules.in_service), facts=facts)


def roll_accounts(books: Writing, at: datetime) -> None:
    """What every account had gained in the year that ended is prior-year balance from now on."""
    for person, part in books.not_prior_year().items():
        books.record(
            Movement(
                id=books.next_settlement_id(at.date()),
                event=MoneyEvent.ROLL,
                at=at,
                holder=person,
                amount=Money.ZERO,
                prior_year=part,
                steps=(Step(rule="roll", amount=part, facts={"year": at.year - 1}),),
                occasion=f"roll {at.year} {person}",
            )
        )
