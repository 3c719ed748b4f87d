"""The world of a scenario beside its sales: what a `check` holds it against, and the steps that move money without a sale."""

from collections.abc import Callable
from typing import Any

from engine.model.movement import Movement
from engine.money import Money
from engine.service.engine import Engine
from pos import money_steps, scenario

Result = dict[str, Any]


def held_against(engine: Engine, step: scenario.Check) -> tuple[Result, Result]:
    """What the step expects, and what is so: whole fen, by person or institution."""
    people = [person.id for person in engine.people()]
    counted = {person: engine.counted(person) for person in people}
    wallets = engine.wallet.balances()
    expected = {
        figure: {who: amount.fen for who, amount in getattr(step, figure).items()}
        for figure in ("accounts", "deductible_paid", "fund_used", "wallets", "drawer")
    }
    got = {
        "accounts": {person: balance.all.fen for person, balance in engine.balances().items()},
        "deductible_paid": {person: year.deductible.fen for person, year in counted.items()},
        "fund_used": {person: year.fund.fen for person, year in counted.items()},
        "wallets": {person: wallets.get(person, Money.ZERO).fen for person in people},
        "drawer": {place.id: engine.drawer.balance(place.id).fen for place in engine.institutions()},
    }
    return expected, got


def whole_world(engine: Engine) -> Result:
    """Everybody and all the cash at the end; `books_balanced` is the outcome of the whole check of the books."""
    counted = {person.id: engine.counted(person.id) for person in engine.people()}
    return {
        "accounts": {person: balance.all.fen for person, balance in engine.balances().items()},
        "year": {person: {"deductible_paid": year.deductible.fen, "fund_used": year.fund.fen} for person, year in counted.items()},
        "fund_paid": engine.fund_paid().fen,
        "cash_taken": engine.cash_taken().fen,
        **private_of(engine),
        "books_balanced": not engine.check(),
        **wallets_of(engine),
    }


def private_of(engine: Engine) -> Result:
    """What private sales brought in, net; nothing where there were none."""
    return {"private_taken": engine.private.taken().fen} if engine.private.newest(1) else {}


def wallets_of(engine: Engine) -> Result:
    """Of everybody who has one; nothing where nobody has."""
    wallets = engine.wallet.balances()
    return {"wallets": {person: balance.fen for person, balance in wallets.items()}} if wallets else {}


def moved(engine: Engine, step: money_steps.MoneyStep, transfer: Callable[[str], str], place: str) -> Movement:
    """Play the step; `transfer` gives the number of a sending by its name in the scenario. Raises Refusal, BadInput."""
    match step:
        case money_steps.Send():
            return engine.wallet.send(step.sender, step.recipient, step.relation, step.amount)
        case money_steps.Accept():
            return engine.wallet.accept(transfer(step.transfer))
        case money_steps.Float():
            return engine.drawer.float_in(place, step.amount, step.operator)
        case money_steps.Count():
            return engine.drawer.count(place, step.counted, step.operator)


def stand(engine: Engine, step: scenario.Suspend) -> None:
    """A person's insurance or an institution's agreement, ended or back in force."""
    good = isinstance(step, scenario.Restore)
    if step.person is not None:
        engine.set_insured(step.person, insured=good)
    if step.institution is not None:
        engine.set_designated(step.institution, designated=good)
